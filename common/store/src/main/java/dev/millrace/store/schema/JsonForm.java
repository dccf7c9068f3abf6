package dev.millrace.store.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.millrace.codec.EventJson;
import dev.millrace.model.EventHeader;
import dev.millrace.model.FlowEvent;
import dev.millrace.store.StoreException;
import dev.millrace.store.rows.StoredJson;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Details of events and attributes of snapshots as schemas up to 11 hold them. */
final class JsonForm {

    private static final TypeReference<TreeMap<String, List<String>>> ATTRIBUTES = new TypeReference<>() {};

    private JsonForm() {}

    /** The event of that kind with these details. */
    static FlowEvent event(FlowEvent.Kind kind, EventHeader header, String detail) {
        try {
            return EventJson.readDetails(kind, header, StoredJson.MAPPER.readTree(detail));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new StoreException("the store's record of an event of " + header.artifact() + " is damaged", e);
        }
    }

    static SortedMap<String, List<String>> attributes(String json) {
        try {
            return StoredJson.MAPPER.readValue(json, ATTRIBUTES);
        } catch (JsonProcessingException e) {
            throw new StoreException("the store is damaged: attributes of an artifact cannot be read", e);
        }
    }

    static String attributes(SortedMap<String, List<String>> attributes) {
        try {
            return StoredJson.MAPPER.writeValueAsString(attributes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is JSON", e);
        }
    }
}
