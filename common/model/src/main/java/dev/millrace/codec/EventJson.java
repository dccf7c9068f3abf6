package dev.millrace.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.StageRun;
import java.util.Arrays;

/**
 * Flow events as JSON. The fields of a kind are the same wherever they are written, and the same event always gives the same
 * text: the store compares texts to detect a changed event.
 */
public final class EventJson {

    private EventJson() {}

    /** Writes a whole event: header, kind and the kind's own fields. */
    public static void write(FlowEvent event, ObjectNode json) {
        json.put("id", event.id().value());
        json.put("artifact", event.artifact().toString());
        json.put("kind", JsonFields.word(event.kind()));
        JsonFields.put(json, "occurredAt", event.occurredAt());
        json.put("sequence", event.header().sequence());
        JsonFields.put(json, "actor", event.header().actor());
        writeDetails(event, json);
    }

    /** Whether this version knows events of the kind that is written so. */
    public static boolean knowsKind(String kind) {
        return Arrays.stream(FlowEvent.Kind.values())
                .anyMatch(known -> JsonFields.word(known).equals(kind));
    }

    /** Reads back what {@link #write} wrote; an IllegalArgumentException names the field that is wrong. */
    public static FlowEvent read(JsonNode json) {
        EventHeader header = new EventHeader(
                new EventId(JsonFields.text(json, "id")),
                JsonFields.artifact(json, "artifact"),
                JsonFields.instant(json, "occurredAt"),
                JsonFields.number(json, "sequence"),
                JsonFields.actorOrNull(json, "actor"));
        return readDetails(JsonFields.constant(json, "kind", FlowEvent.Kind.class), header, json);
    }

    /** Writes only what the event's kind adds to its header. */
    public static void writeDetails(FlowEvent event, ObjectNode json) {
        if (event instanceof FlowEvent.Created e) {
            JsonFields.put(json, "state", e.state());
            JsonFields.put(json, "type", e.type());
        } else if (event instanceof FlowEvent.StateChanged e) {
            JsonFields.put(json, "from", e.from());
            JsonFields.put(json, "to", e.to());
        } else if (event instanceof FlowEvent.ResolutionChanged e) {
            JsonFields.put(json, "from", e.from());
            JsonFields.put(json, "to", e.to());
        } else if (event instanceof FlowEvent.TypeChanged e) {
            JsonFields.put(json, "from", e.from());
            JsonFields.put(json, "to", e.to());
        } else if (event instanceof FlowEvent.AssigneeChanged e) {
            JsonFields.put(json, "from", e.from());
            JsonFields.put(json, "to", e.to());
        } else if (event instanceof FlowEvent.Moved e) {
            JsonFields.put(json, "from", e.fromKey());
            JsonFields.put(json, "to", e.toKey());
        } else if (event instanceof FlowEvent.ParentChanged e) {
            JsonFields.put(json, "from", e.from());
            JsonFields.put(json, "to", e.to());
        } else if (event instanceof FlowEvent.FlagChanged e) {
            json.put("raised", e.raised());
        } else if (event instanceof FlowEvent.BlockerChanged e) {
            json.put("key", e.blockerKey());
            json.put("added", e.added());
        } else if (event instanceof FlowEvent.CommitAdded e) {
            json.put("sha", e.sha());
            JsonFields.put(json, "authoredAt", e.authoredAt());
        } else if (event instanceof FlowEvent.ReviewRequested e) {
            JsonFields.put(json, "reviewer", e.reviewer());
        } else if (event instanceof FlowEvent.Reviewed e) {
            json.put("verdict", e.verdict());
        } else if (event instanceof FlowEvent.StageRan e) {
            writeRun(e.run(), json.putObject("run"));
        } else {
            throw new IllegalStateException("no JSON for events of kind " + event.kind());
        }
    }

    /** Reads what {@link #writeDetails} wrote. */
    public static FlowEvent readDetails(FlowEvent.Kind kind, EventHeader header, JsonNode json) {
        return switch (kind) {
            case CREATED ->
                new FlowEvent.Created(header, JsonFields.state(json, "state"), JsonFields.typeOrNull(json, "type"));
            case STATE_CHANGED ->
                new FlowEvent.StateChanged(header, JsonFields.state(json, "from"), JsonFields.state(json, "to"));
            case RESOLUTION_CHANGED ->
                new FlowEvent.ResolutionChanged(
                        header, JsonFields.textOrNull(json, "from"), JsonFields.textOrNull(json, "to"));
            case TYPE_CHANGED ->
                new FlowEvent.TypeChanged(header, JsonFields.type(json, "from"), JsonFields.type(json, "to"));
            case ASSIGNEE_CHANGED ->
                new FlowEvent.AssigneeChanged(
                        header, JsonFields.actorOrNull(json, "from"), JsonFields.actorOrNull(json, "to"));
            case MOVED -> new FlowEvent.Moved(header, JsonFields.text(json, "from"), JsonFields.text(json, "to"));
            case PARENT_CHANGED ->
                new FlowEvent.ParentChanged(
                        header, JsonFields.artifactOrNull(json, "from"), JsonFields.artifactOrNull(json, "to"));
            case FLAG_CHANGED -> new FlowEvent.FlagChanged(header, JsonFields.flag(json, "raised"));
            case BLOCKER_CHANGED ->
                new FlowEvent.BlockerChanged(header, JsonFields.text(json, "key"), JsonFields.flag(json, "added"));
            case COMMIT_ADDED ->
                new FlowEvent.CommitAdded(header, JsonFields.text(json, "sha"), JsonFields.instant(json, "authoredAt"));
            case REVIEW_REQUESTED -> new FlowEvent.ReviewRequested(header, JsonFields.actorOrNull(json, "reviewer"));
            case REVIEWED -> new FlowEvent.Reviewed(header, JsonFields.text(json, "verdict"));
            case STAGE_RAN -> new FlowEvent.StageRan(header, readRun(json.path("run")));
        };
    }

    private static void writeRun(StageRun run, ObjectNode json) {
        json.put("id", run.id());
        JsonFields.put(json, "parentId", run.parentId());
        json.put("kind", JsonFields.word(run.kind()));
        json.put("name", run.name());
        JsonFields.put(json, "start", run.start());
        JsonFields.put(json, "end", run.end());
        JsonFields.put(json, "result", run.result());
        JsonFields.put(json, "skipped", run.skipped());
        JsonFields.putMillis(json, "agentWaitMs", run.agentWait());
        JsonFields.putMillis(json, "inputPauseMs", run.inputPause());
    }

    private static StageRun readRun(JsonNode json) {
        return new StageRun(
                JsonFields.text(json, "id"),
                JsonFields.textOrNull(json, "parentId"),
                JsonFields.constant(json, "kind", StageRun.Kind.class),
                JsonFields.text(json, "name"),
                JsonFields.instantOrNull(json, "start"),
                JsonFields.instantOrNull(json, "end"),
                JsonFields.textOrNull(json, "result"),
                JsonFields.textOrNull(json, "skipped"),
                JsonFields.millisOrNull(json, "agentWaitMs"),
                JsonFields.millisOrNull(json, "inputPauseMs"));
    }
}
