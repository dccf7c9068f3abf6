package dev.millrace.metrics.report;

import static dev.millrace.valuestream.DefaultStages.CANCELLED;
import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.IN_REVIEW;
import static dev.millrace.valuestream.DefaultStages.READY;
import static dev.millrace.valuestream.DefaultStages.TO_DO;

import dev.millrace.flow.HandOff;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Explanation;
import dev.millrace.metrics.Explanation.Value;
import dev.millrace.metrics.FlowCopy;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.model.Level;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.ItemType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A handful of items in the first half of February 2026, and what a metric says it is computed from. */
final class ExplainedItems {

    static final Instant AS_OF = feb("20");
    static final ReportRequest REQUEST = Reports.request(new Window(feb("01"), feb("15")), AS_OF, "UTC");
    static final ReportRequest BEFORE = Reports.request(new Window(jan("18"), feb("01")), AS_OF, "UTC");

    /** In no order. */
    static final List<ItemFlow> FLOWS = List.of(
            Flows.item("TEST-6").in(IN_PROGRESS, jan("20")).in(DONE, jan("25")).asOf(AS_OF),
            FlowCopy.of(Flows.item("TEST-9")
                            .in(IN_PROGRESS, feb("12"))
                            .in(DONE, feb("14"))
                            .waitingNotObservable()
                            .asOf(AS_OF))
                    .handOffs(List.of(new HandOff(feb("13"), HandOff.Kind.PERSON, Duration.ZERO)))
                    .make(),
            Flows.item("TEST-3")
                    .cycle(2)
                    .in(TO_DO, feb("10"))
                    .in(DONE, feb("12"))
                    .asOf(AS_OF),
            FlowCopy.of(Flows.item("TEST-1")
                            .in(READY, jan("30"))
                            .in(IN_PROGRESS, feb("03"))
                            .in(IN_REVIEW, feb("05"))
                            .in(IN_PROGRESS, feb("06"))
                            .in(IN_REVIEW, Instant.parse("2026-02-06T12:00:00Z"))
                            .in(DONE, feb("07"))
                            .rework(2, 1)
                            .asOf(AS_OF))
                    .handOffs(List.of(new HandOff(feb("05"), HandOff.Kind.PERSON, Duration.ofDays(1))))
                    .make(),
            Flows.item("TEST-2")
                    .type(ItemType.DEFECT)
                    .typeFrom(feb("18"), ItemType.RISK)
                    .level(Level.SUB_TASK)
                    .incomplete(9, 4)
                    .stalled(feb("01"), feb("10"))
                    .stalled(feb("15"), feb("20"))
                    .in(IN_PROGRESS, jan("20"))
                    .asOf(AS_OF),
            Flows.item("TEST-4")
                    .in(IN_PROGRESS, feb("11"))
                    .in(CANCELLED, feb("13"))
                    .asOf(AS_OF),
            Flows.item("TEST-5")
                    .in(TO_DO, feb("04"))
                    .in(null, "Odd", feb("08"))
                    .in(IN_REVIEW, feb("16"))
                    .asOf(AS_OF),
            Flows.item("TEST-7")
                    .level(Level.PORTFOLIO)
                    .in(IN_PROGRESS, feb("02"))
                    .asOf(AS_OF),
            Flows.item("TEST-8").in(IN_PROGRESS, feb("10")).in(DONE, feb("15")).asOf(AS_OF));

    private ExplainedItems() {}

    static String told(Metric metric) {
        return told(metric, REQUEST, BEFORE, FLOWS);
    }

    /** Constants, rows with their parts, and exclusions, a line each; whole hours. */
    static String told(Metric metric, ReportRequest request, @Nullable ReportRequest before, List<ItemFlow> flows) {
        ExplanationAccumulator aggregate = new ExplanationAccumulator(
                metric, request, before, DefaultValueStream.create(), StateCatalogue.empty());
        flows.forEach(flow -> aggregate.add(new ExplainedFlow(flow, List::of)));
        Explanation explanation = aggregate.result();
        List<String> lines = new ArrayList<>();
        if (!explanation.constants().isEmpty()) {
            lines.add(text(explanation.constants()));
        }
        explanation.rows().forEach(row -> {
            lines.add(row.subject().key().substring("TEST-".length()) + " " + text(row.values()));
            row.parts().forEach(part -> lines.add("  " + text(part)));
        });
        explanation
                .exclusions()
                .forEach(exclusion -> lines.add(exclusion.subject().key().substring("TEST-".length()) + " not: "
                        + (exclusion.why() == null ? "" : exclusion.why().code())));
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }

    private static String text(Map<String, Value> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String text(Value value) {
        if (value instanceof Value.At at) {
            return String.valueOf(at.instant()).replace("2026-", "").replace("T00:00:00Z", "");
        } else if (value instanceof Value.Millis millis) {
            return Duration.ofMillis(millis.millis()).toHours() + "h";
        } else if (value instanceof Value.Count count) {
            return String.valueOf(count.n());
        } else if (value instanceof Value.Is is) {
            return String.valueOf(is.yes());
        }
        return String.valueOf(((Value.Word) value).text());
    }

    static Instant jan(String day) {
        return Instant.parse("2026-01-" + day + "T00:00:00Z");
    }

    static Instant feb(String day) {
        return Instant.parse("2026-02-" + day + "T00:00:00Z");
    }
}
