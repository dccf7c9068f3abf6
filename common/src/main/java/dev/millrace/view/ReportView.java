package dev.millrace.view;

import dev.millrace.metrics.FlowReport;
import java.util.Objects;

/**
 * What is shown of a report.
 *
 * @param report the exact figures, for outputs that programs read
 * @param document the same in words, for outputs that people read
 */
public record ReportView(FlowReport report, Document document) {

    /** Validates. */
    public ReportView {
        Objects.requireNonNull(report, "report");
        Objects.requireNonNull(document, "document");
    }

    /** The view of a report; days and times are those of the report's zone. */
    public static ReportView of(FlowReport report) {
        return new ReportView(report, ReportDocument.of(report));
    }
}
