package dev.millrace.view;

import dev.millrace.document.Document;
import dev.millrace.document.Document.Fact;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.ReportExtras;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a report.
 *
 * @param report the exact figures, for outputs that programs read
 * @param extras what it has besides the figures of one window
 * @param metrics the metrics it is limited to; empty means all
 * @param document the same in words, for outputs that people read
 * @param note what a reader has to know before anything else, such as that a scope matches nothing; null if there is nothing
 */
public record ReportView(
        FlowReport report,
        ReportExtras extras,
        Set<Metric> metrics,
        Document document,
        @Nullable String note) {

    /** Validates. */
    public ReportView {
        Objects.requireNonNull(report, "report");
        Objects.requireNonNull(extras, "extras");
        metrics = Set.copyOf(metrics);
        Objects.requireNonNull(document, "document");
    }

    /** The view of a report; days and times are those of the report's zone. */
    public static ReportView of(FlowReport report) {
        return of(report, ReportExtras.NONE);
    }

    /** The view of a report with more than one window's figures. */
    public static ReportView of(FlowReport report, ReportExtras extras) {
        return new ReportView(report, extras, Set.of(), ReportDocument.of(report, extras), null);
    }

    /** The same with a note that stands first; the same if there is none. */
    public ReportView noted(@Nullable String text) {
        if (text == null) {
            return this;
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("Note", text));
        facts.addAll(document.facts());
        Document told =
                new Document(document.title(), document.subtitle(), facts, document.cards(), document.sections());
        return new ReportView(report, extras, metrics, told, text);
    }

    /** The same with these metrics only; with none chosen, the whole. */
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
