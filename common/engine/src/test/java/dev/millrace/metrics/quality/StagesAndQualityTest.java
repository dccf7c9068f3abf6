package dev.millrace.metrics.quality;

import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.IN_REVIEW;
import static dev.millrace.valuestream.DefaultStages.TO_DO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Visit;
import dev.millrace.metrics.FlowCopy;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.ItemRef;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.report.FlowAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.Reports;
import dev.millrace.metrics.time.StageTime;
import dev.millrace.metrics.time.StageTime.VisitStatistics;
import dev.millrace.metrics.time.WaitingShare;
import dev.millrace.model.Figure;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.Reason;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.DefaultValueStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagesAndQualityTest {

    private static final ReportRequest REQUEST =
            Reports.request("2026-01-05T00:00:00Z", "2026-02-02T00:00:00Z", "2026-03-01T00:00:00Z", "UTC");

    @Test
    void each_visit_counts_once_with_its_time_inside_the_window_and_its_whole_duration() {
        FlowReport report = Reports.report(
                REQUEST,
                Flows.item("TEST-1")
                        .in(IN_PROGRESS, january(1))
                        .in(IN_REVIEW, "Patch available", january(7))
                        .in(IN_PROGRESS, january(8))
                        .in(IN_REVIEW, "In review", january(10)));

        assertThat(report.stages()).extracting(StageTime::stage).containsExactly(IN_PROGRESS, IN_REVIEW);
        assertThat(report.stages().get(0).visits())
                .isEqualTo(new VisitStatistics(
                        2,
                        0,
                        Duration.ofDays(4),
                        new Figure.Unknown<>(Reason.of(Reason.Code.NO_ITEMS)),
                        Figure.of(new Percentiles<>(2, Duration.ofDays(2), Duration.ofDays(6), Duration.ofDays(6)))));
        StageTime review = report.stages().get(1);
        assertThat(review.visits())
                .isEqualTo(new VisitStatistics(
                        2,
                        1,
                        Duration.ofDays(1 + 23),
                        Figure.of(all(1, Duration.ofDays(23))),
                        Figure.of(all(1, Duration.ofDays(1)))));
        assertThat(review.states())
                .extracting(state -> state.state().name())
                .as("the state with the most time first")
                .containsExactly("In review", "Patch available");
    }

    @Test
    void a_visit_that_ends_on_the_bound_was_open_at_the_end_of_the_window() {
        FlowReport report = Reports.report(
                REQUEST,
                Flows.item("TEST-1")
                        .in(IN_PROGRESS, january(30))
                        .in(DONE, REQUEST.window().end()));
        VisitStatistics visits = report.stages().get(0).visits();
        assertThat(visits.open()).isEqualTo(1);
        assertThat(visits.openAge()).isEqualTo(Figure.of(all(1, Duration.ofDays(3))));
        assertThat(visits.completed().measured()).isEmpty();
        assertThat(visits.timeInWindow()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void a_visit_listed_in_two_cycles_counts_in_the_one_it_began_in() {
        ItemFlow second = Flows.item("TEST-1")
                .cycle(2)
                .in(IN_PROGRESS, january(20))
                .in(DONE, january(22))
                .asOf(REQUEST.knowledge().asOf());
        List<Visit> withOlder = new ArrayList<>(second.visits());
        withOlder.add(
                0,
                new Visit(
                        second.item().artifact(), new NativeState(null, "Sub"), IN_PROGRESS, january(6), january(21)));
        ItemFlow listedTwice = FlowCopy.of(second).visits(withOlder).make();
        FlowReport report = Reports.report(REQUEST, List.of(listedTwice));
        assertThat(report.stages().get(0).visits().n()).isEqualTo(1);
    }

    @Test
    void a_visit_that_began_after_its_cycle_had_ended_counts_in_the_next_one() {
        ItemFlow first = Flows.item("TEST-1")
                .in(IN_PROGRESS, january(6))
                .in(DONE, january(8))
                .asOf(january(15));
        List<Visit> withLater = new ArrayList<>(first.visits());
        withLater.add(new Visit(
                first.item().artifact(), new NativeState(null, "Sub"), IN_PROGRESS, january(15), january(21)));
        ItemFlow listedTwice = FlowCopy.of(first)
                .visits(withLater)
                .asOf(REQUEST.knowledge().asOf())
                .make();
        FlowReport report = Reports.report(REQUEST, List.of(listedTwice));
        assertThat(report.stages().get(0).visits().n()).isEqualTo(1);
    }

    @Test
    void done_is_no_stage_that_work_spends_time_in() {
        FlowReport report = Reports.report(
                REQUEST, Flows.item("TEST-1").in(TO_DO, january(6)).in(DONE, january(8)));
        assertThat(report.stages()).extracting(StageTime::stage).containsExactly(TO_DO);
    }

    @Test
    void unmapped_states_are_named_with_their_projects_and_time() {
        FlowReport report = Reports.report(
                REQUEST,
                Flows.item("ONE-1").project("ONE").in(IN_PROGRESS, january(6)).in(null, "Odd", january(10)),
                Flows.item("TWO-2").project("TWO").in(null, "Odd", january(10)).in(DONE, january(11)));
        assertThat(report.quality().unmappedStates()).singleElement().satisfies(odd -> {
            assertThat(odd.state().name()).isEqualTo("Odd");
            assertThat(odd.projects()).containsExactly("ONE", "TWO");
            assertThat(odd.visits().n()).isEqualTo(2);
            assertThat(odd.visits().timeInWindow()).isEqualTo(Duration.ofDays(23 + 1));
        });
        assertThat(report.quality().unmapped().items()).isEqualTo(2);
        assertThat(report.load().timeInWindow().unmapped()).isEqualTo(Duration.ofDays(23));
    }

    @Test
    void waiting_is_shared_out_by_stage_over_all_items_in_the_window() {
        FlowReport report = Reports.report(
                REQUEST,
                Flows.item("TEST-1")
                        .in(IN_REVIEW, january(1))
                        .in(DefaultStages.BLOCKED, january(8))
                        .in(DONE, january(9)),
                Flows.item("TEST-2").in(DefaultStages.BLOCKED, january(30)));
        assertThat(report.waiting()).extracting(WaitingShare::stage).containsExactly(DefaultStages.BLOCKED, IN_REVIEW);
        assertThat(report.waiting()).extracting(WaitingShare::share).containsExactly(4.0 / 7, 3.0 / 7);
    }

    @Test
    void items_that_never_started_say_which_way_they_went() {
        List<Flows> items = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            items.add(Flows.item("TEST-" + i)
                    .in(TO_DO, "Open", january(6))
                    .in(DONE, i <= 3 ? "Closed" : "Closed " + i, january(7)));
        }
        items.add(Flows.item("TEST-9").in(null, "Odd", january(6)).in(DONE, "Closed", january(7)));
        items.add(Flows.item("TEST-10").in(IN_PROGRESS, january(6)).in(DONE, january(7)));
        NeverStarted never =
                Reports.report(REQUEST, items.toArray(Flows[]::new)).neverStarted();

        assertThat(never.n()).isEqualTo(9);
        assertThat(never.share()).isEqualTo(Figure.of(0.9));
        NeverStarted.Cause first = never.causes().get(0);
        assertThat(first.code()).isEqualTo(Reason.Code.NEVER_STARTED);
        assertThat(first.n()).isEqualTo(8);
        assertThat(first.paths()).hasSize(NeverStarted.PATHS);
        assertThat(first.paths().get(0)).isEqualTo(new NeverStarted.Path(List.of("Open", "Closed"), 3));
        assertThat(first.otherPaths()).isEqualTo(1);
        assertThat(never.causes().get(1).code()).isEqualTo(Reason.Code.START_UNMAPPED);
    }

    @Test
    void an_item_cancelled_before_anybody_began_is_not_done_without_starting() {
        NeverStarted never = Reports.report(
                        REQUEST, Flows.item("TEST-1").in(TO_DO, january(6)).in(DefaultStages.CANCELLED, january(8)))
                .neverStarted();
        assertThat(never.n()).isZero();
        assertThat(never.share()).isInstanceOf(Figure.Unknown.class);
    }

    @Test
    void a_path_ends_with_the_state_that_made_the_item_done() {
        NeverStarted never = Reports.report(
                        REQUEST,
                        Flows.item("TEST-1")
                                .in(TO_DO, "Open", january(6))
                                .in(TO_DO, "Open", january(7))
                                .in(DONE, "Resolved", january(8))
                                .in(DONE, "Closed", january(9)))
                .neverStarted();
        assertThat(never.causes().get(0).paths().get(0).states()).containsExactly("Open", "Resolved");
    }

    @Test
    void findings_name_the_same_few_examples_in_whatever_order_items_come() {
        List<ItemFlow> flows = new ArrayList<>();
        for (int i = 12; i >= 1; i--) {
            flows.add(Flows.item("TEST-" + i)
                    .in(IN_PROGRESS, january(6))
                    .rework(1, 2)
                    .stalled(january(10), january(20))
                    .level(Level.SUB_TASK)
                    .asOf(REQUEST.knowledge().asOf()));
        }
        DataQuality quality = Reports.report(REQUEST, flows).quality();
        assertThat(quality.reopened().items()).isEqualTo(12);
        assertThat(quality.reopened().examples())
                .extracting(ItemRef::key)
                .containsExactly("TEST-1", "TEST-2", "TEST-3", "TEST-4", "TEST-5");
        assertThat(quality.backwardMoves().occurrences()).isEqualTo(24);
        assertThat(quality.stalled().items()).isEqualTo(12);
        assertThat(quality.subTasksAlone().items()).isEqualTo(12);
    }

    @Test
    void a_stage_that_a_name_hint_decided_is_listed_as_a_guess() {
        StateCatalogue states = new StateCatalogue(
                List.of(
                        new StateDefinition(Flows.JIRA, "3", "Ready for QA", StateCategory.INDETERMINATE),
                        new StateDefinition(Flows.JIRA, "4", "In progress", StateCategory.INDETERMINATE)),
                List.of());
        FlowAccumulator aggregate = new FlowAccumulator(REQUEST, DefaultValueStream.create(), states);
        aggregate.add(Flows.item("TEST-1")
                .in(IN_PROGRESS, january(6))
                .in(DefaultStages.WAITING_FOR_TEST, "Ready for QA", january(7))
                .asOf(REQUEST.knowledge().asOf()));
        assertThat(aggregate.result().quality().guessed()).singleElement().satisfies(guess -> {
            assertThat(guess.state().name()).isEqualTo("Ready for QA");
            assertThat(guess.mapped().stage()).isEqualTo(DefaultStages.WAITING_FOR_TEST);
            assertThat(guess.visits()).isEqualTo(1);
        });
    }

    private static Percentiles<Duration> all(long n, Duration value) {
        return new Percentiles<>(n, value, value, value);
    }

    private static Instant january(int day) {
        return Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(day - 1));
    }
}
