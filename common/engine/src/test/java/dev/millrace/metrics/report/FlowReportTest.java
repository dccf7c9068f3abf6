package dev.millrace.metrics.report;

import static dev.millrace.valuestream.DefaultStages.CANCELLED;
import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.IN_REVIEW;
import static dev.millrace.valuestream.DefaultStages.TO_DO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.metrics.FigureState;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.Outcomes;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.load.FlowLoad;
import dev.millrace.metrics.load.FlowVelocity;
import dev.millrace.metrics.time.FlowEfficiency;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.ItemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowReportTest {

    private static final Instant WINDOW_START = Instant.parse("2026-01-05T00:00:00Z");
    private static final Instant WINDOW_END = Instant.parse("2026-02-02T00:00:00Z");
    private static final ReportRequest REQUEST =
            Reports.request("2026-01-05T00:00:00Z", "2026-02-02T00:00:00Z", "2026-03-01T00:00:00Z", "UTC");

    @Test
    void flow_time_is_of_items_done_in_the_window_and_says_how_many_have_none_and_why() {
        FlowReport report = Reports.report(
                REQUEST,
                done("TEST-1", 10, 12),
                done("TEST-2", 10, 14),
                done("TEST-3", 10, 20),
                Flows.item("TEST-4").in(TO_DO, january(6)).in(DONE, january(8)),
                Flows.item("TEST-5").in(null, "Odd", january(6)).in(DONE, january(8)),
                Flows.item("TEST-6").in(IN_PROGRESS, january(6)).in(CANCELLED, january(9)),
                Flows.item("TEST-7").in(IN_PROGRESS, january(6)),
                done("TEST-8", 1, 4));

        assertThat(report.flowTime().percentiles())
                .isEqualTo(
                        Figure.of(new Percentiles<>(3, Duration.ofDays(4), Duration.ofDays(10), Duration.ofDays(10))));
        assertThat(report.flowTime().outcomes())
                .isEqualTo(new Outcomes(
                        3,
                        0,
                        List.of(
                                new Outcomes.Count(FigureState.UNKNOWN, Reason.Code.NEVER_STARTED, 1),
                                new Outcomes.Count(FigureState.UNKNOWN, Reason.Code.START_UNMAPPED, 1),
                                new Outcomes.Count(FigureState.NOT_APPLICABLE, Reason.Code.CANCELLED, 1))));
        assertThat(report.leadTime().outcomes().measured()).isEqualTo(5);
        assertThat(report.velocity().done().total()).isEqualTo(5);
        assertThat(report.velocity().cancelled()).isEqualTo(1);
    }

    @Test
    void a_stop_on_the_bound_between_two_windows_belongs_to_the_later_one() {
        Flows item = Flows.item("TEST-1").in(IN_PROGRESS, january(2)).in(DONE, WINDOW_START);
        Flows next = Flows.item("TEST-2").in(IN_PROGRESS, january(2)).in(DONE, WINDOW_END);
        FlowReport report = Reports.report(REQUEST, item, next);
        assertThat(report.velocity().done().total()).isEqualTo(1);
        assertThat(report.load().items().total())
                .as("the other one is still in the flow at the end")
                .isEqualTo(1);
    }

    @Test
    void an_item_done_at_the_very_instant_of_the_report_is_done_and_not_in_the_load() {
        ReportRequest early =
                Reports.request("2026-01-05T00:00:00Z", "2026-02-02T00:00:00Z", "2026-01-15T12:00:00Z", "UTC");
        FlowReport report = Reports.report(
                early,
                Flows.item("TEST-1").in(IN_PROGRESS, january(6)).in(DONE, Instant.parse("2026-01-15T12:00:00Z")));
        assertThat(report.velocity().done().total()).isEqualTo(1);
        assertThat(report.load().items().total()).isZero();
        assertThat(report.load().age()).isInstanceOf(Figure.Unknown.class);
    }

    @Test
    void efficiency_is_the_ratio_of_sums_and_unknown_items_add_to_neither_side() {
        FlowReport report = Reports.report(
                REQUEST,
                reviewed("TEST-1", 6, 7, 9),
                reviewed("TEST-2", 6, 15, 16),
                reviewed("TEST-3", 6, 10, 20).waitingNotObservable(),
                Flows.item("TEST-4")
                        .in(IN_PROGRESS, january(6))
                        .in(null, "Odd", january(7))
                        .in(DONE, january(9)));

        FlowEfficiency efficiency = report.efficiency();
        assertThat(efficiency.active()).isEqualTo(Duration.ofDays(10));
        assertThat(efficiency.waiting()).isEqualTo(Duration.ofDays(3));
        assertThat(efficiency.ratio()).isEqualTo(Figure.of(10.0 / 13));
        assertThat(efficiency.perItem()).isEqualTo(Figure.of(new Percentiles<>(2, 1.0 / 3, 0.9, 0.9)));
        assertThat(efficiency.outcomes().in(FigureState.UNKNOWN)).isEqualTo(2);
    }

    @Test
    void without_items_every_figure_is_unknown_and_every_count_is_zero() {
        FlowReport report = Reports.report(REQUEST);
        Reason noItems = Reason.of(Reason.Code.NO_ITEMS);
        assertThat(report.flowTime().percentiles().reason()).contains(noItems);
        assertThat(report.efficiency().ratio().reason()).contains(noItems);
        assertThat(report.neverStarted().share().reason()).contains(noItems);
        assertThat(report.load().age().reason()).contains(noItems);
        assertThat(report.distribution().ofDone().share(ItemType.DEBT).reason()).contains(noItems);
        assertThat(report.velocity().perFullWeek().measured().orElseThrow().p50())
                .as("a week in which nothing was done is a measured 0")
                .isZero();
        assertThat(report.load().days())
                .hasSize(28)
                .allSatisfy(day -> assertThat(day.items().total()).isZero());
    }

    @Test
    void velocity_counts_by_iso_week_and_by_type_at_completion() {
        FlowReport report = Reports.report(
                REQUEST,
                done("TEST-1", 5, 11).type(ItemType.DEFECT),
                done("TEST-2", 5, 12),
                done("TEST-3", 5, 13),
                Flows.item("TEST-4").in(IN_PROGRESS, january(5)).in(CANCELLED, january(13)));

        assertThat(report.velocity().weeks())
                .extracting(FlowVelocity.Week::isoWeek)
                .containsExactly("2026-W02", "2026-W03", "2026-W04", "2026-W05");
        FlowVelocity.Week second = report.velocity().weeks().get(1);
        assertThat(second.done().of(ItemType.FEATURE)).isEqualTo(2);
        assertThat(second.cancelled()).isEqualTo(1);
        assertThat(report.velocity().weeks().get(0).done().of(ItemType.DEFECT)).isEqualTo(1);
        assertThat(report.velocity().perFullWeek()).isEqualTo(Figure.of(new Percentiles<>(4, 0L, 2L, 2L)));
        assertThat(report.distribution().ofDone().share(ItemType.DEFECT)).isEqualTo(Figure.of(1.0 / 3));
    }

    @Test
    void a_week_that_the_window_cuts_is_shown_but_is_no_evidence_of_a_weekly_rate() {
        ReportRequest cut =
                Reports.request("2026-01-07T00:00:00Z", "2026-01-28T00:00:00Z", "2026-03-01T00:00:00Z", "UTC");
        FlowVelocity velocity = Reports.report(cut, done("TEST-1", 5, 8), done("TEST-2", 5, 13), done("TEST-3", 5, 20))
                .velocity();
        assertThat(velocity.weeks()).extracting(week -> week.done().total()).containsExactly(1L, 1L, 1L, 0L);
        assertThat(velocity.perFullWeek()).isEqualTo(Figure.of(new Percentiles<>(2, 1L, 1L, 1L)));
    }

    @Test
    void load_names_the_oldest_items_with_their_age_at_the_end_of_the_window() {
        Flows[] items = new Flows[14];
        for (int i = 0; i < items.length; i++) {
            items[i] = Flows.item("TEST-" + (i + 1))
                    .in(IN_PROGRESS, january(28).minus(Duration.ofHours(i)))
                    .in(IN_REVIEW, january(29))
                    .in(DONE, Instant.parse("2026-02-10T00:00:00Z"));
        }
        FlowLoad load = Reports.report(REQUEST, items).load();
        assertThat(load.at()).isEqualTo(WINDOW_END.minusMillis(1));
        assertThat(load.items().total()).isEqualTo(14);
        assertThat(load.oldest()).hasSize(FlowLoad.OLDEST);
        FlowLoad.AgedItem oldest = load.oldest().get(0);
        assertThat(oldest.item().key()).isEqualTo("TEST-14");
        assertThat(oldest.age()).isEqualTo(Duration.ofDays(5).plusHours(13).minusMillis(1));
        assertThat(oldest.stage()).as("where it was then, not where it is now").isEqualTo(IN_REVIEW);
        assertThat(load.age().measured().orElseThrow().n()).isEqualTo(14);
    }

    @Test
    void what_a_report_as_of_the_middle_of_its_window_does_not_know_is_not_counted() {
        ReportRequest early =
                Reports.request("2026-01-05T00:00:00Z", "2026-02-02T00:00:00Z", "2026-01-15T12:00:00Z", "UTC");
        FlowReport report = Reports.report(early, done("TEST-1", 10, 20), done("TEST-2", 6, 15));
        assertThat(report.load().at()).isEqualTo("2026-01-15T12:00:00Z");
        assertThat(report.load().items().total()).isEqualTo(1);
        assertThat(report.load().days()).hasSize(11);
        assertThat(report.load().timeInWindow().elapsed())
                .isEqualTo(Duration.ofDays(9 + 5).plusHours(12));
        assertThat(report.velocity().weeks())
                .extracting(FlowVelocity.Week::partial)
                .containsExactly(false, true);
    }

    @Test
    void incomplete_items_are_counted_beside_every_figure_that_uses_them() {
        FlowReport report =
                Reports.report(REQUEST, reviewed("TEST-1", 6, 7, 9).incomplete(12, 10), reviewed("TEST-2", 6, 7, 9));
        assertThat(report.flowTime().incomplete()).isEqualTo(1);
        assertThat(report.leadTime().incomplete()).isEqualTo(1);
        assertThat(report.efficiency().incomplete()).isEqualTo(1);
        assertThat(report.velocity().incomplete()).isEqualTo(1);
        assertThat(report.load().incomplete()).isZero();
        assertThat(report.quality().incomplete().items()).isEqualTo(1);
    }

    private static Flows done(String key, int start, int stop) {
        return Flows.item(key).in(IN_PROGRESS, january(start)).in(DONE, january(stop));
    }

    private static Flows reviewed(String key, int start, int review, int stop) {
        return Flows.item(key)
                .in(IN_PROGRESS, january(start))
                .in(IN_REVIEW, january(review))
                .in(DONE, january(stop));
    }

    private static Instant january(int day) {
        return Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(day - 1));
    }
}
