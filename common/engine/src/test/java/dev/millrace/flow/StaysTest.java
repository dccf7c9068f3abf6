package dev.millrace.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.Stays.Stay;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** In which state something was where its history or its tool says little. */
class StaysTest {

    private static final ArtifactId ISSUE = ArtifactId.issue(ToolInstance.jira("test"), "1");
    private static final ArtifactId PULL_REQUEST =
            new ArtifactId(new ToolInstance("github", "test"), ArtifactKind.PULL_REQUEST, "acme/shop#1");
    private static final Instant CREATED = day(2);
    private static final Instant TOUCHED = day(5);
    private static final Instant AS_OF = day(9);

    private final List<FlowEvent> events = new ArrayList<>();

    @Test
    void issue_without_any_entry_is_in_the_state_that_its_tool_shows() {
        assertThat(stays(ISSUE, "Open")).containsExactly(new Stay(state("Open"), CREATED, true));
    }

    @Test
    void issue_without_any_entry_whose_tool_shows_no_state_is_somewhere() {
        assertThat(stays(ISSUE, null)).containsExactly(new Stay(Stays.UNKNOWN, CREATED, true));
    }

    @Test
    void issue_imported_closed_whose_tool_shows_no_state_is_closed_since_it_was_touched_at_the_latest() {
        created(ISSUE, "Closed");

        assertThat(stays(ISSUE, null))
                .containsExactly(new Stay(Stays.UNKNOWN, CREATED, true), new Stay(state("Closed"), TOUCHED, false));
    }

    @Test
    void issue_whose_entries_do_not_meet_was_nobody_knows_where_between_them() {
        created(ISSUE, "Open");
        changed(ISSUE, 3, "Open", "Busy");
        changed(ISSUE, 4, "Review", "Test");

        assertThat(stays(ISSUE, "Test")).extracting(Stay::state).contains(Stays.UNKNOWN);
    }

    @Test
    void pull_request_whose_entries_do_not_meet_stays_where_its_last_entry_led() {
        created(PULL_REQUEST, "draft");
        changed(PULL_REQUEST, 3, "open", "merged");

        assertThat(stays(PULL_REQUEST, "closed"))
                .as("whatever its tool shows")
                .containsExactly(new Stay(state("draft"), CREATED, true), new Stay(state("merged"), day(3), true));
    }

    private void created(ArtifactId artifact, String state) {
        events.add(new FlowEvent.Created(header(artifact, CREATED), state(state), null));
    }

    private void changed(ArtifactId artifact, int day, String from, String to) {
        events.add(new FlowEvent.StateChanged(header(artifact, day(day)), state(from), state(to)));
    }

    private EventHeader header(ArtifactId artifact, Instant at) {
        return new EventHeader(EventId.of(artifact, "e" + events.size()), artifact, at, events.size(), null);
    }

    private List<Stay> stays(ArtifactId artifact, @Nullable String shown) {
        ArtifactSnapshot snapshot = new ArtifactSnapshot(
                artifact,
                "A-1",
                "",
                "A",
                null,
                Level.STANDARD,
                null,
                shown == null ? null : state(shown),
                null,
                null,
                CREATED,
                TOUCHED,
                new TreeMap<>());
        ArtifactHistory history = new ArtifactHistory(snapshot, events, List.of());
        return Stays.of(history, AS_OF, (state, at) -> state.name().equals("Closed"));
    }

    private static NativeState state(String name) {
        return new NativeState(null, name);
    }

    private static Instant day(int day) {
        return Instant.parse("2026-02-0" + day + "T00:00:00Z");
    }
}
