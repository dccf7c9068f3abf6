/**
 * Servers on loopback that play the tools, for the demo and for tests: the published wire formats, with paging, and
 * with the faults that a test requests. Contains the HTTP of all of them. May not use another module.
 */
@NullMarked
package dev.millrace.fake;

import org.jspecify.annotations.NullMarked;
