package dev.millrace.view;

import dev.millrace.document.Document;
import dev.millrace.metrics.Explanation;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.ReportExtras;
import java.util.Objects;

/**
 * Why a number of a report is what it is.
 *
 * @param report the report
 * @param extras what it has besides the figures of one window
 * @param explanation everything the number was computed from
 * @param document the same in words, for outputs that people read
 */
public record ExplanationView(FlowReport report, ReportExtras extras, Explanation explanation, Document document) {

    /** Validates. */
    public ExplanationView {
        Objects.requireNonNull(report, "report");
        Objects.requireNonNull(extras, "extras");
        Objects.requireNonNull(explanation, "explanation");
        Objects.requireNonNull(document, "document");
    }

    /** The view of an explanation of one of the report's numbers. */
    public static ExplanationView of(FlowReport report, ReportExtras extras, Explanation explanation) {
        return new ExplanationView(
                report, extras, explanation, new ExplanationDocument(report, extras, explanation).document());
    }
}
