package dev.millrace.view.item;

import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Card;
import dev.millrace.document.Document.Fact;
import dev.millrace.document.Document.Section;
import dev.millrace.document.SegmentLabels;
import dev.millrace.document.Text;
import dev.millrace.flow.FlowTotals;
import dev.millrace.flow.ItemFlow;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Figure;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Reason;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.view.Capture;
import dev.millrace.view.EfficiencyText;
import dev.millrace.view.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts one item into words. */
final class ItemDocument {

    private ItemDocument() {}

    static Document of(List<ItemFlow> cycles, ValueStream stream, Knowledge knowledge, ZoneId zone, Capture capture) {
        if (cycles.isEmpty()) {
            throw new IllegalArgumentException("an item without a cycle did not exist by then, and cannot be shown");
        }
        ItemFlow current = cycles.get(cycles.size() - 1);
        ArtifactSnapshot item = current.item();
        List<Section> sections = new ArrayList<>();
        for (ItemFlow cycle : cycles) {
            sections.addAll(new CycleSections(cycle, cycles.size(), stream, zone, capture).all());
        }
        return new Document(
                Text.shorten(item.key(), Text.NAME),
                Text.shorten(item.title(), Text.TITLE),
                facts(current, cycles.size(), stream, knowledge, zone),
                List.of(flowTime(current), leadTime(current), efficiency(current)),
                sections);
    }

    /** The parts of a flow time that are not zero, in the order of the algebra. */
    static Map<SegmentKind, Duration> parts(FlowTotals totals) {
        Map<SegmentKind, Duration> parts = new LinkedHashMap<>();
        parts.put(SegmentKind.ACTIVE, totals.active());
        parts.put(SegmentKind.WAITING, totals.waiting());
        parts.put(SegmentKind.PAUSED, totals.paused());
        parts.put(SegmentKind.CLOSED_GAP, totals.closedGap());
        parts.put(SegmentKind.UNMAPPED, totals.unmapped());
        parts.values().removeIf(Duration::isZero);
        return parts;
    }

    private static List<Fact> facts(ItemFlow flow, int cycles, ValueStream stream, Knowledge knowledge, ZoneId zone) {
        ArtifactSnapshot item = flow.item();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Item", Cell.link(Text.shorten(item.key(), Text.NAME), item.url())));
        facts.add(Fact.of("Status", status(flow, cycles)));
        facts.add(Fact.of("Type", type(flow)));
        facts.add(Fact.of("Project", Text.shorten(item.project(), Text.NAME)));
        facts.add(Fact.of(began(flow, cycles), Text.second(flow.createdAt(), zone)));
        facts.add(Fact.of("Started", instant(flow.start(), zone)));
        facts.add(Fact.of(
                "Stopped",
                flow.stop() == null || flow.stopKnown()
                        ? instant(flow.stop(), zone)
                        : "unknown; at the latest " + Text.second(flow.stop(), zone)));
        facts.add(Fact.of("Done rule", Words.of(flow.chain().doneRule())));
        facts.add(Fact.of(
                "Value stream",
                Text.shorten(stream.name(), Text.NAME) + ", version " + Text.shorten(stream.version(), Text.NAME)));
        facts.add(Fact.of("As of", Text.second(knowledge.asOf(), zone)));
        facts.add(Fact.of("Known at", Text.second(knowledge.knownAt(), zone)));
        facts.add(Fact.of("Time zone", Text.zone(zone)));
        return facts;
    }

    /** A pull request is there before its tool knows of it: from its coding on. */
    private static String began(ItemFlow flow, int cycles) {
        boolean coded = flow.item().artifact().kind() == ArtifactKind.PULL_REQUEST
                && flow.createdAt().isBefore(flow.item().createdAt());
        return cycles > 1 ? "Cycle began" : coded ? "Coding began" : "Created";
    }

    private static String status(ItemFlow flow, int cycles) {
        String state = flow.item().state() == null
                ? ""
                : ", now in the state " + Text.shorten(flow.item().state().name(), Text.NAME);
        String cycle = cycles > 1 ? ", cycle " + flow.cycle() + " of " + cycles : "";
        return Words.of(flow.status()) + cycle + state;
    }

    private static String type(ItemFlow flow) {
        return flow.item().type() == null
                ? Words.of(flow.type())
                : Words.of(flow.type()) + " (" + Text.shorten(flow.item().type().name(), Text.NAME) + ')';
    }

    private static String instant(@Nullable Instant instant, ZoneId zone) {
        return instant == null ? "not as of this report" : Text.second(instant, zone);
    }

    private static Card flowTime(ItemFlow flow) {
        return card(
                "flow-time",
                "Flow time",
                Text.figure(flow.flowTime(), Text::duration),
                flow.started() ? parts(flow) : "",
                flow.flowTime(),
                "Calendar time from the first active or waiting instant to done, or to as-of while it is open.");
    }

    private static Card leadTime(ItemFlow flow) {
        return card(
                "lead-time",
                "Lead time",
                Text.figure(flow.leadTime(), Text::duration),
                "",
                flow.leadTime(),
                "Calendar time from creation, or from a late re-open, to done, or to as-of while it is open.");
    }

    private static Card efficiency(ItemFlow flow) {
        FlowTotals totals = flow.totals();
        return card(
                "flow-efficiency",
                "Flow efficiency",
                EfficiencyText.of(flow),
                flow.efficiency().measured().isPresent()
                        ? Text.duration(totals.active()) + " active of "
                                + Text.duration(totals.active().plus(totals.waiting()))
                        : "",
                flow.efficiency(),
                "Active time divided by active plus waiting time. Unknown where its waiting could not be seen.");
    }

    private static Card card(
            String id, String title, String value, String caption, Figure<?> figure, String definition) {
        List<String> notes = figure.reason().map(Reason::detail).stream()
                .map(detail -> Text.shorten(detail, 3 * Text.TITLE))
                .toList();
        return new Card(id, title, value, caption, notes, definition);
    }

    private static String parts(ItemFlow flow) {
        return parts(flow.totals()).entrySet().stream()
                .map(part -> Text.duration(part.getValue())
                        + ' '
                        + SegmentLabels.of(part.getKey()).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
