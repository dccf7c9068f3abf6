/**
 * The use case init: what a first configuration contains, and what the tools show of themselves for it. Writes no file and asks nobody:
 * that is the surface's.
 */
@NullMarked
package dev.millrace.app.init;

import org.jspecify.annotations.NullMarked;
