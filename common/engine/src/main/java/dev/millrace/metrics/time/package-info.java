/**
 * Where the time of items went: flow time, efficiency, stages, waiting, the bottleneck, hand-offs.
 * Pure functions, like all below {@code metrics}. May not use the store, HTTP, files or a clock.
 */
@NullMarked
package dev.millrace.metrics.time;

import org.jspecify.annotations.NullMarked;
