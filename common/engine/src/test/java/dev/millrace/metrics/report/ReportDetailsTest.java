package dev.millrace.metrics.report;

import static dev.millrace.valuestream.DefaultStages.CANCELLED;
import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.IN_REVIEW;
import static dev.millrace.valuestream.DefaultStages.TO_DO;
import static dev.millrace.valuestream.DefaultStages.WAITING_FOR_TEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.flow.FlowRule;
import dev.millrace.flow.FlowRule.Cause;
import dev.millrace.flow.HandOff;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.metrics.Explanation;
import dev.millrace.metrics.FlowCopy;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.LeftOut;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.Population;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.delivery.Deliveries;
import dev.millrace.metrics.load.CumulativeFlow.Band;
import dev.millrace.metrics.quality.GuessedMapping;
import dev.millrace.metrics.time.Bottleneck;
import dev.millrace.metrics.time.FlowTrend;
import dev.millrace.metrics.time.HandOffStatistics;
import dev.millrace.metrics.time.StageTime;
import dev.millrace.metrics.time.WaitingAccumulator;
import dev.millrace.metrics.time.WaitingShare;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.SegmentKind;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.StageKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Details of a report that only a broken aggregate showed to be untold. The window is the first half of February 2026. */
class ReportDetailsTest {

    private static final ReportRequest REQUEST =
            Reports.request("2026-02-01T00:00:00Z", "2026-02-15T00:00:00Z", "2026-02-20T00:00:00Z", "UTC");

    @Test
    void trend_tells_flow_time_and_efficiency_of_what_was_done_in_each_week() {
        FlowReport report = Reports.report(
                REQUEST,
                Flows.item("T-1").in(IN_PROGRESS, feb(2)).in(IN_REVIEW, feb(3)).in(DONE, feb(5)),
                Flows.item("T-2").in(IN_PROGRESS, feb(2)).in(IN_REVIEW, feb(4)).in(DONE, feb(6)),
                Flows.item("T-3").in(IN_PROGRESS, feb(8)).in(DONE, feb(9)).waitingNotObservable(),
                Flows.item("T-4").in(IN_PROGRESS, feb(3)).in(CANCELLED, feb(4)));

        assertThat(report.trend().weeks())
                .extracting(FlowTrend.Week::isoWeek, FlowTrend.Week::monday, FlowTrend.Week::partial)
                .containsExactly(
                        tuple("2026-W05", LocalDate.parse("2026-01-26"), true),
                        tuple("2026-W06", LocalDate.parse("2026-02-02"), false),
                        tuple("2026-W07", LocalDate.parse("2026-02-09"), true));
        assertThat(report.trend().weeks())
                .extracting(
                        week -> week.flowTime().measured().map(Percentiles::p50).orElse(null))
                .containsExactly(null, Duration.ofDays(3), Duration.ofDays(1));
        assertThat(report.trend().weeks())
                .extracting(week -> week.efficiency().measured().orElse(null))
                .containsExactly(null, 3.0 / 7, null);
    }

    @Test
    void items_with_a_history_in_part_are_counted_in_every_figure_they_are_in() {
        FlowReport report = Reports.report(
                REQUEST,
                Flows.item("T-1").in(IN_PROGRESS, feb(2)).in(DONE, feb(5)),
                Flows.item("T-2").in(IN_PROGRESS, feb(2)).in(DONE, feb(6)).incomplete(9, 4),
                Flows.item("T-6").in(IN_PROGRESS, feb(2)).in(DONE, feb(6)),
                Flows.item("T-3").in(IN_PROGRESS, feb(2)),
                Flows.item("T-4").in(IN_PROGRESS, feb(2)),
                Flows.item("T-5").in(IN_PROGRESS, feb(2)).incomplete(9, 4));

        assertThat(report.flowTime().incomplete()).isEqualTo(1);
        assertThat(report.leadTime().incomplete()).isEqualTo(1);
        assertThat(report.efficiency().incomplete()).isEqualTo(1);
        assertThat(report.velocity().incomplete()).isEqualTo(1);
        assertThat(report.load().incomplete()).isEqualTo(1);
        assertThat(report.quality().incomplete().items()).isEqualTo(2);
        assertThat(report.flowTime().outcomes().total()).isEqualTo(3);
    }

