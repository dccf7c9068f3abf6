package dev.millrace.flow;

import static dev.millrace.flow.Story.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.flow.ItemFlow.Period;
import dev.millrace.flow.ItemFlow.TypePeriod;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.Figure;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.DonePolicy;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.ItemTypes;
import dev.millrace.valuestream.Rules;
import dev.millrace.valuestream.Selection;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.valuestream.WaitingReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** More details of an item's flow that only a broken engine showed to be untold: types, segments, reasons, backward moves. */
class ItemDetailsTest {

    private static final String LATER = "2026-12-01T00:00:00Z";
    private static final ValueStream STANDARD = DefaultValueStream.create();

    @Test
    void item_whose_creation_tells_no_type_had_the_one_that_its_first_change_names() {
        ItemFlow flow = new FlowAlgebra(
                        STANDARD, Story.catalogue(), Definition.standard(), (workflow, done, known) -> false)
                .flows(
                        issue("A-1")
                                .createdUntyped("2026-01-01T00:00:00Z", "In Progress")
                                .retyped("2026-01-03T00:00:00Z", "Story")
                                .retyped("2026-01-05T00:00:00Z", "Chore")
                                .item(),
                        Instant.parse(LATER))
                .get(0);

        assertThat(flow.types())
                .containsExactly(
                        new TypePeriod(Instant.parse("2026-01-01T00:00:00Z"), ItemType.DEFECT),
                        new TypePeriod(Instant.parse("2026-01-03T00:00:00Z"), ItemType.FEATURE),
                        new TypePeriod(Instant.parse("2026-01-05T00:00:00Z"), ItemType.DEBT));
        assertThat(flow.type()).isEqualTo(ItemType.DEBT);
    }

    @Test
    void item_whose_type_nobody_ever_changed_is_of_the_type_it_has() {
        assertThat(issue("A-1")
                        .createdUntyped("2026-01-01T00:00:00Z", "In Progress")
                        .flow(LATER)
                        .type())
                .isEqualTo(ItemType.DEFECT);
    }

    @Test
    void type_changes_on_the_day_the_rules_read_its_name_otherwise() {
        Instant change = Instant.parse("2026-01-05T00:00:00Z");
        Rules before = STANDARD.latest();
        Rules after = new Rules(
                change,
                before.mapping(),
                ItemTypes.of(Map.of(ItemType.RISK, List.of("bug"))),
                before.resolutions(),
                before.reopen(),
                DonePolicy.AUTOMATIC);
        ItemFlow flow = flows(
                        stream(STANDARD.stages(), List.of(before, after), true),
                        issue("A-1").created("2026-01-01T00:00:00Z", "In Progress"))
                .get(0);

        assertThat(flow.types())
                .containsExactly(
                        new TypePeriod(Instant.parse("2026-01-01T00:00:00Z"), ItemType.DEFECT),
                        new TypePeriod(change, ItemType.RISK));
    }

    @Test
    void segments_that_say_the_same_are_one_from_the_first_on() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .subTask(issue("A-2").created("2026-01-02T00:00:00Z", "Open"))
                .flow(LATER);

