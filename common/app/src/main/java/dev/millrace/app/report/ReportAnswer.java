package dev.millrace.app.report;

import dev.millrace.metrics.Explanation;
import dev.millrace.metrics.load.FlowVelocity;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.Listing;
import dev.millrace.metrics.report.ReportExtras;
import org.jspecify.annotations.Nullable;

/**
 * A report with its requested additions.
 *
 * @param flow the figures of the window
 * @param throughput what was done per week, from long before the window: what its forecast was made from
 * @param extras the rest
 * @param listing the items and deployments that the figures are counted from; null if that was not requested
 * @param explanation what one of the numbers was computed from; null if that was not requested
 */
public record ReportAnswer(
        FlowReport flow,
        FlowVelocity throughput,
        ReportExtras extras,
        @Nullable Listing listing,
        @Nullable Explanation explanation) {}
