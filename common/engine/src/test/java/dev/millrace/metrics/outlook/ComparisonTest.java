package dev.millrace.metrics.outlook;

import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.IN_REVIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Bootstrap;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.RandomFlows;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.load.LoadAccumulator;
import dev.millrace.metrics.load.VelocityAccumulator;
import dev.millrace.metrics.outlook.Comparison.Row;
import dev.millrace.metrics.outlook.Comparison.Verdict;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.Reports;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.TimeAccumulator;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.DefaultValueStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final String AS_OF = "2026-05-01T00:00:00Z";
    private static final ReportRequest FIRST =
            Reports.request("2026-01-05T00:00:00Z", "2026-03-02T00:00:00Z", AS_OF, "UTC");
    private static final ReportRequest SECOND =
            Reports.request("2026-03-02T00:00:00Z", "2026-04-27T00:00:00Z", AS_OF, "UTC");

    @Test
    void twice_the_flow_time_is_shown_to_have_risen() {
        Comparison comparison = compare(days -> 2 + days % 3, days -> 4 + days % 5);
        Row row = row(comparison, TimeAccumulator.FLOW_TIME, "p50");

        assertThat(row.verdict()).isEqualTo(Verdict.ROSE);
        assertThat(row.change().measured().orElseThrow().value())
                .isEqualTo(row.after().measured().orElseThrow()
                        - row.before().measured().orElseThrow());
        assertThat(row.beforeN()).isPositive();
        assertThat(row.afterN()).isPositive();
    }

    @Test
    void what_differs_by_accident_is_no_change() {
        Random random = new Random(5);
        Comparison comparison = compare(days -> 1 + random.nextInt(9), days -> 1 + random.nextInt(9));

        assertThat(row(comparison, TimeAccumulator.FLOW_TIME, "p50").verdict()).isEqualTo(Verdict.NO_CHANGE_SHOWN);
        assertThat(row(comparison, EfficiencyAccumulator.METRIC, "ratio").verdict())
                .isEqualTo(Verdict.NO_CHANGE_SHOWN);
    }

    @Test
    void a_window_without_items_cannot_be_compared_with() {
        PeriodAccumulator empty = aggregate(FIRST, List.of());
        PeriodAccumulator full = aggregate(SECOND, items(SECOND, days -> 3));

        assertThat(full.since(empty).rows())
                .filteredOn(row -> row.metric() != VelocityAccumulator.METRIC)
                .allSatisfy(row -> {
                    assertThat(row.verdict()).isEqualTo(Verdict.UNKNOWN);
                    assertThat(row.before().measured()).isEmpty();
                    assertThat(row.after().measured()).isPresent();
                });
        assertThat(row(full.since(empty), VelocityAccumulator.METRIC, "items per full week")
                        .before()
                        .measured())
                .as("a week without anything done is a week with 0")
                .contains(0.0);
    }

    @Test
    void where_nothing_can_be_said_of_the_earlier_window_the_later_one_is_told_alone_with_the_reason() {
        Reason why = new Reason(Reason.Code.TOO_LITTLE_HISTORY, "there is no data for it");
        Comparison whole = compare(days -> 3, days -> 5);
        Comparison cut = whole.withoutBefore(why);

        assertThat(cut.before()).isEqualTo(whole.before());
        assertThat(cut.after()).isEqualTo(whole.after());
        assertThat(cut.rows()).hasSameSizeAs(whole.rows()).allSatisfy(row -> {
            assertThat(row.before().reason()).contains(why);
            assertThat(row.beforeN()).isZero();
            assertThat(row.change().reason()).contains(why);
            assertThat(row.verdict()).isEqualTo(Verdict.UNKNOWN);
        });
        assertThat(cut.rows())
                .extracting(Row::after)
                .isEqualTo(whole.rows().stream().map(Row::after).toList());
        assertThat(cut.rows())
                .extracting(Row::afterN)
                .isEqualTo(whole.rows().stream().map(Row::afterN).toList());
    }

    @Test
    void work_in_progress_is_compared_as_a_count() {
        Comparison more = inProgress(4, 30);
        Row row = row(more, LoadAccumulator.METRIC, "items");

        assertThat(row.before().measured()).contains(4.0);
        assertThat(row.after().measured()).contains(30.0);
        assertThat(row.verdict()).isEqualTo(Verdict.ROSE);
        assertThat(row(inProgress(10, 12), LoadAccumulator.METRIC, "items").verdict())
                .isEqualTo(Verdict.NO_CHANGE_SHOWN);
    }

    /** The counts of the interval spread as Poisson counts do: their variance is their mean. */
    @Test
    void counts_are_resampled_as_poisson_counts() {
        for (long n : List.of(4L, 400L)) {
            double[] counts = Bootstrap.count(n, new SplittableRandom(1));
            double mean = DoubleStream.of(counts).average().orElseThrow();
            double variance = DoubleStream.of(counts)
                    .map(count -> (count - mean) * (count - mean))
                    .average()
                    .orElseThrow();

            assertThat(mean).isCloseTo((double) n, offset(0.1 * n));
            assertThat(variance).isCloseTo((double) n, offset(0.2 * n));
        }
        assertThat(Bootstrap.count(0, new SplittableRandom(1))).containsOnly(0);
    }

    private static Comparison inProgress(int before, int after) {
        return aggregate(SECOND, open(SECOND, after)).since(aggregate(FIRST, open(FIRST, before)));
    }

    private static List<ItemFlow> open(ReportRequest request, int count) {
        List<ItemFlow> flows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            flows.add(Flows.item("T-" + i)
                    .in(IN_PROGRESS, request.window().start().plus(Duration.ofDays(1)))
                    .asOf(request.knowledge().asOf()));
        }
        return flows;
    }

    @Test
    void periods_of_different_requests_do_not_merge() {
        assertThatThrownBy(() -> aggregate(FIRST, List.of()).merge(aggregate(SECOND, List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different requests");
    }

    /** The value at a place is the percentile if enough of n draws fall up to there and too few before it: a binomial count. */
    @Test
    void percentiles_are_resampled_as_if_every_value_were_drawn() {
        for (int n : List.of(1, 2, 7, 40)) {
            double[] places = IntStream.range(0, n).mapToDouble(i -> i).toArray();
            for (int percent : List.of(50, 85)) {
                double[] drawn = Bootstrap.percentile(places, percent, new SplittableRandom(2));
                int rank = (percent * n + 99) / 100;
                for (int place = 0; place < n; place++) {
                    int at = place;
                    double share =
                            DoubleStream.of(drawn).filter(value -> value <= at).count() / 1000.0;
                    assertThat(share)
                            .as("p%d of %d is at most value %d", percent, n, place)
                            .isCloseTo(atLeast(rank, n, (place + 1.0) / n), offset(0.04));
                }
            }
        }
    }

    /** The probability that so many of n independent draws are hits. */
    private static double atLeast(int hits, int n, double chance) {
        double sum = 0;
        for (int k = hits; k <= n; k++) {
            double term = Math.pow(chance, k) * Math.pow(1 - chance, n - k);
            for (int i = 1; i <= k; i++) {
                term *= (n - k + i) / (double) i;
            }
            sum += term;
        }
        return sum;
    }

    @Test
    void up_to_ten_thousand_pairs_are_drawn_one_by_one() {
        double[] yesOrNo = new SplittableRandom(3)
                .ints(Bootstrap.EXACT, 0, 2)
                .asDoubleStream()
                .toArray();
        double[] ones = DoubleStream.generate(() -> 1).limit(Bootstrap.EXACT).toArray();
        assertThat(DoubleStream.of(Bootstrap.ratio(yesOrNo, ones, new SplittableRandom(2)))
                        .map(ratio -> ratio * Bootstrap.EXACT))
                .as("a number of yes among ten thousand")
                .allSatisfy(yes -> assertThat(yes).isCloseTo(Math.rint(yes), offset(1e-6)));
    }

    /** Every pair comes as often as any other: the mean of the ratios is the ratio, and none of few pairs is left out. */
    @Test
    void pairs_are_drawn_with_equal_chances() {
        double[] ones = {1, 1, 1, 1, 1};
        for (int i = 0; i < ones.length; i++) {
            double[] part = new double[ones.length];
            part[i] = 1;
            assertThat(DoubleStream.of(Bootstrap.ratio(part, ones, new SplittableRandom(2)))
                            .average()
                            .orElseThrow())
                    .isCloseTo(0.2, offset(0.02));
        }
    }

    @Test
    void order_and_division_of_the_items_change_nothing() {
        List<ItemFlow> before = items(FIRST, days -> 1 + days % 7);
        List<ItemFlow> after = new ArrayList<>(items(SECOND, days -> 1 + days % 6));
        Comparison whole = aggregate(SECOND, after).since(aggregate(FIRST, before));
        Collections.shuffle(after, new Random(3));
        PeriodAccumulator parts = aggregate(SECOND, after.subList(0, 11))
                .merge(aggregate(SECOND, after.subList(11, 20))
                        .merge(aggregate(SECOND, after.subList(20, after.size()))));

        assertThat(parts.since(aggregate(FIRST, before))).isEqualTo(whole);
        assertThat(parts.result()).isEqualTo(aggregate(SECOND, after).result());
    }

    @Test
    void summary_of_a_period_is_that_of_the_report() {
        List<ItemFlow> flows = new RandomFlows(11).items(80);
        ReportRequest request = Reports.request(
                new Window(Instant.parse("2026-02-10T05:00:00Z"), Instant.parse("2026-05-20T17:00:00Z")),
                RandomFlows.AS_OF,
                "Europe/Berlin");
        FlowReport report = Reports.report(request, flows);
        PeriodSummary summary = aggregate(request, flows).result();

        assertThat(summary.flowTime()).isEqualTo(report.flowTime());
        assertThat(summary.leadTime()).isEqualTo(report.leadTime());
        assertThat(summary.efficiency()).isEqualTo(report.efficiency());
        assertThat(summary.velocity()).isEqualTo(report.velocity());
        assertThat(summary.load().items()).isEqualTo(report.load().items().total());
        assertThat(summary.load().age()).isEqualTo(report.load().age());
    }

    @Test
    void interval_of_many_pairs_is_the_one_that_drawing_each_pair_would_give() {
        double[] large =
                new SplittableRandom(1).doubles(Bootstrap.EXACT + 1).sorted().toArray();
        double[] exact =
                new SplittableRandom(1).doubles(Bootstrap.EXACT).sorted().toArray();

        double[] ones = DoubleStream.generate(() -> 1).limit(large.length).toArray();
        assertThat(spread(Bootstrap.ratio(large, ones, new SplittableRandom(2))))
                .isCloseTo(
                        spread(Bootstrap.ratio(
                                exact, java.util.Arrays.copyOf(ones, exact.length), new SplittableRandom(2))),
                        org.assertj.core.data.Percentage.withPercentage(20));
    }

    private static double spread(double[] values) {
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        return sorted[sorted.length * 95 / 100 - 1] - sorted[sorted.length * 5 / 100];
    }

    private interface Length {
        int of(int days);
    }

    private static Comparison compare(Length before, Length after) {
        return aggregate(SECOND, items(SECOND, after)).since(aggregate(FIRST, items(FIRST, before)));
    }

    private static PeriodAccumulator aggregate(ReportRequest request, List<ItemFlow> items) {
        PeriodAccumulator aggregate = new PeriodAccumulator(request, DefaultValueStream.create());
        items.forEach(aggregate::add);
        return aggregate;
    }

    private static List<ItemFlow> items(ReportRequest request, Length length) {
        List<ItemFlow> items = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Instant done = request.window().start().plus(Duration.ofDays(1 + i));
            Instant start = done.minus(Duration.ofDays(length.of(i)));
            Instant review = start.plus(Duration.ofHours(6 + i % 11));
            items.add(Flows.item("T-" + i)
                    .in(IN_PROGRESS, start)
                    .in(IN_REVIEW, review)
                    .in(DONE, done)
                    .asOf(request.knowledge().asOf()));
        }
        return items;
    }

    private static Row row(Comparison comparison, Metric metric, String measure) {
        return comparison.rows().stream()
                .filter(row -> row.metric() == metric && row.measure().equals(measure))
                .findFirst()
                .orElseThrow();
    }
}
