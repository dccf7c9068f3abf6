/**
 * The use case status: reads the state of collecting from the store. Computes no figure of the flow, calls no tool
 * and changes nothing. An unknown value is unknown, never 0.
 */
@NullMarked
package dev.millrace.app.status;

import org.jspecify.annotations.NullMarked;
