/**
 * What changed, what comes, and how groups differ: comparison, forecast, breakdown.
 * Pure functions, like all below {@code metrics}. May not use the store, HTTP, files or a clock.
 */
@NullMarked
package dev.millrace.metrics.outlook;

import org.jspecify.annotations.NullMarked;
