/** The figures of reports as metrics for monitoring. */
@NullMarked
package dev.millrace.hub.figures;

import org.jspecify.annotations.NullMarked;
