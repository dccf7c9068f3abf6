package dev.millrace.metrics;

import static dev.millrace.valuestream.DefaultStages.CANCELLED;
import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.outlook.PeriodAccumulator;
import dev.millrace.metrics.outlook.PeriodSummary;
import dev.millrace.metrics.report.FlowAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.Reports;
import dev.millrace.model.Reason;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Items of which nobody knows when they were done: between two instants, and in no week. */
class UndatedItemsTest {

    private static final Instant AS_OF = Instant.parse("2026-03-01T00:00:00Z");
    private static final ReportRequest JANUARY = request(1, 29);

    @Test
    void item_done_nobody_knows_when_may_have_been_done_in_every_window_between_its_bounds() {
        ItemFlow flow = undated("TEST-1", DONE);

        assertThat(mayHaveStopped(flow, 1, 29)).isTrue();
        assertThat(mayHaveStopped(flow, 12, 13)).isTrue();
        assertThat(mayHaveStopped(flow, 20, 29)).as("at its latest").isTrue();
        assertThat(mayHaveStopped(flow, 21, 29)).isFalse();
        assertThat(mayHaveStopped(flow, 9, 11)).as("at its earliest").isTrue();
        assertThat(mayHaveStopped(flow, 9, 10)).isFalse();
    }

    @Test
    void item_that_is_open_or_whose_stop_is_known_cannot_have_stopped_at_another_time() {
        ItemFlow open = Flows.item("TEST-1").in(IN_PROGRESS, day(8)).asOf(AS_OF);
        ItemFlow known =
                Flows.item("TEST-2").in(IN_PROGRESS, day(8)).in(DONE, day(20)).asOf(AS_OF);

        assertThat(mayHaveStopped(open, 1, 29)).isFalse();
        assertThat(mayHaveStopped(known, 1, 29)).isFalse();
    }

    @Test
    void item_done_nobody_knows_when_is_in_no_week_and_its_figures_say_why_they_are_unknown() {
        FlowReport report = Reports.report(JANUARY, List.of(undated("TEST-1", DONE), undated("TEST-2", CANCELLED)));

        assertThat(report.velocity().undated()).as("without the cancelled one").isEqualTo(1);
        assertThat(report.velocity().done().total()).isZero();
        assertThat(unknownStops(report.flowTime().outcomes())).isEqualTo(1);
        assertThat(unknownStops(report.leadTime().outcomes())).isEqualTo(2);
        assertThat(unknownStops(report.efficiency().outcomes())).isEqualTo(1);
    }

    @Test
    void summary_of_a_period_tells_the_same_of_them_as_its_report() {
        List<ItemFlow> flows = List.of(undated("TEST-1", DONE), undated("TEST-2", DONE));
        FlowReport report = Reports.report(JANUARY, flows);
        PeriodAccumulator period = new PeriodAccumulator(JANUARY, DefaultValueStream.create());
        flows.forEach(period::add);
        PeriodSummary summary = period.result();

        assertThat(report.velocity().undated()).isEqualTo(2);
        assertThat(summary.velocity()).isEqualTo(report.velocity());
        assertThat(summary.flowTime()).isEqualTo(report.flowTime());
        assertThat(summary.leadTime()).isEqualTo(report.leadTime());
        assertThat(summary.efficiency()).isEqualTo(report.efficiency());
    }

    @Test
    void items_done_nobody_knows_when_add_up_when_reports_are_merged() {
        FlowAccumulator one = Reports.aggregate(JANUARY);
        one.add(undated("TEST-1", DONE));
        FlowAccumulator other = Reports.aggregate(JANUARY);
        other.add(undated("TEST-2", DONE));

        assertThat(one.merge(other).result().velocity().undated()).isEqualTo(2);
    }

    private static long unknownStops(Outcomes outcomes) {
        return outcomes.others().stream()
                .filter(count -> count.code() == Reason.Code.STOP_UNKNOWN)
                .mapToLong(Outcomes.Count::n)
                .sum();
    }

    private static boolean mayHaveStopped(ItemFlow flow, int first, int end) {
        return ReportScope.of(request(first, end), DefaultValueStream.create(), StateCatalogue.empty())
                .mayHaveStoppedWithin(flow);
    }

    /** In progress on the 8th, and closed at some time from the 10th to the 20th. */
    private static ItemFlow undated(String key, Stage closed) {
        return Flows.item(key)
                .in(IN_PROGRESS, day(8))
                .in(null, "(unknown)", day(10))
                .in(closed, day(20))
                .stopUnknown()
                .asOf(AS_OF);
    }

    private static ReportRequest request(int first, int end) {
        return Reports.request(new Window(day(first), day(end)), AS_OF, "UTC");
    }

    private static Instant day(int day) {
        return Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(day - 1L));
    }
}
