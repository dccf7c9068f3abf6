/**
 * The figures of one pipeline from its builds: times of stages, critical path, results, deployments.
 * Pure functions, like all below {@code metrics}. May not use the store, HTTP, files or a clock.
 */
@NullMarked
package dev.millrace.metrics.pipeline;

import org.jspecify.annotations.NullMarked;
