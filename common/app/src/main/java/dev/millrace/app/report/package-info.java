/**
 * The use case report: one window of one value stream, perhaps of one team or service, with comparison, forecast and the reasons of
 * one figure. The command line, the hub and {@code publish} call the same service. Prints and renders nothing.
 */
@NullMarked
package dev.millrace.app.report;

import org.jspecify.annotations.NullMarked;
