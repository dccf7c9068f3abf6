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

    private static Percentiles<Long> percentiles(long from, long to) {
        Samples samples = new Samples();
        // from the largest down: the order of adding must not matter
        LongStream.rangeClosed(from, to).map(value -> to + from - value).forEach(samples::addWhole);
        return samples.percentiles(value -> (long) value).measured().orElseThrow();
    }
}
