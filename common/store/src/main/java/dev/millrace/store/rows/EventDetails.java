package dev.millrace.store.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.millrace.codec.EventJson;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.store.StoreException;
import dev.millrace.store.StoredText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The fields of each kind of event as JSON, in the form of {@link EventJson}. The same event always gives the same text: the
 * store compares texts to tell whether an event reads differently than before, so this form is never changed without a
 * migration.
 */
public final class EventDetails {

    private final JsonNode json;

    private EventDetails(JsonNode json) {
        this.json = json;
    }

    /** The details of an event as text. */
    static String write(FlowEvent event) {
        ObjectNode json = StoredJson.MAPPER.createObjectNode();
        EventJson.writeDetails(event, json);
        storable(json);
        try {
            return StoredJson.MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
    }

    /** The key that a change of a blocker names; empty if the text is damaged. */
    public static String blockerKey(String text) {
        try {
            return StoredJson.MAPPER.readTree(text).path("key").asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /** Reads what {@link #write} wrote for that event. */
    static EventDetails parse(EventId event, String text) {
        try {
            return new EventDetails(StoredJson.MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw damaged(event, e);
        }
    }

    /** The event of that kind with these details. */
    FlowEvent event(FlowEvent.Kind kind, EventHeader header) {
        try {
            return EventJson.readDetails(kind, header, json);
        } catch (IllegalArgumentException e) {
            throw damaged(header.id(), e);
        }
    }

    private static StoreException damaged(EventId event, Exception e) {
        return new StoreException(
                "the store's record of event " + event + " is damaged (" + e.getMessage()
                        + "): restore the file from a backup, or move it away and sync anew",
                e);
    }

    /** Replaces what no database can hold, in all texts. */
    private static void storable(JsonNode json) {
        if (json instanceof ObjectNode object) {
            List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
            fields.forEach(field -> {
                if (field.getValue().isTextual()) {
                    object.set(field.getKey(), text(field.getValue()));
                } else {
                    storable(field.getValue());
                }
            });
        } else if (json instanceof ArrayNode array) {
            array.forEach(EventDetails::storable);
        }
    }

    private static TextNode text(JsonNode value) {
        return TextNode.valueOf(StoredText.of(value.textValue()));
    }
}
