/**
 * The use case report: one window of one value stream, optionally of one team or service, with comparison, forecast
 * and the explanation of one figure. The command line, the hub and {@code publish} call the same service. Prints and
 * renders nothing.
 */
@NullMarked
package dev.millrace.app.report;

import org.jspecify.annotations.NullMarked;
