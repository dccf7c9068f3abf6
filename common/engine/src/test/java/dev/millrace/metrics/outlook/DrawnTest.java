package dev.millrace.metrics.outlook;

import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.IN_REVIEW;
import static dev.millrace.valuestream.DefaultStages.WAITING_FOR_TEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.metrics.Bootstrap;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.outlook.Comparison.Change;
import dev.millrace.metrics.outlook.Comparison.Row;
import dev.millrace.metrics.outlook.Comparison.Verdict;
import dev.millrace.metrics.report.FlowAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.Reports;
import dev.millrace.metrics.time.Bottleneck;
import dev.millrace.metrics.time.BottleneckTest;
import dev.millrace.metrics.time.TimeAccumulator;
import dev.millrace.model.Figure;
import dev.millrace.valuestream.DefaultValueStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What is drawn at random is drawn the same way on every machine and in every version, so that anybody can draw it again from the
 * seed. The numbers were printed once; what speaks for them is in {@link ComparisonTest}, {@link BottleneckTest} and {@link
 * ForecastTest}.
 */
class DrawnTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final double[] TEN =
            IntStream.rangeClosed(1, 10).mapToDouble(i -> i * i).toArray();
    private static final double[] ONES =
            IntStream.rangeClosed(1, 10).mapToDouble(i -> 10 + i).toArray();

    @Test
    void rank_of_a_percentile_is_drawn_from_its_distribution() {
        double[] values = Bootstrap.percentile(TEN, 50, new SplittableRandom(1));

        assertThat(values).startsWith(16, 36, 16, 25, 16, 16, 64, 49);
        assertThat(Arrays.stream(values).sum()).isEqualTo(27_990);
    }

    @Test
    void ratio_of_a_resample_is_drawn_pair_by_pair() {
        double[] values = Bootstrap.ratio(TEN, ONES, new SplittableRandom(1));

        assertThat(values).startsWith(3.0, 2.617283950617284, 1.7536231884057971, 2.425);
        assertThat(Arrays.stream(values).sum()).isCloseTo(2_400.7832502704873, within(1e-9));
    }

    @Test
    void ratio_of_many_pairs_is_drawn_from_the_normal_distribution() {
        double[] part =
                new SplittableRandom(1).doubles(Bootstrap.EXACT + 1).sorted().toArray();
        double[] whole = new SplittableRandom(2)
                .doubles(Bootstrap.EXACT + 1)
                .map(value -> value + 1)
                .toArray();
        double[] ratios = Bootstrap.ratio(part, whole, new SplittableRandom(1));

        assertThat(Arrays.stream(ratios).sum()).isCloseTo(326.47984267691, within(1e-6));
        assertThat(ratios[3]).isCloseTo(0.33150023461865435, within(1e-9));
    }

    @Test
    void interval_of_a_change_leaves_out_five_percent_on_either_side() {
        double[] before = new double[1000];
        double[] after = IntStream.range(0, 1000).mapToDouble(i -> 1000 - i).toArray();

        assertThat(Change.of(3, 10, before, after)).isEqualTo(new Change(7, 51, 950));
    }

    @Test
    void change_is_shown_only_where_its_interval_excludes_0() {
        assertThat(verdict(0, 1)).isEqualTo(Verdict.NO_CHANGE_SHOWN);
        assertThat(verdict(-1, 0)).isEqualTo(Verdict.NO_CHANGE_SHOWN);
        assertThat(verdict(0.1, 1)).isEqualTo(Verdict.ROSE);
        assertThat(verdict(-1, -0.1)).isEqualTo(Verdict.FELL);
        assertThat(new Bottleneck.Lead(0.5, 0, 1).shown()).isFalse();
    }

    private static Verdict verdict(double low, double high) {
        return new Row(
                        TimeAccumulator.FLOW_TIME,
                        "p50",
                        Comparison.Unit.MILLIS,
                        Figure.of(1.0),
                        1,
                        Figure.of(1.0),
                        1,
                        Figure.of(new Change((low + high) / 2, low, high)))
                .verdict();
    }

    @Test
    void rows_of_a_comparison_are_nearest_ranks_and_ratios_of_sums() {
        PeriodAccumulator before = period("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z");
        PeriodAccumulator after = period("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z");
        for (int i = 1; i <= 10; i++) {
            before.add(Flows.item("T-" + i)
                    .in(IN_PROGRESS, START)
                    .in(IN_REVIEW, START.plus(Duration.ofHours(12L * i)))
                    .in(DONE, START.plus(Duration.ofDays(i)))
                    .asOf(Instant.parse("2026-04-01T00:00:00Z")));
        }
        Row[] rows = after.since(before).rows().toArray(Row[]::new);

        assertThat(rows[0].before())
                .isEqualTo(Figure.of((double) Duration.ofDays(5).toMillis()));
        assertThat(rows[1].before())
                .isEqualTo(Figure.of((double) Duration.ofDays(9).toMillis()));
        assertThat(rows[4].before()).isEqualTo(Figure.of(0.5));
        assertThat(rows[0].after().measured()).isEmpty();
        assertThat(rows[0].verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(before.since(after).rows().get(0).after()).isEqualTo(rows[0].before());
    }

    private static PeriodAccumulator period(String start, String end) {
        return new PeriodAccumulator(
                Reports.request(start, end, "2026-04-01T00:00:00Z", "UTC"), DefaultValueStream.create());
    }

    private static final BackTest NONE = new BackTest(0, 0);

    @Test
    void forecast_is_drawn_from_the_weeks() {
        Forecast forecast = Forecasts.of(List.of(0L, 1L, 3L, 8L, 2L, 0L, 4L, 6L), START, List.of(4), List.of(30L, 1L));

        assertThat(forecast.howMany())
                .containsExactly(new Forecast.HowMany(4, Instant.parse("2026-01-29T00:00:00Z"), 12, 6, 3, NONE));
        assertThat(forecast.howLong())
                .containsExactly(
                        new Forecast.HowLong(30, 11, 16, 22, NONE),
                        new Forecast.HowLong(1, 1, 2, 3, new BackTest(1, 1)));
    }

    @Test
    void six_weeks_are_enough_and_what_is_reached_exactly_is_reached() {
        Forecast forecast = Forecasts.of(Collections.nCopies(6, 5L), START, List.of(1), List.of(20L));

        assertThat(forecast.refused()).isNull();
        assertThat(forecast.howLong()).containsExactly(new Forecast.HowLong(20, 4, 4, 4, NONE));
        assertThatThrownBy(() -> Forecasts.of(List.of(), START, List.of(), List.of(0L)))
                .hasMessageContaining("at least 1 of the items");
    }

    @Test
    void forecast_of_a_report_stands_on_its_full_weeks() {
        FlowReport report = Reports.report(
                Reports.request("2026-02-01T00:00:00Z", "2026-02-15T00:00:00Z", "2026-02-20T00:00:00Z", "UTC"),
                Flows.item("T-1").in(IN_PROGRESS, START).in(DONE, Instant.parse("2026-02-01T12:00:00Z")),
                Flows.item("T-2").in(IN_PROGRESS, START).in(DONE, Instant.parse("2026-02-03T00:00:00Z")));

        Forecast forecast = Forecasts.of(report.velocity(), report.load().at(), List.of(1), List.of());
        assertThat(forecast.history()).as("the first of February is a Sunday").containsExactly(1L);
        assertThat(forecast.refused().detail()).contains("1 full weeks");
    }

    @Test
    void lead_of_a_bottleneck_is_drawn_item_by_item() {
        assertThat(bottleneck().lead()).isEqualTo(new Bottleneck.Lead(0, -0.21311475409836064, 0.18791946308724833));
    }

    private static Bottleneck bottleneck() {
        ReportRequest request =
                Reports.request("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z", "UTC");
        FlowAccumulator aggregate = Reports.aggregate(request);
        for (int i = 1; i <= 9; i++) {
            Instant test = START.plus(Duration.ofHours(3L * i));
            aggregate.add(Flows.item("T-" + i)
                    .in(IN_REVIEW, START)
                    .in(WAITING_FOR_TEST, test)
                    .in(DONE, test.plus(Duration.ofHours(20L - i)))
                    .asOf(request.knowledge().asOf()));
        }
        return aggregate.result().bottleneck();
    }
}
