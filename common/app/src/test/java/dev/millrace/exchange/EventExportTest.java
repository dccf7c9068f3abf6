package dev.millrace.exchange;

import static dev.millrace.exchange.Story.ANN;
import static dev.millrace.exchange.Story.BUG;
import static dev.millrace.exchange.Story.OPEN;
import static dev.millrace.exchange.Story.header;
import static dev.millrace.exchange.Story.issue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.StageRun;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An exported event can be built again from its row: no field of any kind is left out. */
class EventExportTest {

    private static final Actor BOT = new Actor("k0000000000000b0", Actor.Type.BOT);
    private static final NativeState UNNAMED_ID = new NativeState(null, "Ready");
    private static final NativeType STORY = new NativeType(null, "Story");

    @Test
    void every_kind_can_be_built_again_from_its_row() throws IOException {
        List<FlowEvent> events = List.of(
                new FlowEvent.Created(header(1, "1", "08:00:00"), OPEN, BUG),
                new FlowEvent.Created(
                        new EventHeader(new EventId("own id"), issue(1), Instant.EPOCH, -7, null), UNNAMED_ID, null),
                new FlowEvent.StateChanged(header(1, "2", "08:00:00.001"), OPEN, UNNAMED_ID),
                new FlowEvent.StateChanged(header(1, "3", "08:00:00"), UNNAMED_ID, OPEN),
                new FlowEvent.ResolutionChanged(header(1, "4", "08:00:00"), "Fixed", null),
                new FlowEvent.ResolutionChanged(header(1, "5", "08:00:00"), null, "Done"),
                new FlowEvent.TypeChanged(header(1, "6", "08:00:00"), BUG, STORY),
                new FlowEvent.TypeChanged(header(1, "7", "08:00:00"), STORY, BUG),
                new FlowEvent.AssigneeChanged(header(1, "8", "08:00:00"), ANN, null),
                new FlowEvent.AssigneeChanged(header(1, "9", "08:00:00"), null, BOT),
                new FlowEvent.Moved(header(1, "a", "08:00:00"), "OLD-1", "NEW-1"),
                new FlowEvent.ParentChanged(header(1, "b", "08:00:00"), issue(2), issue(3)),
                new FlowEvent.ParentChanged(header(1, "c", "08:00:00"), null, null),
                new FlowEvent.FlagChanged(header(1, "d", "08:00:00"), true),
                new FlowEvent.FlagChanged(header(1, "e", "08:00:00"), false),
                new FlowEvent.BlockerChanged(header(1, "f", "08:00:00"), "FLOW-2", true),
                new FlowEvent.BlockerChanged(header(1, "g", "08:00:00"), "FLOW-2", false),
                new FlowEvent.CommitAdded(header(1, "h", "08:00:00"), "0123456789".repeat(4), Instant.EPOCH),
                new FlowEvent.ReviewRequested(header(1, "i", "08:00:00"), BOT),
                new FlowEvent.ReviewRequested(header(1, "j", "08:00:00"), null),
                new FlowEvent.Reviewed(header(1, "k", "08:00:00"), "approved"),
                new FlowEvent.StageRan(
                        header(1, "l", "08:00:00"),
                        new StageRun(
                                "7",
                                "3",
                                StageRun.Kind.BRANCH,
                                "Deploy, \"prod\"",
                                Instant.EPOCH,
                                Instant.EPOCH.plusMillis(1),
                                "SUCCESS",
                                "why",
                                Duration.ofMillis(0),
                                Duration.ofDays(9))),
                new FlowEvent.StageRan(
                        header(1, "m", "08:00:00"),
                        new StageRun("7", null, StageRun.Kind.STAGE, "", null, null, null, null, null, null)));
        assertThat(events.stream().map(FlowEvent::kind)).contains(FlowEvent.Kind.values());

        StringWriter out = new StringWriter();
        CsvRows csv = new CsvRows(out);
        csv.begin(EventColumns.ALL);
        for (FlowEvent event : events) {
            csv.row(EventColumns.ALL, new EventColumns.Row(event, Instant.EPOCH));
        }

        assertThat(TinyCsv.records(out.toString()).stream().map(EventExportTest::event))
                .isEqualTo(events);
    }

