/**
 * Results of a report, stored so that the next report computes only what changed. May use everything that computes.
 * No package that computes may use it, except the chains, which write and read their own part. Its data may be
 * deleted at any time.
 */
@NullMarked
package dev.millrace.projection;

import org.jspecify.annotations.NullMarked;
