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
        JsonFields.put(json, "type", snapshot.type());
        json.put("level", JsonFields.word(snapshot.level()));
        JsonFields.put(json, "parent", snapshot.parent());
        JsonFields.put(json, "state", snapshot.state());
        JsonFields.put(json, "resolution", snapshot.resolution());
        JsonFields.put(json, "url", snapshot.url());
        JsonFields.put(json, "createdAt", snapshot.createdAt());
        JsonFields.put(json, "updatedAt", snapshot.updatedAt());
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
                JsonFields.artifact(json, "artifact"),
                JsonFields.text(json, "key"),
                JsonFields.text(json, "title"),
                JsonFields.text(json, "project"),
                JsonFields.typeOrNull(json, "type"),
                JsonFields.constant(json, "level", Level.class),
                JsonFields.artifactOrNull(json, "parent"),
                JsonFields.stateOrNull(json, "state"),
                JsonFields.textOrNull(json, "resolution"),
                url(json),
                JsonFields.instant(json, "createdAt"),
                JsonFields.instant(json, "updatedAt"),
                attributes(json.path("attributes")));
    }

    /** Writes a link. */
    public static void write(Link link, ObjectNode json) {
        json.put("from", link.from().toString());
        json.put("to", link.to().toString());
        json.put("relation", link.relation());
        json.put("rule", JsonFields.word(link.rule()));
    }

    /** Reads a link. */
    public static Link readLink(JsonNode json) {
        return new Link(
                JsonFields.artifact(json, "from"),
                JsonFields.artifact(json, "to"),
                JsonFields.text(json, "relation"),
                JsonFields.constant(json, "rule", Link.Rule.class));
    }

    /** Writes what a tool says of a state. */
    public static void write(StateDefinition definition, ObjectNode json) {
        json.put("tool", definition.tool().toString());
        json.put("id", definition.id());
        json.put("name", definition.name());
        StateCategory category = definition.category();
        JsonFields.put(json, "category", category == null ? null : category.key());
    }

    /** Reads what a tool says of a state. */
    public static StateDefinition readDefinition(JsonNode json) {
        String category = JsonFields.textOrNull(json, "category");
        return new StateDefinition(
                tool(json),
                JsonFields.text(json, "id"),
                JsonFields.text(json, "name"),
                category == null ? null : new StateCategory(category));
    }

    /** Writes that a state was seen. */
    public static void write(StateUse use, ObjectNode json) {
        json.put("tool", use.tool().toString());
        json.put("project", use.project());
        JsonFields.put(json, "state", use.state());
    }

    /** Reads that a state was seen. */
    public static StateUse readUse(JsonNode json) {
        return new StateUse(tool(json), JsonFields.text(json, "project"), JsonFields.state(json, "state"));
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
        JsonFields.put(json, "note", entry.note());
    }

    /** Reads a line of the ledger. */
    public static LedgerEntry readLedgerEntry(JsonNode json) {
        return new LedgerEntry(
                tool(json),
                JsonFields.text(json, "scope"),
                JsonFields.text(json, "measure"),
                JsonFields.numberOrNull(json, "expected"),
                JsonFields.number(json, "captured"),
                JsonFields.textOrNull(json, "note"));
    }

    private static ToolInstance tool(JsonNode json) {
        return JsonFields.parsed("tool", JsonFields.text(json, "tool"), ToolInstance::parse);
    }

    private static @Nullable URI url(JsonNode json) {
        String text = JsonFields.textOrNull(json, "url");
        return text == null ? null : JsonFields.parsed("url", text, URI::create);
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
