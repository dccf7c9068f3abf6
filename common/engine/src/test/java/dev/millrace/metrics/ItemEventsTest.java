package dev.millrace.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.metrics.Explanation.Event;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.StageRun;
import dev.millrace.model.ToolInstance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ItemEventsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ToolInstance GITHUB = new ToolInstance("github", "test");
    private static final ArtifactId ISSUE = ArtifactId.issue(ToolInstance.jira("test"), "1");
    private static final ArtifactId SUB_TASK = ArtifactId.issue(ToolInstance.jira("test"), "2");
    private static final ArtifactId PULL = new ArtifactId(GITHUB, ArtifactKind.PULL_REQUEST, "7");
    private static final ArtifactId BUILD =
            new ArtifactId(new ToolInstance("jenkins", "test"), ArtifactKind.BUILD, "shop 1");
    private static final Actor ANN = Actor.of(GITHUB, "ann", Actor.Type.HUMAN);
    private static final Actor BOB = Actor.of(GITHUB, "bob", Actor.Type.HUMAN);

    private final List<FlowEvent> events = new ArrayList<>();

    @Test
    void each_kind_of_event_is_told_in_words() {
        add(header -> new FlowEvent.Created(header, state("Open"), null));
        add(header -> new FlowEvent.StateChanged(header, state("Open"), state("Doing")));
        add(header -> new FlowEvent.ResolutionChanged(header, null, "Fixed"));
        add(header -> new FlowEvent.ResolutionChanged(header, "Fixed", null));
        add(header -> new FlowEvent.TypeChanged(header, new NativeType(null, "Bug"), new NativeType(null, "Story")));
        add(header -> new FlowEvent.Moved(header, "OLD-1", "NEW-1"));
        add(header -> new FlowEvent.FlagChanged(header, true));
        add(header -> new FlowEvent.FlagChanged(header, false));
        add(header -> new FlowEvent.BlockerChanged(header, "A-9", true));
        add(header -> new FlowEvent.BlockerChanged(header, "A-9", false));
        add(header -> new FlowEvent.AssigneeChanged(header, null, ANN));
        add(header -> new FlowEvent.AssigneeChanged(header, ANN, BOB));
        add(header -> new FlowEvent.AssigneeChanged(header, BOB, null));
        add(header -> new FlowEvent.CommitAdded(header, "c".repeat(40), START));
        add(header -> new FlowEvent.Reviewed(header, FlowEvent.Reviewed.APPROVED));
        add(header -> new FlowEvent.StageRan(header, run()));
        add(header -> new FlowEvent.ReviewRequested(header, BOB));

        List<Event> told = ItemEvents.of(ItemHistory.of(history(ISSUE, events)), START.plusSeconds(99));

        assertThat(told)
                .extracting(Event::kind, Event::text)
                .containsExactly(
                        tuple("created", "in Open"),
                        tuple("state-changed", "Open -> Doing"),
                        tuple("resolution-changed", "none -> Fixed"),
                        tuple("resolution-changed", "Fixed -> none"),
                        tuple("type-changed", "Bug -> Story"),
                        tuple("moved", "OLD-1 -> NEW-1"),
                        tuple("flag-changed", "raised"),
                        tuple("flag-changed", "taken down"),
                        tuple("blocker-changed", "blocked by A-9"),
                        tuple("blocker-changed", "no longer blocked by A-9"),
                        tuple("assignee-changed", "none -> " + ANN.pseudonym()),
                        tuple("assignee-changed", ANN.pseudonym() + " -> " + BOB.pseudonym()),
                        tuple("assignee-changed", BOB.pseudonym() + " -> none"),
                        tuple("commit-added", "c".repeat(40) + ", authored 2026-01-01T00:00:00Z"),
                        tuple("reviewed", FlowEvent.Reviewed.APPROVED),
                        tuple("stage-ran", "Test: SUCCESS"),
                        tuple("review-requested", ""));
        assertThat(told.get(1)).satisfies(event -> {
            assertThat(event.artifact()).isEqualTo(ISSUE);
            assertThat(event.at()).isEqualTo(START.plusSeconds(1));
            assertThat(event.id()).isEqualTo(events.get(1).id().value());
        });
    }

    @Test
    void chain_is_told_in_order_of_time_up_to_the_report_and_each_event_once() {
        ArtifactHistory build = created(BUILD, 4);
        ChainedChange change =
                new ChainedChange(created(PULL, 2), List.of(build), new ChainedChange.Service("acme/shop", null), true);
        ChainedChange other =
                new ChainedChange(build, List.of(build), new ChainedChange.Service("acme/shop", null), true);
        ItemHistory item =
                new ItemHistory(created(ISSUE, 3), List.of(created(SUB_TASK, 1)), Map.of(), List.of(change, other));

        assertThat(ItemEvents.of(item, START.plusSeconds(4)))
                .extracting(Event::artifact)
                .containsExactly(SUB_TASK, PULL, ISSUE, BUILD);
        assertThat(ItemEvents.of(item, START.plusMillis(3999)))
                .extracting(Event::artifact)
                .containsExactly(SUB_TASK, PULL, ISSUE);
    }

    private void add(Function<EventHeader, FlowEvent> event) {
        events.add(event.apply(header(ISSUE, events.size())));
    }

    private static ArtifactHistory created(ArtifactId artifact, int second) {
        return history(artifact, List.of(new FlowEvent.Created(header(artifact, second), state("Open"), null)));
    }

    private static EventHeader header(ArtifactId artifact, int second) {
        return new EventHeader(EventId.of(artifact, "e" + second), artifact, START.plusSeconds(second), second, null);
    }

    private static ArtifactHistory history(ArtifactId artifact, List<FlowEvent> events) {
        ArtifactSnapshot snapshot = new ArtifactSnapshot(
                artifact, "key", "", "A", null, Level.STANDARD, null, null, null, null, START, START, new TreeMap<>());
        return new ArtifactHistory(snapshot, events, List.of());
    }

    private static StageRun run() {
        return new StageRun(
                "s1", null, StageRun.Kind.STAGE, "Test", START, START.plusSeconds(1), "SUCCESS", null, null, null);
    }

    private static NativeState state(String name) {
        return new NativeState(null, name);
    }
}
