package dev.millrace.metrics.load;

import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.IN_REVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.FlowCopy;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.RandomFlows;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.Reports;
import dev.millrace.model.Figure;
import dev.millrace.model.Level;
import dev.millrace.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgeingTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ReportRequest REQUEST =
            Reports.request("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z", "UTC");

    @Test
    void items_older_than_most_done_ones_were_are_counted_by_the_stage_they_are_in() {
        Ageing ageing = Reports.report(
                        REQUEST,
                        Flows.item("T-1").in(IN_PROGRESS, START).in(DONE, START.plus(Duration.ofDays(10))),
                        Flows.item("T-2").in(IN_PROGRESS, START.plus(Duration.ofDays(20))),
                        Flows.item("T-3")
                                .in(IN_PROGRESS, START.plus(Duration.ofDays(18)))
                                .in(IN_REVIEW, START.plus(Duration.ofDays(30))),
                        Flows.item("T-4").in(IN_REVIEW, START.plus(Duration.ofDays(25))))
                .ageing();

        assertThat(ageing.limit().measured()).contains(Duration.ofDays(10));
        assertThat(ageing.done()).isEqualTo(1);
        assertThat(ageing.items()).isEqualTo(3);
        assertThat(ageing.over().measured())
                .as("T-2 and T-3, 11 and 13 days less a millisecond old")
                .contains(2L);
        assertThat(ageing.stages()).extracting(Ageing.StageAges::stage).containsExactly(IN_PROGRESS, IN_REVIEW);
        assertThat(ageing.stages().get(1).over().measured()).contains(1L);
    }

    @Test
    void what_begins_in_the_instant_of_the_report_is_where_its_last_visit_says() {
        Instant now = Instant.parse("2026-01-20T00:00:00Z");
        FlowReport report = Reports.report(
                Reports.request("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", now.toString(), "UTC"),
                Flows.item("T-1").in(IN_PROGRESS, now));

        assertThat(report.load().oldest()).extracting(FlowLoad.AgedItem::stage).containsExactly(IN_PROGRESS);
        assertThat(report.load().oldest()).extracting(FlowLoad.AgedItem::age).containsExactly(Duration.ZERO);
        assertThat(report.ageing().stages()).extracting(Ageing.StageAges::stage).containsExactly(IN_PROGRESS);
    }

    @Test
    void of_what_has_neither_time_nor_visits_nobody_knows_where_it_is() {
        ItemFlow flow = FlowCopy.of(Flows.item("T-1").in(IN_PROGRESS, START).asOf(START))
                .visits(List.of())
                .make();

        assertThat(flow.segments()).isEmpty();
        assertThat(LoadAccumulator.placeAt(flow, START)).isEqualTo(new LoadAccumulator.StageState(null, "(unknown)"));
    }

    @Test
    void without_a_done_item_nobody_can_say_what_is_old() {
        Ageing ageing = Reports.report(REQUEST, Flows.item("T-1").in(IN_PROGRESS, START))
                .ageing();

        assertThat(ageing.items()).isEqualTo(1);
        assertThat(ageing.over().reason()).map(Reason::code).contains(Reason.Code.NO_ITEMS);
    }

    @Test
    void age_of_the_load_is_right_on_every_day() {
        for (int seed = 0; seed < 20; seed++) {
            List<ItemFlow> flows = new RandomFlows(seed).items(70);
            ReportRequest request = Reports.request(
                    new Window(Instant.parse("2026-03-01T07:00:00Z"), Instant.parse("2026-08-01T00:00:00Z")),
                    RandomFlows.AS_OF,
                    "America/New_York");
            for (FlowLoad.Day day : Reports.report(request, flows).load().days()) {
                Samples ages = new Samples();
                flows.stream()
                        .filter(flow -> flow.item().level() != Level.PORTFOLIO)
                        .filter(flow -> flow.start() != null && !flow.start().isAfter(day.at()))
                        .filter(flow -> flow.stop() == null || flow.stop().isAfter(day.at()))
                        .forEach(flow -> ages.addWhole(
                                Duration.between(flow.start(), day.at()).toMillis()));
                Figure<Percentiles<Duration>> naive = ages.durations();
                assertThat(day.age()).as("seed %d, %s", seed, day.day()).isEqualTo(naive);
            }
        }
    }

    @Test
    void item_is_in_the_load_from_the_millisecond_it_started_in_to_the_one_before_it_stopped_in() {
        Instant read = START.plus(Duration.ofDays(1)).minusMillis(1);
        Flows starts = Flows.item("T-1").in(IN_PROGRESS, read);
        Flows stops = Flows.item("T-2").in(IN_PROGRESS, START).in(DONE, read);
        FlowLoad.Day first =
                Reports.report(REQUEST, starts, stops).load().days().get(0);

        assertThat(first.items().total()).isEqualTo(1);
        assertThat(first.age().measured()).contains(new Percentiles<>(1, Duration.ZERO, Duration.ZERO, Duration.ZERO));
        LoadCurve curve = LoadCurve.of(List.of(stops.asOf(REQUEST.knowledge().asOf())));
        assertThat(curve.at(START)).isEqualTo(1);
        assertThat(curve.at(START.minusMillis(1))).isZero();
        assertThat(curve.at(read)).isZero();
    }
}
