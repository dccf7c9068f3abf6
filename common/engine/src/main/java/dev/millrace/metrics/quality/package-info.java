/**
 * What weakens the figures: findings, states without a stage, items that never started.
 * Pure functions, like all below {@code metrics}. May not use the store, HTTP, files or a clock.
 */
@NullMarked
package dev.millrace.metrics.quality;

import org.jspecify.annotations.NullMarked;