        assertThat(flow.segments()).hasSize(1);
        assertThat(flow.visits())
                .as("the visits of a sub-task are told with those of its parent")
                .extracting(visit -> visit.artifact().nativeId(), Visit::open)
                .containsExactly(tuple("A1", true), tuple("A2", true));
    }

    @Test
    void each_quiet_part_of_an_active_segment_is_stalled() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .flag("2026-01-09T00:00:00Z", false)
                .to("2026-01-20T00:00:00Z", "Resolved")
                .flow(LATER);

        assertThat(flow.stalled())
                .containsExactly(
                        new Period(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-09T00:00:00Z")),
                        new Period(Instant.parse("2026-01-09T00:00:00Z"), Instant.parse("2026-01-20T00:00:00Z")));
    }

    @Test
    void what_the_ledger_misses_of_item_and_sub_tasks_is_told() {
        ItemHistory item = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .subTask(issue("A-2").created("2026-01-01T00:00:00Z", "Open"))
                .item();
        ArtifactHistory child = item.subTasks().get(0);
        LedgerEntry own = gap("A-1");
        LedgerEntry childs = gap("A-2");
        ItemHistory incomplete = new ItemHistory(
                new ArtifactHistory(item.item().snapshot(), item.item().events(), List.of(own)),
                List.of(new ArtifactHistory(child.snapshot(), child.events(), List.of(childs))),
                Map.of());

        assertThat(new FlowAlgebra(STANDARD, Story.catalogue(), Definition.standard(), (workflow, done, known) -> false)
                        .flows(incomplete, Instant.parse(LATER))
                        .get(0)
                        .gaps())
                .containsExactly(own, childs);
    }

    private static LedgerEntry gap(String key) {
        return new LedgerEntry(Story.JIRA, key, "changelog", 9L, 4, null);
    }

    @Test
    void backward_move_counts_in_the_cycle_it_falls_into() {
        List<ItemFlow> cycles = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-02T00:00:00Z", "Closed")
                .to("2026-03-01T00:00:00Z", "In Test")
                .to("2026-03-02T00:00:00Z", "In Progress")
                .to("2026-03-05T00:00:00Z", "Closed")
                .to("2026-05-01T00:00:00Z", "In Progress")
                .flows(LATER);

        assertThat(cycles).extracting(ItemFlow::backwardMoves).containsExactly(0, 1, 0);
    }

    @Test
    void backward_moves_count_only_where_the_definition_says_so() {
        Story story = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Test")
                .to("2026-01-02T00:00:00Z", "In Progress")
                .to("2026-01-03T00:00:00Z", "Resolved");

        assertThat(story.flow(LATER).backwardMoves()).isEqualTo(1);
        assertThat(flows(stream(STANDARD.stages(), STANDARD.rules(), false), story)
                        .get(0)
                        .backwardMoves())
                .isZero();
    }

    @Test
    void sub_task_works_for_its_parent_where_the_definition_knows_no_blocked_stage() {
        List<Stage> stages = STANDARD.stages().stream()
                .filter(stage -> stage.waitingFor() != WaitingReason.BLOCKED)
                .toList();
        ItemFlow flow = flows(
                        stream(stages, STANDARD.rules(), true),
                        issue("A-1")
                                .created("2026-01-01T00:00:00Z", "Open")
                                .to("2026-01-04T00:00:00Z", "Resolved")
                                .subTask(issue("A-2").created("2026-01-02T00:00:00Z", "In Progress")))
                .get(0);

        assertThat(flow.totals().active()).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void item_done_in_states_that_nobody_knows_all_of_has_an_unknown_start() {
        Figure<Duration> time = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Simmering")
                .to("2026-01-02T00:00:00Z", "Resolved")
                .flow(LATER)
                .flowTime();

        assertThat(time.reason())
                .contains(new Reason(
                        Reason.Code.START_UNMAPPED,
                        "went Simmering -> Resolved, and the value stream does not define all of these states"));
    }

    @Test
    void path_of_six_states_is_shown_whole_and_a_longer_one_by_its_beginning_and_its_end() {
        assertThat(path(4))
                .isEqualTo("went Open -> Reopened -> Open -> Reopened -> Open -> Resolved"
                        + " without an active or waiting stage");
        assertThat(path(5))
                .isEqualTo("went Open -> Reopened -> Open -> Reopened -> ... -> Resolved"
                        + " without an active or waiting stage");
    }

    /** What a done item that never started says of its way, after so many moves and its resolution. */
    private static String path(int moves) {
        Story story = issue("A-1").created("2026-01-01T00:00:00Z", "Open");
        for (int i = 1; i <= moves; i++) {
            story.to("2026-01-0" + (1 + i) + "T00:00:00Z", i % 2 == 1 ? "Reopened" : "Open");
        }
        return story.to("2026-01-09T00:00:00Z", "Resolved")
                .flow(LATER)
                .flowTime()
                .reason()
                .orElseThrow()
                .detail();
    }

    @Test
    void visits_of_one_artifact_are_its_own_whatever_its_level() {
        Story story = issue("A-1")
                .created("2026-01-01T00:00:00Z", "Open")
                .to("2026-01-02T00:00:00Z", "In Progress")
                .to("2026-01-03T00:00:00Z", "Resolved");

        assertThat(new FlowAlgebra(STANDARD, Story.catalogue(), Definition.standard(), (workflow, done, known) -> false)
                        .visits(story.history(), Instant.parse("2026-01-02T12:00:00Z")))
                .extracting(visit -> visit.state().name(), Visit::open)
                .containsExactly(tuple("Open", false), tuple("In Progress", true));
    }

    @Test
    void flow_with_other_words_is_the_same_flow() {
        ItemFlow flow =
                issue("A-1").created("2026-01-01T00:00:00Z", "In Progress").flow(LATER);
        ItemFlow other = issue("A-2").created("2026-01-01T00:00:00Z", "Open").flow(LATER);

        ItemFlow shown = flow.with(other.item(), Chain.NONE);

        assertThat(shown.item()).isEqualTo(other.item());
        assertThat(shown)
                .usingRecursiveComparison()
                .ignoringFields("item", "chain")
                .isEqualTo(flow);
    }

    private static List<ItemFlow> flows(ValueStream stream, Story story) {
        return new FlowAlgebra(stream, Story.catalogue(), Definition.standard(), (workflow, done, known) -> false)
                .flows(story.item(), Instant.parse(LATER));
    }

    private static ValueStream stream(List<Stage> stages, List<Rules> rules, boolean countsBackwardMoves) {
        return new ValueStream(
                "test",
                "Test",
                "1",
                Selection.EVERYTHING,
                stages,
                rules,
                countsBackwardMoves,
                STANDARD.stalledAfter(),
                null,
                STANDARD.delivery());
    }
}
