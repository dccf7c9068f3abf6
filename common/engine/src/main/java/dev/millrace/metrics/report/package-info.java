/**
 * The list of all metrics, and what computes them at once: the report and the explanations.
 * Pure functions, like all below {@code metrics}. May not use the store, HTTP, files or a clock.
 */
@NullMarked
package dev.millrace.metrics.report;

import org.jspecify.annotations.NullMarked;