    private static FlowEvent event(Map<String, String> row) {
        EventHeader header = new EventHeader(
                new EventId(row.get("event_id")),
                ArtifactId.parse(row.get("artifact_id")),
                Instant.parse(row.get("occurred_at")),
                Long.parseLong(row.get("sequence")),
                actor(row, "actor"));
        return switch (FlowEvent.Kind.valueOf(constant(row.get("kind")))) {
            case CREATED -> new FlowEvent.Created(header, state(row, "to"), type(row, "to"));
            case MOVED -> new FlowEvent.Moved(header, row.get("from_key"), row.get("to_key"));
            case TYPE_CHANGED -> new FlowEvent.TypeChanged(header, type(row, "from"), type(row, "to"));
            case PARENT_CHANGED ->
                new FlowEvent.ParentChanged(header, artifact(row, "from_parent"), artifact(row, "to_parent"));
            case STATE_CHANGED -> new FlowEvent.StateChanged(header, state(row, "from"), state(row, "to"));
            case RESOLUTION_CHANGED ->
                new FlowEvent.ResolutionChanged(header, row.get("from_resolution"), row.get("to_resolution"));
            case ASSIGNEE_CHANGED ->
                new FlowEvent.AssigneeChanged(header, actor(row, "from_assignee"), actor(row, "to_assignee"));
            case FLAG_CHANGED -> new FlowEvent.FlagChanged(header, Boolean.parseBoolean(row.get("flag_raised")));
            case BLOCKER_CHANGED ->
                new FlowEvent.BlockerChanged(
                        header, row.get("blocker"), Boolean.parseBoolean(row.get("blocker_added")));
            case COMMIT_ADDED ->
                new FlowEvent.CommitAdded(header, row.get("commit_sha"), Instant.parse(row.get("authored_at")));
            case REVIEW_REQUESTED -> new FlowEvent.ReviewRequested(header, actor(row, "reviewer"));
            case REVIEWED -> new FlowEvent.Reviewed(header, row.get("verdict"));
            case STAGE_RAN ->
                new FlowEvent.StageRan(
                        header,
                        new StageRun(
                                row.get("run_id"),
                                row.get("run_parent_id"),
                                StageRun.Kind.valueOf(constant(row.get("run_kind"))),
                                row.getOrDefault("run_name", ""),
                                instant(row, "run_start"),
                                instant(row, "run_end"),
                                row.get("run_result"),
                                row.get("run_skipped"),
                                millis(row, "run_agent_wait_ms"),
                                millis(row, "run_input_pause_ms")));
        };
    }

    private static Instant instant(Map<String, String> row, String column) {
        return row.containsKey(column) ? Instant.parse(row.get(column)) : null;
    }

    private static Duration millis(Map<String, String> row, String column) {
        return row.containsKey(column) ? Duration.ofMillis(Long.parseLong(row.get(column))) : null;
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static NativeState state(Map<String, String> row, String side) {
        return new NativeState(row.get(side + "_state_id"), row.get(side + "_state_name"));
    }

    private static NativeType type(Map<String, String> row, String side) {
        String name = row.get(side + "_type_name");
        return name == null ? null : new NativeType(row.get(side + "_type_id"), name);
    }

    private static Actor actor(Map<String, String> row, String column) {
        String pseudonym = row.get(column);
        return pseudonym == null ? null : new Actor(pseudonym, Actor.Type.valueOf(constant(row.get(column + "_type"))));
    }

    private static ArtifactId artifact(Map<String, String> row, String column) {
        String text = row.get(column);
        return text == null ? null : ArtifactId.parse(text);
    }
}
