package dev.millrace.view.item;

import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.metrics.Explanation.Event;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.TimeAccumulator;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.model.SegmentKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why the figures of one item are what they are: formulas with their numbers, and the events behind them. */
final class ItemReasons {

    /** The figures of an item. */
    static final List<Metric> FIGURES =
            List.of(TimeAccumulator.FLOW_TIME, TimeAccumulator.LEAD_TIME, EfficiencyAccumulator.METRIC);

    private static final String MILLIS = " ms";

    private ItemReasons() {}

    static Document added(Document document, List<ItemFlow> cycles, List<Event> events, ZoneId zone) {
        List<Section> sections = new ArrayList<>(document.sections());
        for (ItemFlow cycle : cycles) {
            String title = cycles.size() == 1 ? "Why these figures" : "Why the figures of cycle " + cycle.cycle();
            sections.add(new Section("why-" + cycle.cycle(), title, "", List.of(figures(cycle))));
        }
        sections.add(new Section("events", "What the tools reported", "", List.of(told(events, zone))));
        return new Document(document.title(), document.subtitle(), document.facts(), document.cards(), sections);
    }

    private static Table figures(ItemFlow flow) {
        return new Table(
                "Each formula with its numbers; instants are in UTC",
                List.of(
                        Column.words("Figure"),
                        Column.words("Formula"),
                        Column.words("With its numbers"),
                        Column.words("Value")),
                List.of(
                        row(
                                TimeAccumulator.FLOW_TIME,
                                between(flow.start(), flow.stop(), flow.asOf()),
                                flow.flowTime(),
                                ItemReasons::millis),
                        row(
                                TimeAccumulator.LEAD_TIME,
                                between(flow.createdAt(), flow.stop(), flow.asOf()),
                                flow.leadTime(),
                                ItemReasons::millis),
                        row(EfficiencyAccumulator.METRIC, efficiency(flow), flow.efficiency(), String::valueOf)));
    }

    private static <T> Row row(Metric metric, String numbers, Figure<T> figure, Function<? super T, String> value) {
        String is = Formats.figure(figure, value)
                + figure.reason().map(Reason::detail).map(why -> ": " + why).orElse("");
        return Row.of(
                Cell.text(metric.label()),
                Cell.text(metric.formula()),
                Cell.text(numbers),
                Cell.text(Formats.shorten(is, 3 * Formats.TITLE)));
    }

    private static String between(@Nullable Instant start, @Nullable Instant stop, Instant asOf) {
        return start == null ? "no start" : (stop == null ? asOf + " (as of)" : stop) + " - " + start;
    }

    private static String efficiency(ItemFlow flow) {
        return '(' + sum(flow, SegmentKind.ACTIVE) + ") / (" + sum(flow, SegmentKind.ACTIVE) + " + "
                + sum(flow, SegmentKind.WAITING) + ')';
    }

    private static String sum(ItemFlow flow, SegmentKind kind) {
        String sum = flow.segments().stream()
                .filter(segment -> segment.kind() == kind)
                .map(Segment::length)
                .map(length -> String.valueOf(length.toMillis()))
                .collect(Collectors.joining(" + "));
        return sum.isEmpty() ? "0" : sum;
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + MILLIS + " (" + Formats.duration(duration) + ')';
    }

    private static Table told(List<Event> events, ZoneId zone) {
        List<Row> rows = new ArrayList<>();
        for (Event event : events) {
            rows.add(Row.of(
                    Cell.text(Formats.second(event.at(), zone)),
                    Cell.text(event.kind()),
                    Cell.text(Formats.shorten(event.text(), Formats.TITLE)),
                    Cell.text(Formats.shorten(event.artifact().toString(), Formats.NAME))));
        }
        return new Table(
                Formats.count(events.size(), "event", "events") + ", of the item and of everything in its chain",
                List.of(Column.words("When"), Column.words("What"), Column.words(""), Column.words("Artifact")),
                rows);
    }
}
