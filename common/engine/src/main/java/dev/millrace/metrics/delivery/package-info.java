/**
 * How changes reach production: the keys of DORA and the pipeline's red rate, from deployments, incidents and builds.
 * Pure functions, like all below {@code metrics}. May not use the store, HTTP, files or a clock.
 */
@NullMarked
package dev.millrace.metrics.delivery;

import org.jspecify.annotations.NullMarked;
