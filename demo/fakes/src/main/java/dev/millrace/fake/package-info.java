/**
 * Servers on loopback that play the tools, for the demo and for tests: the wire formats as the tools publish them, with paging, and
 * with the trouble that a test asks for. Here lives the HTTP of all of them. Sees no other module.
 */
@NullMarked
package dev.millrace.fake;

import org.jspecify.annotations.NullMarked;