    @Test
    void hand_offs_of_what_was_done_are_in_the_report_and_teams_only_where_there_are_any() {
        ItemFlow flow =
                Flows.item("T-1").in(IN_PROGRESS, feb(2)).in(DONE, feb(5)).asOf(asOf());
        HandOff person = new HandOff(feb(3), HandOff.Kind.PERSON, Duration.ofHours(1));
        HandOff team = new HandOff(feb(4), HandOff.Kind.TEAM, Duration.ofHours(2));

        assertThat(Reports.report(
                                REQUEST,
                                List.of(FlowCopy.of(flow)
                                        .handOffs(List.of(person))
                                        .make()))
                        .handOffs()
                        .kinds())
                .extracting(HandOffStatistics.KindStatistics::kind, HandOffStatistics.KindStatistics::n)
                .containsExactly(tuple(HandOff.Kind.PERSON, 1L), tuple(HandOff.Kind.TOOL, 0L));
        assertThat(Reports.report(
                                REQUEST,
                                List.of(FlowCopy.of(flow)
                                        .handOffs(List.of(person, team))
                                        .make()))
                        .handOffs()
                        .kinds())
                .extracting(HandOffStatistics.KindStatistics::kind, HandOffStatistics.KindStatistics::total)
                .containsExactly(
                        tuple(HandOff.Kind.PERSON, Duration.ofHours(1)),
                        tuple(HandOff.Kind.TEAM, Duration.ofHours(2)),
                        tuple(HandOff.Kind.TOOL, Duration.ZERO));
    }

    @Test
    void what_lies_outside_the_window_weakens_nothing_in_it() {
        FlowReport report = Reports.report(
                REQUEST,
                Flows.item("T-1")
                        .in(null, "Odd", jan(20))
                        .in(IN_PROGRESS, feb(1))
                        .stalled(jan(1), jan(20))
                        .stalled(jan(20), feb(1)),
                Flows.item("T-2").cycle(2).in(IN_PROGRESS, feb(3)),
                Flows.item("T-3").in(IN_PROGRESS, feb(3)),
                Flows.item("T-4").level(Level.PORTFOLIO).in(IN_PROGRESS, jan(3)).in(DONE, jan(20)));

        assertThat(report.quality().unmapped().items()).isZero();
        assertThat(report.quality().stalled().items()).isZero();
        assertThat(report.quality().reopenedLate().items()).isEqualTo(1);
        assertThat(report.population())
                .isEqualTo(new Population(4, 3, new TreeMap<>(Map.of(LeftOut.OUTSIDE_WINDOW, 1L))));
    }

    @Test
    void time_that_a_flag_held_outside_any_stage_is_waiting_named_by_its_cause() {
        ItemFlow worked =
                Flows.item("T-1").in(TO_DO, feb(2)).in(IN_PROGRESS, feb(3)).asOf(asOf());
        ItemFlow held = FlowCopy.of(worked)
                .segments(List.of(
                        segment(worked, SegmentKind.WAITING, null, FlowRule.FLAG, feb(2), feb(4)),
                        segment(worked, SegmentKind.UNMAPPED, null, FlowRule.STATE, feb(4), feb(6)),
                        segment(worked, SegmentKind.WAITING, WAITING_FOR_TEST, FlowRule.FLAG, feb(6), feb(8)),
                        segment(worked, SegmentKind.WAITING, null, FlowRule.BLOCKING_LINK, feb(8), feb(9)),
                        segment(worked, SegmentKind.WAITING, IN_REVIEW, FlowRule.STATE, feb(9), feb(11)),
                        segment(worked, SegmentKind.WAITING, TO_DO, FlowRule.STATE, feb(11), asOf())))
                .make();
        FlowReport report = Reports.report(REQUEST, List.of(held));

        assertThat(report.waiting())
                .extracting(WaitingShare::stage, WaitingShare::cause, WaitingShare::time)
                .as("the longest first, then in the order of stages, and outside of them last")
                .containsExactly(
                        tuple(TO_DO, Cause.STATUS, Duration.ofDays(4)),
                        tuple(IN_REVIEW, Cause.STATUS, Duration.ofDays(2)),
                        tuple(WAITING_FOR_TEST, Cause.STATUS, Duration.ofDays(2)),
                        tuple(null, Cause.FLAG, Duration.ofDays(2)),
                        tuple(null, Cause.BLOCKING_LINK, Duration.ofDays(1)));
        assertThat(report.cumulative().bands())
                .containsExactly(
                        new Band(null, false),
                        new Band(null, true),
                        new Band(TO_DO, false),
                        new Band(IN_REVIEW, false),
                        new Band(WAITING_FOR_TEST, false));
        assertThat(report.quality().unmapped().occurrences()).isEqualTo(1);
        ReportScope scope = ReportScope.of(REQUEST, DefaultValueStream.create(), StateCatalogue.empty());
        assertThat(WaitingAccumulator.METRIC.evidence().row().apply(scope, held).parts())
                .extracting(part -> part.get("cause"))
                .containsExactly(
                        new Explanation.Value.Word("flag"),
                        new Explanation.Value.Word("status"),
                        new Explanation.Value.Word("blocking_link"),
                        new Explanation.Value.Word("status"),
                        new Explanation.Value.Word("status"));
        assertThat(report.bottleneck().candidates())
                .extracting(Bottleneck.Candidate::stage)
                .as("equal times in the order of stages")
                .containsExactly(TO_DO, IN_REVIEW, WAITING_FOR_TEST);
    }

