package dev.millrace.exchange;

import dev.millrace.model.Actor;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.AssigneeChanged;
import dev.millrace.model.FlowEvent.BlockerChanged;
import dev.millrace.model.FlowEvent.CommitAdded;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.FlagChanged;
import dev.millrace.model.FlowEvent.Moved;
import dev.millrace.model.FlowEvent.ParentChanged;
import dev.millrace.model.FlowEvent.ResolutionChanged;
import dev.millrace.model.FlowEvent.ReviewRequested;
import dev.millrace.model.FlowEvent.Reviewed;
import dev.millrace.model.FlowEvent.StageRan;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.model.FlowEvent.TypeChanged;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.StageRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of events: what all events have, then one column for each field of each kind. The first state and type of a created
 * artifact stand where it came to: in the {@code to_} columns.
 */
final class EventColumns {

    /**
     * One row.
     *
     * @param event the event
     * @param recordedAt when it was first recorded
     */
    record Row(FlowEvent event, Instant recordedAt) {}

    /**
     * Without recorded-at, by which two stores of the same facts would differ, and with it as the last column.
     */
    static final List<Column<Row>> ALL = List.copyOf(all());

    static final List<Column<Row>> WITH_RECORDED_AT = withRecordedAt();

    private EventColumns() {}

    private static List<Column<Row>> all() {
        List<Column<Row>> columns = new ArrayList<>();
        add(columns, "event_id", event -> event.id().value());
        add(columns, "artifact_id", event -> event.artifact().toString());
        add(columns, "kind", event -> ItemColumns.word(event.kind()));
        add(columns, "occurred_at", FlowEvent::occurredAt);
        add(columns, "sequence", event -> event.header().sequence());
        add(columns, "actor", event -> Column.field(event.header().actor(), Actor::pseudonym));
        add(columns, "actor_type", event -> Column.field(event.header().actor(), EventColumns::type));
        add(
                columns,
                "from_state_id",
                event -> event instanceof StateChanged e ? e.from().id() : null);
        add(
                columns,
                "from_state_name",
                event -> event instanceof StateChanged e ? e.from().name() : null);
        add(columns, "to_state_id", event -> Column.field(toState(event), NativeState::id));
        add(columns, "to_state_name", event -> Column.field(toState(event), NativeState::name));
        add(columns, "from_resolution", event -> event instanceof ResolutionChanged e ? e.from() : null);
        add(columns, "to_resolution", event -> event instanceof ResolutionChanged e ? e.to() : null);
        add(
                columns,
                "from_type_id",
                event -> event instanceof TypeChanged e ? e.from().id() : null);
        add(
                columns,
                "from_type_name",
                event -> event instanceof TypeChanged e ? e.from().name() : null);
        add(columns, "to_type_id", event -> Column.field(toType(event), NativeType::id));
        add(columns, "to_type_name", event -> Column.field(toType(event), NativeType::name));
        add(
                columns,
                "from_assignee",
                event -> event instanceof AssigneeChanged e ? Column.field(e.from(), Actor::pseudonym) : null);
        add(
                columns,
                "from_assignee_type",
                event -> event instanceof AssigneeChanged e ? Column.field(e.from(), EventColumns::type) : null);
        add(
                columns,
                "to_assignee",
                event -> event instanceof AssigneeChanged e ? Column.field(e.to(), Actor::pseudonym) : null);
        add(
                columns,
                "to_assignee_type",
                event -> event instanceof AssigneeChanged e ? Column.field(e.to(), EventColumns::type) : null);
        add(columns, "from_key", event -> event instanceof Moved e ? e.fromKey() : null);
        add(columns, "to_key", event -> event instanceof Moved e ? e.toKey() : null);
        add(
                columns,
                "from_parent",
                event -> event instanceof ParentChanged e ? Column.field(e.from(), Object::toString) : null);
        add(
                columns,
                "to_parent",
                event -> event instanceof ParentChanged e ? Column.field(e.to(), Object::toString) : null);
        add(columns, "flag_raised", event -> event instanceof FlagChanged e ? e.raised() : null);
        add(columns, "blocker", event -> event instanceof BlockerChanged e ? e.blockerKey() : null);
        add(columns, "blocker_added", event -> event instanceof BlockerChanged e ? e.added() : null);
        add(columns, "commit_sha", event -> event instanceof CommitAdded e ? e.sha() : null);
        add(columns, "authored_at", event -> event instanceof CommitAdded e ? e.authoredAt() : null);
        add(
                columns,
                "reviewer",
                event -> event instanceof ReviewRequested e ? Column.field(e.reviewer(), Actor::pseudonym) : null);
        add(
                columns,
                "reviewer_type",
                event -> event instanceof ReviewRequested e ? Column.field(e.reviewer(), EventColumns::type) : null);
        add(columns, "verdict", event -> event instanceof Reviewed e ? e.verdict() : null);
        run(columns, "run_id", StageRun::id);
        run(columns, "run_parent_id", StageRun::parentId);
        run(columns, "run_kind", run -> ItemColumns.word(run.kind()));
        run(columns, "run_name", StageRun::name);
        run(columns, "run_start", StageRun::start);
        run(columns, "run_end", StageRun::end);
        run(columns, "run_result", StageRun::result);
        run(columns, "run_skipped", StageRun::skipped);
        run(columns, "run_agent_wait_ms", run -> Column.field(run.agentWait(), Duration::toMillis));
        run(columns, "run_input_pause_ms", run -> Column.field(run.inputPause(), Duration::toMillis));
        return columns;
    }

    private static void run(List<Column<Row>> columns, String name, Column.Value<StageRun> value) {
        add(columns, name, event -> event instanceof StageRan e ? value.of(e.run()) : null);
    }

    private static List<Column<Row>> withRecordedAt() {
        List<Column<Row>> columns = new ArrayList<>(ALL);
        columns.add(new Column<>("recorded_at", Row::recordedAt));
        return List.copyOf(columns);
    }

    private static void add(List<Column<Row>> columns, String name, Column.Value<FlowEvent> value) {
        columns.add(new Column<>(name, row -> value.of(row.event())));
    }

    private static @Nullable NativeState toState(FlowEvent event) {
        if (event instanceof Created e) {
            return e.state();
        }
        return event instanceof StateChanged e ? e.to() : null;
    }

    private static @Nullable NativeType toType(FlowEvent event) {
        if (event instanceof Created e) {
            return e.type();
        }
        return event instanceof TypeChanged e ? e.to() : null;
    }

    private static String type(Actor actor) {
        return ItemColumns.word(actor.type());
    }
}
