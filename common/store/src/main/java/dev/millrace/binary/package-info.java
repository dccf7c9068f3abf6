/**
 * Numbers and texts as bytes, for values that are stored in millions. Written by hand because a field must cost
 * nanoseconds. Depends on no other package of Millrace.
 */
@NullMarked
package dev.millrace.binary;

import org.jspecify.annotations.NullMarked;
