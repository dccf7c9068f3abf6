/**
 * How Millrace itself is doing, read from the store: {@code millrace status}. Computes no figure of the flow, asks no tool, and
 * changes nothing; what is not known is said as unknown and never as 0.
 */
@NullMarked
package dev.millrace.app.status;

import org.jspecify.annotations.NullMarked;
