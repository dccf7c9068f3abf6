package dev.millrace.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import java.io.IOException;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/**
 * The fields of each kind of event as JSON. What has an id and a name is an array of both. The same event always gives the same
 * text: the store compares texts to tell whether an event reads differently than before, so this format is never changed
 * without a migration.
 */
final class EventDetails {

    private final JsonNode json;

    private EventDetails(JsonNode json) {
        this.json = json;
    }

    /** The details of an event as text. */
    static String write(FlowEvent event) {
        StringWriter text = new StringWriter(64);
        try (JsonGenerator json = StoredJson.MAPPER.createGenerator(text)) {
            json.writeStartObject();
            writeFields(event, json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }

    private static void writeFields(FlowEvent event, JsonGenerator json) throws IOException {
        if (event instanceof FlowEvent.Created e) {
            state(json, "state", e.state());
            if (e.type() != null) {
                type(json, "type", e.type());
            }
        } else if (event instanceof FlowEvent.StateChanged e) {
            state(json, "from", e.from());
            state(json, "to", e.to());
        } else if (event instanceof FlowEvent.ResolutionChanged e) {
            text(json, "from", e.from());
            text(json, "to", e.to());
        } else if (event instanceof FlowEvent.TypeChanged e) {
            type(json, "from", e.from());
            type(json, "to", e.to());
        } else if (event instanceof FlowEvent.AssigneeChanged e) {
            actor(json, "from", e.from());
            actor(json, "to", e.to());
        } else if (event instanceof FlowEvent.Moved e) {
            text(json, "from", e.fromKey());
            text(json, "to", e.toKey());
        } else if (event instanceof FlowEvent.ParentChanged e) {
            text(json, "from", e.from() == null ? null : e.from().toString());
            text(json, "to", e.to() == null ? null : e.to().toString());
        } else if (event instanceof FlowEvent.FlagChanged e) {
            json.writeBooleanField("raised", e.raised());
        } else if (event instanceof FlowEvent.BlockerChanged e) {
            text(json, "key", e.blockerKey());
            json.writeBooleanField("added", e.added());
        } else {
            throw new IllegalStateException("no format for events of kind " + event.kind());
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
            return switch (kind) {
                case CREATED -> new FlowEvent.Created(header, state("state"), json.has("type") ? type("type") : null);
                case STATE_CHANGED -> new FlowEvent.StateChanged(header, state("from"), state("to"));
                case RESOLUTION_CHANGED -> new FlowEvent.ResolutionChanged(header, text("from"), text("to"));
                case TYPE_CHANGED -> new FlowEvent.TypeChanged(header, type("from"), type("to"));
                case ASSIGNEE_CHANGED -> new FlowEvent.AssigneeChanged(header, actor("from"), actor("to"));
                case MOVED -> new FlowEvent.Moved(header, required(json.path("from")), required(json.path("to")));
                case PARENT_CHANGED -> new FlowEvent.ParentChanged(header, artifact("from"), artifact("to"));
                case FLAG_CHANGED ->
                    new FlowEvent.FlagChanged(header, json.path("raised").asBoolean());
                case BLOCKER_CHANGED ->
                    new FlowEvent.BlockerChanged(
                            header,
                            required(json.path("key")),
                            json.path("added").asBoolean());
            };
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

    private static void state(JsonGenerator json, String field, NativeState state) throws IOException {
        pair(json, field, state.id(), state.name());
    }

    private static void type(JsonGenerator json, String field, NativeType type) throws IOException {
        pair(json, field, type.id(), type.name());
    }

    private static void actor(JsonGenerator json, String field, @Nullable Actor actor) throws IOException {
        if (actor == null) {
            json.writeNullField(field);
        } else {
            pair(json, field, actor.pseudonym(), actor.type().name());
        }
    }

    private static void pair(JsonGenerator json, String field, @Nullable String id, String name) throws IOException {
        json.writeArrayFieldStart(field);
        json.writeString(StoredText.orNull(id));
        json.writeString(StoredText.of(name));
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String field, @Nullable String value) throws IOException {
        json.writeStringField(field, StoredText.orNull(value));
    }

    private NativeState state(String field) {
        JsonNode pair = json.path(field);
        return new NativeState(pair.path(0).textValue(), required(pair.path(1)));
    }

    private NativeType type(String field) {
        JsonNode pair = json.path(field);
        return new NativeType(pair.path(0).textValue(), required(pair.path(1)));
    }

    private @Nullable Actor actor(String field) {
        JsonNode pair = json.path(field);
        return pair.isArray() ? new Actor(required(pair.path(0)), Actor.Type.valueOf(required(pair.path(1)))) : null;
    }

    private @Nullable ArtifactId artifact(String field) {
        String text = text(field);
        return text == null ? null : ArtifactId.parse(text);
    }

    private @Nullable String text(String field) {
        return json.path(field).textValue();
    }

    private static String required(JsonNode value) {
        String text = value.textValue();
        if (text == null) {
            throw new IllegalArgumentException("a text is missing");
        }
        return text;
    }
}
