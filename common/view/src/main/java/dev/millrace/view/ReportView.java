package dev.millrace.view;

import dev.millrace.document.Document;
import dev.millrace.document.Headline;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.ReportExtras;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A report as surfaces show it.
 *
 * @param report the exact figures, for programs
 * @param extras the parts besides the figures of one window
 * @param metrics the only metrics shown; empty means all
 * @param document the report for people
 * @param note the first thing to read, such as that a scope matches nothing; null for none
 */
public record ReportView(
        FlowReport report,
        ReportExtras extras,
        Set<Metric> metrics,
        Document document,
        @Nullable String note) {

    /** The id of the section with the delivery figures. */
    public static final String DELIVERY = "delivery";

    /** Validates. */
    public ReportView {
        Objects.requireNonNull(report, "report");
        Objects.requireNonNull(extras, "extras");
        metrics = Set.copyOf(metrics);
        Objects.requireNonNull(document, "document");
    }

    /** The view of a report with all its metrics; days and times are those of the report's zone. */
    public static ReportView of(FlowReport report, ReportExtras extras) {
        return new ReportView(report, extras, Set.of(), ReportDocument.of(report, extras), null);
    }

    /** This view with a note instead of its first sentence; unchanged if the text is null. */
    public ReportView noted(@Nullable String text) {
        if (text == null) {
            return this;
        }
        Headline headline = Objects.requireNonNull(document.headline(), "headline")
                .instead(Character.toUpperCase(text.charAt(0)) + text.substring(1) + '.');
        Document noted = new Document(
                document.title(),
                document.subtitle(),
                headline,
                document.facts(),
                document.cards(),
                document.sections());
        return new ReportView(report, extras, metrics, noted, text);
    }

    /** The most important of this view: what fits a screen, or one page of paper. */
    public ReportView brief() {
        return new ReportView(report, extras, metrics, ReportDocument.brief(document, report), note);
    }

    /** This view with these metrics only; unchanged if none is chosen. */
    public ReportView only(Set<Metric> chosen) {
        if (chosen.isEmpty()) {
            return this;
        }
        Set<String> ids = chosen.stream()
                .flatMap(metric -> Stream.of(metric.id(), ReportSections.section(metric)))
                .collect(Collectors.toSet());
        Document limited = new Document(
                document.title(),
                document.subtitle(),
                document.headline(),
                document.facts(),
                document.cards().stream()
                        .filter(card -> ids.contains(card.id()))
                        .toList(),
                document.sections().stream()
                        .filter(section -> ids.contains(section.id()))
                        .toList());
        return new ReportView(report, extras, chosen, limited, note);
    }
}
