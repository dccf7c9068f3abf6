package dev.millrace.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void percentiles_are_the_nearest_ranks_among_measured_values() {
        assertThat(percentiles(1, 100)).isEqualTo(new Percentiles<>(100, 50L, 85L, 95L));
        assertThat(percentiles(1, 20)).isEqualTo(new Percentiles<>(20, 10L, 17L, 19L));
        assertThat(percentiles(1, 7)).isEqualTo(new Percentiles<>(7, 4L, 6L, 7L));
    }

    @Test
    void one_value_is_every_percentile() {
        assertThat(percentiles(42, 42)).isEqualTo(new Percentiles<>(1, 42L, 42L, 42L));
    }

    @Test
    void the_median_of_two_values_is_the_lower_one_and_no_value_that_nobody_measured() {
        assertThat(percentiles(3, 4)).isEqualTo(new Percentiles<>(2, 3L, 4L, 4L));
    }

    @Test
    void no_value_gives_unknown_and_not_zero() {
        assertThat(new Samples().durations())
                .isEqualTo(new Figure.Unknown<Percentiles<Duration>>(Reason.of(Reason.Code.NO_ITEMS)));
    }

    @Test
    void long_durations_keep_every_millisecond() {
        long thousandYears = Duration.ofDays(365_250).toMillis() + 1;
        Samples samples = new Samples();
        samples.addWhole(thousandYears);
        assertThat(samples.durations().measured().orElseThrow().p50()).isEqualTo(Duration.ofMillis(thousandYears));
    }

    @Test
    void sums_and_counts_go_over_all_values_and_no_further() {
        Samples samples = new Samples();
        for (int i = 1; i <= 8; i++) {
            samples.addWhole(i);
        }

        assertThat(samples.wholeSum()).as("eight values fill the first block").isEqualTo(36);
        assertThat(samples.above(5)).isEqualTo(3);
    }

    @Test
    void pairs_give_the_ratio_of_their_sums() {
        PairSamples pairs = new PairSamples();
        assertThat(pairs.sorted().ratio()).isInstanceOf(Figure.Unknown.class);
        pairs.add(1, 4);
        pairs.add(2, 8);

        assertThat(pairs.sorted().ratio()).isEqualTo(Figure.of(0.25));
    }

    @Test
    void outcomes_are_counted_by_state_and_merged() {
        OutcomeAccumulator one = new OutcomeAccumulator();
        one.add(Figure.of(1));
        one.add(Figure.unknown(Reason.Code.NO_TIME, "none"));
        OutcomeAccumulator other = new OutcomeAccumulator();
        other.add(new Figure.Open<>(1));
        other.add(new Figure.Open<>(2));
        other.add(Figure.notApplicable(Reason.Code.CANCELLED));
        one.merge(other);
        Outcomes outcomes = one.result();

        assertThat(outcomes.total()).isEqualTo(5);
        assertThat(outcomes.in(FigureState.OPEN)).isEqualTo(2);
        assertThat(outcomes.in(FigureState.UNKNOWN)).isEqualTo(1);
        assertThat(outcomes.in(FigureState.NOT_APPLICABLE)).isEqualTo(1);
        assertThat(outcomes.in(FigureState.CONTRADICTORY)).isZero();
    }

    private static Percentiles<Long> percentiles(long from, long to) {
        Samples samples = new Samples();
        // from the largest down: the order of adding must not matter
        LongStream.rangeClosed(from, to).map(value -> to + from - value).forEach(samples::addWhole);
        return samples.percentiles(value -> (long) value).measured().orElseThrow();
    }
}
