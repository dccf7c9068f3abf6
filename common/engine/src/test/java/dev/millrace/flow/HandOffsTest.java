package dev.millrace.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.HandOff.Kind;
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
import dev.millrace.model.SegmentKind;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Glob;
import dev.millrace.valuestream.IncidentRules;
import dev.millrace.valuestream.Selection;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.Team;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandOffsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ArtifactId ISSUE = ArtifactId.issue(ToolInstance.jira("test"), "1");
    private static final ArtifactId PULL =
            new ArtifactId(new ToolInstance("github", "test"), ArtifactKind.PULL_REQUEST, "7");
    private static final ArtifactId SUB_TASK = ArtifactId.issue(ToolInstance.jira("test"), "2");
    private static final ArtifactId DEPLOYMENT =
            new ArtifactId(new ToolInstance("github", "test"), ArtifactKind.DEPLOYMENT, "1");
    private static final Stage WORK = DefaultStages.IN_PROGRESS;
    private static final Stage REVIEW = DefaultStages.IN_REVIEW;

    private final List<FlowEvent> events = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private Definition definition = Definition.standard();

    @Test
    void another_assignee_is_a_hand_off_and_a_first_one_is_none() {
        assigned(0, null, "ann");
        assigned(2, "ann", "bob");
        stay(ISSUE, SegmentKind.ACTIVE, 0, 5);

        assertThat(handOffs()).containsExactly(new HandOff(hour(2), Kind.PERSON, Duration.ZERO));
    }

    @Test
    void waiting_counts_from_the_hand_off_to_the_end_of_the_waiting() {
        assigned(3, "ann", "bob");
        stay(ISSUE, SegmentKind.ACTIVE, 0, 2);
        stay(ISSUE, SegmentKind.WAITING, 2, 6);
        stay(ISSUE, SegmentKind.WAITING, 6, 7);
        stay(ISSUE, SegmentKind.ACTIVE, 7, 9);

        assertThat(handOffs()).containsExactly(new HandOff(hour(3), Kind.PERSON, Duration.ofHours(4)));
    }

    @Test
    void waiting_is_counted_once_for_the_last_hand_off_before_it() {
        assigned(2, "ann", "bob");
        assigned(4, "bob", "cyd");
        stay(ISSUE, SegmentKind.WAITING, 1, 9);

        assertThat(handOffs())
                .containsExactly(
                        new HandOff(hour(2), Kind.PERSON, Duration.ofHours(2)),
                        new HandOff(hour(4), Kind.PERSON, Duration.ofHours(5)));
    }

    @Test
    void work_that_goes_on_in_another_tool_is_a_hand_off() {
        stay(ISSUE, SegmentKind.ACTIVE, 0, 2);
        stay(PULL, SegmentKind.WAITING, 2, 5);
        stay(PULL, SegmentKind.ACTIVE, 5, 6);

        assertThat(handOffs()).containsExactly(new HandOff(hour(2), Kind.TOOL, Duration.ofHours(3)));
    }

    @Test
    void work_that_goes_to_another_team_is_one_hand_off_whatever_the_tool() {
        definition = teams("t", "acme/*");
        stay(ISSUE, SegmentKind.ACTIVE, 0, 2);
        stay(PULL, SegmentKind.WAITING, 2, 5);
        stay(PULL, SegmentKind.ACTIVE, 5, 6);
        stay(ISSUE, SegmentKind.ACTIVE, 6, 7);

        assertThat(handOffs())
                .containsExactly(
                        new HandOff(hour(2), Kind.TEAM, Duration.ofHours(3)),
                        new HandOff(hour(6), Kind.TEAM, Duration.ZERO));
    }

    @Test
    void work_that_is_no_teams_in_between_is_no_hand_off_of_teams() {
        definition = teams("t", "other/*");
        stay(ISSUE, SegmentKind.ACTIVE, 0, 2);
        stay(PULL, SegmentKind.WAITING, 2, 5);
        stay(ISSUE, SegmentKind.ACTIVE, 5, 7);

        assertThat(handOffs()).extracting(HandOff::kind).containsExactly(Kind.TOOL, Kind.TOOL);
    }

    @Test
    void move_to_a_project_of_another_team_is_a_hand_off_and_one_within_the_team_is_none() {
        definition = teams("t", "acme/*", "OLD");
        moved(1, "OLDEST-4", "OLD-3");
        moved(3, "OLD-3", "T-1");
        stay(ISSUE, SegmentKind.WAITING, 0, 5);

        assertThat(handOffs()).containsExactly(new HandOff(hour(3), Kind.TEAM, Duration.ofHours(2)));
    }

    @Test
    void project_key_of_one_letter_is_a_project_too() {
        definition = teams("t", "O");
        moved(3, "O-3", "T-1");
        stay(ISSUE, SegmentKind.ACTIVE, 0, 5);

        assertThat(handOffs()).containsExactly(new HandOff(hour(3), Kind.TEAM, Duration.ZERO));
    }

    @Test
    void sub_task_and_deployment_are_their_own_teams_work_too() {
        definition = teams("t", "s", "acme/*");
        ItemHistory item = new ItemHistory(
                artifact(ISSUE, "T"),
                List.of(artifact(SUB_TASK, "S")),
                Map.of(),
                List.of(new ChainedChange(
                        artifact(PULL, "nobody/x"),
                        List.of(artifact(DEPLOYMENT, "acme/shop")),
                        new ChainedChange.Service("acme/shop", null),
                        false)));
        stay(ISSUE, SegmentKind.ACTIVE, 0, 2);
        stay(SUB_TASK, SegmentKind.ACTIVE, 2, 4);
        stay(ISSUE, SegmentKind.ACTIVE, 4, 5);
        stay(DEPLOYMENT, SegmentKind.ACTIVE, 5, 6);

        assertThat(new Teams(definition, item).changes(segments)).containsExactly(hour(2), hour(4), hour(5));
    }

    @Test
    void hand_offs_stand_in_order_whatever_they_are() {
        assigned(6, "ann", "bob");
        stay(ISSUE, SegmentKind.ACTIVE, 0, 2);
        stay(PULL, SegmentKind.ACTIVE, 2, 8);

        assertThat(handOffs()).extracting(handOff -> handOff.kind().text()).containsExactly("tool", "person");
    }

    private static ArtifactHistory artifact(ArtifactId id, String project) {
        ArtifactSnapshot snapshot = new ArtifactSnapshot(
                id, "key", "", project, null, Level.STANDARD, null, null, null, null, START, START, new TreeMap<>());
        return new ArtifactHistory(snapshot, List.of(), List.of());
    }

    @Test
    void to_take_somebody_off_and_put_another_on_is_one_hand_off() {
        assigned(0, null, "ann");
        assigned(2, "ann", null);
        assigned(4, null, "bob");
        assigned(5, "bob", null);
        assigned(6, null, "bob");
        stay(ISSUE, SegmentKind.ACTIVE, 0, 8);

        assertThat(handOffs()).extracting(HandOff::at).containsExactly(hour(4));
    }

    @Test
    void what_happens_before_the_start_or_after_the_stop_is_none() {
        assigned(0, "ann", "bob");
        assigned(9, "bob", "cyd");
        stay(ISSUE, SegmentKind.NOT_STARTED, 0, 2);
        stay(ISSUE, SegmentKind.ACTIVE, 2, 9);
        stay(ISSUE, SegmentKind.DONE, 9, 12);

        assertThat(handOffs()).isEmpty();
    }

    /** One team per place. */
    private static Definition teams(String... places) {
        List<Team> teams = new ArrayList<>();
        for (String place : places) {
            List<Glob> glob = List.of(new Glob(place));
            teams.add(new Team(
                    "team-" + teams.size(),
                    place,
                    place.contains("/")
                            ? new Selection(List.of(), glob, List.of(), List.of())
                            : new Selection(glob, List.of(), List.of(), List.of()),
                    null));
        }
        return new Definition("1", "1", Definition.standard().streams(), teams, List.of(), IncidentRules.STANDARD);
    }

    private void moved(int hour, String from, String to) {
        events.add(new FlowEvent.Moved(
                new EventHeader(EventId.of(ISSUE, "m" + events.size()), ISSUE, hour(hour), events.size(), null),
                from,
                to));
    }

    private static ChainedChange pull() {
        return new ChainedChange(
                artifact(PULL, "acme/shop"), List.of(), new ChainedChange.Service("acme/shop", null), false);
    }

    private List<HandOff> handOffs() {
        NativeState state = new NativeState(null, "x");
        ArtifactSnapshot snapshot = new ArtifactSnapshot(
                ISSUE, "T-1", "", "T", null, Level.STANDARD, null, state, null, null, START, START, new TreeMap<>());
        ItemHistory item = ItemHistory.of(new ArtifactHistory(snapshot, events, List.of()));
        return HandOffs.of(item.with(List.of(pull())), segments, new Teams(definition, item.with(List.of(pull()))));
    }

    private void assigned(int hour, @Nullable String from, @Nullable String to) {
        EventHeader header =
                new EventHeader(EventId.of(ISSUE, "a" + events.size()), ISSUE, hour(hour), events.size(), null);
        events.add(new FlowEvent.AssigneeChanged(header, actor(from), actor(to)));
    }

    private static @Nullable Actor actor(@Nullable String name) {
        return name == null ? null : Actor.of(ISSUE.tool(), name, Actor.Type.HUMAN);
    }

    private void stay(ArtifactId source, SegmentKind kind, int from, int to) {
        Stage stage = kind == SegmentKind.WAITING ? REVIEW : WORK;
        segments.add(
                new Segment(hour(from), hour(to), kind, stage, FlowRule.STATE, source, new NativeState(null, "s")));
    }

    private static Instant hour(int hour) {
        return START.plus(Duration.ofHours(hour));
    }
}
