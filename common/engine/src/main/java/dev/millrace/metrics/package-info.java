/**
 * Many items: flows are added to a mergeable aggregate, and the aggregate becomes a report. Pure functions with the time
 * given; may not see the store, http, files or a clock.
 */
@NullMarked
package dev.millrace.metrics;

import org.jspecify.annotations.NullMarked;
