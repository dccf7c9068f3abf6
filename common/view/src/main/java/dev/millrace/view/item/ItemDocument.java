package dev.millrace.view.item;

import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Card;
import dev.millrace.document.Document.Fact;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.document.SegmentLabels;
import dev.millrace.flow.FlowTotals;
import dev.millrace.flow.ItemFlow;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Figure;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.view.Capture;
import dev.millrace.view.EfficiencyText;
import dev.millrace.view.Labels;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
                Formats.shorten(item.key(), Formats.NAME),
                Formats.shorten(item.title(), Formats.TITLE),
                facts(current, cycles.size(), stream, knowledge, zone),
                List.of(flowTime(current), leadTime(current), efficiency(current)),
                sections);
    }

    private static List<Fact> facts(ItemFlow flow, int cycles, ValueStream stream, Knowledge knowledge, ZoneId zone) {
        ArtifactSnapshot item = flow.item();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Item", Cell.link(Formats.shorten(item.key(), Formats.NAME), item.url())));
        facts.add(Fact.of("Status", status(flow, cycles)));
        facts.add(Fact.of("Type", type(flow)));
        facts.add(Fact.of("Project", Formats.shorten(item.project(), Formats.NAME)));
        facts.add(Fact.of(began(flow, cycles), Formats.second(flow.createdAt(), zone)));
        facts.add(Fact.of("Started", instant(flow.start(), zone)));
        facts.add(Fact.of(
                "Stopped",
                flow.stop() == null || flow.stopKnown()
                        ? instant(flow.stop(), zone)
                        : "unknown; at the latest " + Formats.second(flow.stop(), zone)));
        facts.add(Fact.of("Done rule", Labels.of(flow.chain().doneRule())));
        facts.add(Fact.of(
                "Value stream",
                Formats.shorten(stream.name(), Formats.NAME) + ", version "
                        + Formats.shorten(stream.version(), Formats.NAME)));
        facts.add(Fact.of("As of", Formats.second(knowledge.asOf(), zone)));
        facts.add(Fact.of("Known at", Formats.second(knowledge.knownAt(), zone)));
        facts.add(Fact.of("Time zone", Formats.zone(zone)));
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
                : ", now in the state " + Formats.shorten(flow.item().state().name(), Formats.NAME);
        String cycle = cycles > 1 ? ", cycle " + flow.cycle() + " of " + cycles : "";
        return Labels.of(flow.status()) + cycle + state;
    }

    private static String type(ItemFlow flow) {
        return flow.item().type() == null
                ? Labels.of(flow.type())
                : Labels.of(flow.type()) + " ("
                        + Formats.shorten(flow.item().type().name(), Formats.NAME) + ')';
    }

    private static String instant(@Nullable Instant instant, ZoneId zone) {
        return instant == null ? "not as of this report" : Formats.second(instant, zone);
    }

    private static Card flowTime(ItemFlow flow) {
        return card(
                "flow-time",
                "Flow time",
                Formats.figure(flow.flowTime(), Formats::duration),
                flow.started() ? parts(flow) : "",
                flow.flowTime(),
                "Calendar time from the first active or waiting instant to done, or to as-of while it is open.");
    }

    private static Card leadTime(ItemFlow flow) {
        return card(
                "lead-time",
                "Lead time",
                Formats.figure(flow.leadTime(), Formats::duration),
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
                        ? Formats.duration(totals.active()) + " active of "
                                + Formats.duration(totals.active().plus(totals.waiting()))
                        : "",
                flow.efficiency(),
                "Active time as a share of active + waiting time. Unknown if your workflow has no " + "waiting state.");
    }

    private static Card card(
            String id, String title, String value, String caption, Figure<?> figure, String definition) {
        List<String> notes = figure.reason().map(Reason::detail).stream()
                .map(detail -> Formats.shorten(detail, 3 * Formats.TITLE))
                .toList();
        return new Card(id, title, value, caption, notes, definition);
    }

    private static String parts(ItemFlow flow) {
        return CycleSections.parts(flow.totals()).entrySet().stream()
                .map(part -> Formats.duration(part.getValue())
                        + ' '
                        + SegmentLabels.of(part.getKey()).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
