/**
 * How much is done and how much is in the flow: velocity, load, ageing, distribution, cumulative flow.
 * Pure functions, like all below {@code metrics}. May not use the store, HTTP, files or a clock.
 */
@NullMarked
package dev.millrace.metrics.load;

import org.jspecify.annotations.NullMarked;
