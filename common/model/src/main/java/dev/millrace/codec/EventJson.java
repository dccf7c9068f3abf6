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
 * text: the store compares texts to tell whether an event reads differently than before.
 */
public final class EventJson {

    private EventJson() {}

    /** Writes a whole event: header, kind and the kind's own fields. */
    public static void write(FlowEvent event, ObjectNode json) {
        json.put("id", event.id().value());
        json.put("artifact", event.artifact().toString());
        json.put("kind", Fields.word(event.kind()));
        Fields.put(json, "occurredAt", event.occurredAt());
        json.put("sequence", event.header().sequence());
        Fields.put(json, "actor", event.header().actor());
        writeDetails(event, json);
    }

    /** Whether this version knows events of the kind that is written so. */
    public static boolean knowsKind(String kind) {
        return Arrays.stream(FlowEvent.Kind.values())
                .anyMatch(known -> Fields.word(known).equals(kind));
    }

    /** Reads back what {@link #write} wrote; an IllegalArgumentException names the field that is wrong. */
    public static FlowEvent read(JsonNode json) {
        EventHeader header = new EventHeader(
                new EventId(Fields.text(json, "id")),
                Fields.artifact(json, "artifact"),
                Fields.instant(json, "occurredAt"),
                Fields.number(json, "sequence"),
                Fields.actorOrNull(json, "actor"));
        return readDetails(Fields.constant(json, "kind", FlowEvent.Kind.class), header, json);
    }

    /** Writes only what the event's kind adds to its header. */
    public static void writeDetails(FlowEvent event, ObjectNode json) {
        if (event instanceof FlowEvent.Created e) {
            Fields.put(json, "state", e.state());
            Fields.put(json, "type", e.type());
        } else if (event instanceof FlowEvent.StateChanged e) {
            Fields.put(json, "from", e.from());
            Fields.put(json, "to", e.to());
        } else if (event instanceof FlowEvent.ResolutionChanged e) {
            Fields.put(json, "from", e.from());
            Fields.put(json, "to", e.to());
        } else if (event instanceof FlowEvent.TypeChanged e) {
            Fields.put(json, "from", e.from());
            Fields.put(json, "to", e.to());
        } else if (event instanceof FlowEvent.AssigneeChanged e) {
            Fields.put(json, "from", e.from());
            Fields.put(json, "to", e.to());
        } else if (event instanceof FlowEvent.Moved e) {
            Fields.put(json, "from", e.fromKey());
            Fields.put(json, "to", e.toKey());
        } else if (event instanceof FlowEvent.ParentChanged e) {
            Fields.put(json, "from", e.from());
            Fields.put(json, "to", e.to());
        } else if (event instanceof FlowEvent.FlagChanged e) {
            json.put("raised", e.raised());
        } else if (event instanceof FlowEvent.BlockerChanged e) {
            json.put("key", e.blockerKey());
            json.put("added", e.added());
        } else if (event instanceof FlowEvent.CommitAdded e) {
            json.put("sha", e.sha());
            Fields.put(json, "authoredAt", e.authoredAt());
        } else if (event instanceof FlowEvent.ReviewRequested e) {
            Fields.put(json, "reviewer", e.reviewer());
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
            case CREATED -> new FlowEvent.Created(header, Fields.state(json, "state"), Fields.typeOrNull(json, "type"));
            case STATE_CHANGED ->
                new FlowEvent.StateChanged(header, Fields.state(json, "from"), Fields.state(json, "to"));
            case RESOLUTION_CHANGED ->
                new FlowEvent.ResolutionChanged(header, Fields.textOrNull(json, "from"), Fields.textOrNull(json, "to"));
            case TYPE_CHANGED -> new FlowEvent.TypeChanged(header, Fields.type(json, "from"), Fields.type(json, "to"));
            case ASSIGNEE_CHANGED ->
                new FlowEvent.AssigneeChanged(header, Fields.actorOrNull(json, "from"), Fields.actorOrNull(json, "to"));
            case MOVED -> new FlowEvent.Moved(header, Fields.text(json, "from"), Fields.text(json, "to"));
            case PARENT_CHANGED ->
                new FlowEvent.ParentChanged(
                        header, Fields.artifactOrNull(json, "from"), Fields.artifactOrNull(json, "to"));
            case FLAG_CHANGED -> new FlowEvent.FlagChanged(header, Fields.flag(json, "raised"));
            case BLOCKER_CHANGED ->
                new FlowEvent.BlockerChanged(header, Fields.text(json, "key"), Fields.flag(json, "added"));
            case COMMIT_ADDED ->
                new FlowEvent.CommitAdded(header, Fields.text(json, "sha"), Fields.instant(json, "authoredAt"));
            case REVIEW_REQUESTED -> new FlowEvent.ReviewRequested(header, Fields.actorOrNull(json, "reviewer"));
            case REVIEWED -> new FlowEvent.Reviewed(header, Fields.text(json, "verdict"));
            case STAGE_RAN -> new FlowEvent.StageRan(header, readRun(json.path("run")));
        };
    }

    private static void writeRun(StageRun run, ObjectNode json) {
        json.put("id", run.id());
        Fields.put(json, "parentId", run.parentId());
        json.put("kind", Fields.word(run.kind()));
        json.put("name", run.name());
        Fields.put(json, "start", run.start());
        Fields.put(json, "end", run.end());
        Fields.put(json, "result", run.result());
        Fields.put(json, "skipped", run.skipped());
        Fields.putMillis(json, "agentWaitMs", run.agentWait());
        Fields.putMillis(json, "inputPauseMs", run.inputPause());
    }

    private static StageRun readRun(JsonNode json) {
        return new StageRun(
                Fields.text(json, "id"),
                Fields.textOrNull(json, "parentId"),
                Fields.constant(json, "kind", StageRun.Kind.class),
                Fields.text(json, "name"),
                Fields.instantOrNull(json, "start"),
                Fields.instantOrNull(json, "end"),
                Fields.textOrNull(json, "result"),
                Fields.textOrNull(json, "skipped"),
                Fields.millisOrNull(json, "agentWaitMs"),
                Fields.millisOrNull(json, "inputPauseMs"));
    }
}
