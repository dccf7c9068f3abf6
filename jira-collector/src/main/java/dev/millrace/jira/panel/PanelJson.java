package dev.millrace.jira.panel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.document.Block;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.flow.Chain.Part;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.view.item.ItemPanel;
import dev.millrace.view.item.ItemView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what the panel shows as JSON, in the words of {@link ItemPanel}; ages are left to the panel. */
final class PanelJson {

    /** The panel's tables, by the id of their section, with what each of their columns is called here. */
    private static final List<String> DIVISION = List.of("countsAs", "time", "share");

    private static final List<String> STAGES = List.of("stage", "countsAs", "ofTheFlow", "visits", "open", "inAll");

    private final ItemView item;
    private final Document panel;

    PanelJson(ItemView item) {
        this.item = item;
        this.panel = ItemPanel.own(item);
    }

    ObjectNode write() {
        ItemFlow current = item.current();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", panel.title());
        json.put("title", panel.subtitle());
        json.put("zone", item.zone().getId());
        panel.facts().stream()
                .filter(fact -> fact.label().equals("Status"))
                .forEach(fact -> json.put("status", fact.value().text()));
        put(json, "started", current.start());
        put(json, "stopped", current.knownStop());
        ArrayNode figures = json.putArray("figures");
        panel.cards().forEach(card -> figure(figures.addObject(), card, current));
        ArrayNode cycles = json.putArray("cycles");
        for (ItemFlow cycle : item.cycles()) {
            cycle(cycles.addObject(), cycle);
        }
        return json;
    }

    private static void figure(ObjectNode json, Document.Card card, ItemFlow flow) {
        json.put("id", card.id()).put("title", card.title());
        if (flow.stop() == null && flow.start() != null && card.id().equals("flow-time")) {
            json.put("since", flow.start().toString());
        } else if (flow.stop() == null && card.id().equals("lead-time")) {
            json.put("since", flow.createdAt().toString());
        } else if (flow.stop() == null
                && flow.efficiency().reason().isEmpty()
                && card.id().equals("flow-efficiency")) {
            // changes with the open segment, and follows from the flow below
            json.put("growing", true);
        } else {
            json.put("value", card.value()).put("caption", card.caption());
        }
        if (!card.notes().isEmpty()) {
            ArrayNode notes = json.putArray("notes");
            card.notes().forEach(notes::add);
        }
    }

    private void cycle(ObjectNode json, ItemFlow cycle) {
        json.put("cycle", cycle.cycle());
        json.put("created", cycle.createdAt().toString());
        put(json, "started", cycle.start());
        put(json, "stopped", cycle.knownStop());
        String suffix = item.cycles().size() > 1 ? "-" + cycle.cycle() : "";
        if (cycle.stop() != null) {
            table(json, "division" + suffix, "division", DIVISION);
            table(json, "stages" + suffix, "stages", STAGES);
        }
        ArrayNode flow = json.putArray("flow");
        for (Segment segment : cycle.segments()) {
            ObjectNode part = flow.addObject();
            if (segment.end().equals(cycle.asOf())) {
                part.put("since", segment.start().toString());
            } else {
                part.put("from", segment.start().toString());
                part.put("to", segment.end().toString());
            }
            part.put("countsAs", segment.kind().text());
            if (segment.stage() != null) {
                part.put("stage", segment.stage().name());
            }
            part.put("cause", segment.cause().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        ArrayNode chain = json.putArray("chain");
        for (Part part : cycle.chain().parts()) {
            ObjectNode linked = chain.addObject();
            linked.put("kind", part.artifact().kind().text());
            linked.put("key", part.key());
            linked.put("state", part.state());
            linked.put("began", part.begunAt().toString());
            put(linked, "ended", part.endedAt());
        }
    }

    private void table(ObjectNode json, String section, String name, List<String> columns) {
        ArrayNode rows = json.putArray(name);
        panel.sections().stream()
                .filter(candidate -> candidate.id().equals(section))
                .flatMap(found -> found.blocks().stream())
                .filter(Block.Table.class::isInstance)
                .flatMap(block -> ((Block.Table) block).rows().stream())
                .forEach(row -> {
                    ObjectNode cells = rows.addObject();
                    for (int i = 0; i < columns.size(); i++) {
                        Cell cell = row.cells().get(i);
                        cells.put(columns.get(i), cell.text());
                    }
                    if (!cells.path("open").asText("0").equals("0")) {
                        cells.remove("inAll"); // it grows
                    }
                });
    }

    private static void put(ObjectNode json, String name, @Nullable Instant at) {
        if (at != null) {
            json.put(name, at.toString());
        }
    }
}
