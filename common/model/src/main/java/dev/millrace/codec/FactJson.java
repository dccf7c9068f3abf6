package dev.millrace.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import dev.millrace.model.ToolInstance;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The facts that are not events as JSON. An IllegalArgumentException of a reader names the field that is wrong. */
public final class FactJson {

    private FactJson() {}

    /** Writes a snapshot. */
    public static void write(ArtifactSnapshot snapshot, ObjectNode json) {
        json.put("artifact", snapshot.artifact().toString());
        json.put("key", snapshot.key());
        json.put("title", snapshot.title());
        json.put("project", snapshot.project());
        Fields.put(json, "type", snapshot.type());
        json.put("level", Fields.word(snapshot.level()));
        Fields.put(json, "parent", snapshot.parent());
        Fields.put(json, "state", snapshot.state());
        Fields.put(json, "resolution", snapshot.resolution());
        Fields.put(json, "url", snapshot.url());
        Fields.put(json, "createdAt", snapshot.createdAt());
        Fields.put(json, "updatedAt", snapshot.updatedAt());
        if (!snapshot.attributes().isEmpty()) {
            ObjectNode attributes = json.putObject("attributes");
            snapshot.attributes().forEach((name, values) -> {
                ArrayNode array = attributes.putArray(name);
                values.forEach(array::add);
            });
        }
    }

    /** Reads a snapshot. */
    public static ArtifactSnapshot readSnapshot(JsonNode json) {
        return new ArtifactSnapshot(
                Fields.artifact(json, "artifact"),
                Fields.text(json, "key"),
                Fields.text(json, "title"),
                Fields.text(json, "project"),
                Fields.typeOrNull(json, "type"),
                Fields.constant(json, "level", Level.class),
                Fields.artifactOrNull(json, "parent"),
                Fields.stateOrNull(json, "state"),
                Fields.textOrNull(json, "resolution"),
                url(json),
                Fields.instant(json, "createdAt"),
                Fields.instant(json, "updatedAt"),
                attributes(json.path("attributes")));
    }

    /** Writes a link. */
    public static void write(Link link, ObjectNode json) {
        json.put("from", link.from().toString());
        json.put("to", link.to().toString());
        json.put("relation", link.relation());
        json.put("rule", Fields.word(link.rule()));
    }

    /** Reads a link. */
    public static Link readLink(JsonNode json) {
        return new Link(
                Fields.artifact(json, "from"),
                Fields.artifact(json, "to"),
                Fields.text(json, "relation"),
                Fields.constant(json, "rule", Link.Rule.class));
    }

    /** Writes what a tool says of a state. */
    public static void write(StateDefinition definition, ObjectNode json) {
        json.put("tool", definition.tool().toString());
        json.put("id", definition.id());
        json.put("name", definition.name());
        StateCategory category = definition.category();
        Fields.put(json, "category", category == null ? null : category.key());
    }

    /** Reads what a tool says of a state. */
    public static StateDefinition readDefinition(JsonNode json) {
        String category = Fields.textOrNull(json, "category");
        return new StateDefinition(
                tool(json),
                Fields.text(json, "id"),
                Fields.text(json, "name"),
                category == null ? null : new StateCategory(category));
    }

    /** Writes that a state was seen. */
    public static void write(StateUse use, ObjectNode json) {
        json.put("tool", use.tool().toString());
        json.put("project", use.project());
        Fields.put(json, "state", use.state());
    }

    /** Reads that a state was seen. */
    public static StateUse readUse(JsonNode json) {
        return new StateUse(tool(json), Fields.text(json, "project"), Fields.state(json, "state"));
    }

    /** Writes a line of the ledger. */
    public static void write(LedgerEntry entry, ObjectNode json) {
        json.put("tool", entry.tool().toString());
        json.put("scope", entry.scope());
        json.put("measure", entry.measure());
        if (entry.expected() != null) {
            json.put("expected", entry.expected());
        }
        json.put("captured", entry.captured());
        Fields.put(json, "note", entry.note());
    }

    /** Reads a line of the ledger. */
    public static LedgerEntry readLedgerEntry(JsonNode json) {
        return new LedgerEntry(
                tool(json),
                Fields.text(json, "scope"),
                Fields.text(json, "measure"),
                Fields.numberOrNull(json, "expected"),
                Fields.number(json, "captured"),
                Fields.textOrNull(json, "note"));
    }

    private static ToolInstance tool(JsonNode json) {
        return Fields.parsed("tool", Fields.text(json, "tool"), ToolInstance::parse);
    }

    private static @Nullable URI url(JsonNode json) {
        String text = Fields.textOrNull(json, "url");
        return text == null ? null : Fields.parsed("url", text, URI::create);
    }

    private static SortedMap<String, List<String>> attributes(JsonNode json) {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            List<String> values = new ArrayList<>();
            for (JsonNode value : field.getValue()) {
                if (!value.isTextual()) {
                    throw new IllegalArgumentException("attributes." + field.getKey() + " must be a list of texts");
                }
                values.add(value.textValue());
            }
            attributes.put(field.getKey(), values);
        }
        return attributes;
    }
}