    private static Segment segment(
            ItemFlow flow, SegmentKind kind, @Nullable Stage stage, FlowRule rule, Instant start, Instant end) {
        return new Segment(start, end, kind, stage, rule, flow.item().artifact(), new NativeState(null, "x"));
    }

    @Test
    void band_that_nobody_stood_in_until_the_window_was_over_is_none() {
        assertThat(Reports.report(REQUEST, Flows.item("T-1").in(TO_DO, feb(2)).in(IN_REVIEW, feb(16)))
                        .cumulative()
                        .bands())
                .containsExactly(new Band(TO_DO, false));
    }

    @Test
    void states_stand_by_their_time_and_then_by_their_names() {
        Stage elsewhere = Stage.of("elsewhere", "Elsewhere", StageKind.ACTIVE);
        FlowReport report = Reports.report(
                REQUEST,
                Flows.item("T-1")
                        .in(IN_PROGRESS, "Beta", feb(2))
                        .in(IN_PROGRESS, "Alpha", feb(3))
                        .in(DONE, feb(4)),
                Flows.item("T-2").in(IN_PROGRESS, "Gamma", feb(2)).in(DONE, feb(9)),
                Flows.item("T-3").in(elsewhere, feb(2)).in(DONE, feb(9)),
                Flows.item("T-4")
                        .in(null, "Odd B", feb(2))
                        .in(null, "Odd A", feb(3))
                        .in(DONE, feb(4)));

        assertThat(report.stages()).extracting(StageTime::stage).containsExactly(IN_PROGRESS, elsewhere);
        assertThat(report.stages().get(0).states())
                .extracting(state -> state.state().name())
                .containsExactly("Gamma", "Alpha", "Beta");
        assertThat(report.quality().unmappedStates())
                .extracting(state -> state.state().name())
                .containsExactly("Odd A", "Odd B");
    }

    @Test
    void guesses_stand_by_their_visits_and_then_by_their_names() {
        StateCatalogue states = new StateCatalogue(
                List.of(
                        new StateDefinition(Flows.JIRA, "3", "Ready for QA", StateCategory.INDETERMINATE),
                        new StateDefinition(Flows.JIRA, "4", "In Review", StateCategory.INDETERMINATE),
                        new StateDefinition(Flows.JIRA, "5", "Blocked", StateCategory.INDETERMINATE)),
                List.of());
        FlowAccumulator aggregate = new FlowAccumulator(REQUEST, DefaultValueStream.create(), states);
        aggregate.add(Flows.item("T-1")
                .in(WAITING_FOR_TEST, "Ready for QA", feb(2))
                .in(IN_REVIEW, "In Review", feb(3))
                .in(DefaultStages.BLOCKED, "Blocked", feb(4))
                .in(IN_REVIEW, "In Review", feb(5))
                .asOf(asOf()));

        assertThat(aggregate.result().quality().guessed())
                .extracting(guess -> guess.state().name(), GuessedMapping::visits)
                .containsExactly(tuple("In Review", 2L), tuple("Blocked", 1L), tuple("Ready for QA", 1L));
    }

    @Test
    void wait_on_one_pull_request_of_two_items_is_one_visit() {
        ItemFlow one =
                Flows.item("T-1").in(IN_PROGRESS, feb(2)).in(DONE, feb(8)).asOf(asOf());
        ItemFlow other =
                Flows.item("T-2").in(IN_PROGRESS, feb(3)).in(DONE, feb(9)).asOf(asOf());
        Segment shared = new Segment(
                feb(4),
                feb(6),
                SegmentKind.WAITING,
                IN_REVIEW,
                FlowRule.BETWEEN,
                Deliveries.changeId("7"),
                new NativeState(null, "open"));
        Bottleneck bottleneck = Reports.report(
                        REQUEST,
                        List.of(
                                FlowCopy.of(other).segments(List.of(shared)).make(),
                                FlowCopy.of(one).segments(List.of(shared)).make()))
                .bottleneck();

        assertThat(bottleneck.items()).isEqualTo(1);
        assertThat(bottleneck.candidates()).singleElement().satisfies(review -> {
            assertThat(review.time()).isEqualTo(Duration.ofDays(2));
            assertThat(review.repeats()).isZero();
        });
    }

    private static Instant asOf() {
        return REQUEST.knowledge().asOf();
    }

    private static Instant jan(int day) {
        return Instant.parse("2026-01-%02dT00:00:00Z".formatted(day));
    }

    private static Instant feb(int day) {
        return Instant.parse("2026-02-%02dT00:00:00Z".formatted(day));
    }
}
