/**
 * Figures of many items: flows are added to mergeable accumulators, which return a report. Pure functions: the time
 * is an argument. May not use the store, HTTP, files or a clock.
 */
@NullMarked
package dev.millrace.metrics;

import org.jspecify.annotations.NullMarked;
