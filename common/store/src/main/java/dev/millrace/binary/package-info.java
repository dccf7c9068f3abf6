/**
 * Numbers and texts as bytes, for what is kept in millions and read by nobody else. Sees nothing of Millrace. Plain code, because the
 * libraries for it write objects by reflection, and here a field must cost nanoseconds.
 */
@NullMarked
package dev.millrace.binary;

import org.jspecify.annotations.NullMarked;
