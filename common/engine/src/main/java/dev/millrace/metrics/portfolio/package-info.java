/**
 * What epics and initiatives come to, and where the effort and the waiting of the items went. Made of the metrics that there are:
 * nothing is computed here in another way.
 * Pure functions, like all below {@code metrics}. May not use the store, HTTP, files or a clock.
 */
@NullMarked
package dev.millrace.metrics.portfolio;

import org.jspecify.annotations.NullMarked;
