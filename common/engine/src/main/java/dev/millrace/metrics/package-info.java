/**
 * What all metrics share: the contract of accumulators, the request, the window, samples, explanations. The packages
 * below hold one theme each. Pure functions: the time is an argument. May not use the store, HTTP, files or a clock.
 */
@NullMarked
package dev.millrace.metrics;

import org.jspecify.annotations.NullMarked;
