/**
 * What a report was computed to, kept so that the next one computes only what has changed. May see everything that computes; nothing
 * that computes may see it, except the chains, which write and read their own part. Whatever is kept here can be thrown away.
 */
@NullMarked
package dev.millrace.projection;

import org.jspecify.annotations.NullMarked;
