package dev.millrace.metrics.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ForecastTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    @Test
    void weeks_that_are_all_alike_leave_nothing_to_chance() {
        Forecast forecast = Forecasts.of(Collections.nCopies(8, 5L), NOW, List.of(4), List.of(21L));

        assertThat(forecast.refused()).isNull();
        assertThat(forecast.howMany())
                .containsExactly(new Forecast.HowMany(4, Instant.parse("2026-12-20T00:00:00Z"), 20, 20, 20));
        assertThat(forecast.howLong()).containsExactly(new Forecast.HowLong(21, 5, 5, 5));
    }

    @Test
    void the_more_certain_the_fewer_items_and_the_more_weeks() {
        Forecast forecast =
                Forecasts.of(List.of(0L, 1L, 3L, 8L, 2L, 0L, 4L, 6L), NOW, List.of(4, 8), List.of(30L, 60L));

        assertThat(forecast.howMany()).allSatisfy(many -> {
            assertThat(many.in50()).isGreaterThan(many.in85());
            assertThat(many.in85()).isGreaterThan(many.in95());
        });
        assertThat(forecast.howLong()).allSatisfy(lasts -> {
            assertThat(lasts.in50()).isLessThan(lasts.in85());
            assertThat(lasts.in85()).isLessThan(lasts.in95());
        });
        assertThat(forecast.howMany().get(0).in50())
                .as("4 weeks of 3 on average")
                .isBetween(10L, 13L);
    }

    @Test
    void the_same_history_gives_the_same_forecast_whatever_else_is_asked() {
        List<Long> history = List.of(0L, 1L, 3L, 8L, 2L, 0L, 4L, 6L);

        assertThat(Forecasts.of(history, NOW, List.of(4, 8), List.of())
                        .howMany()
                        .get(1))
                .isEqualTo(Forecasts.of(history, NOW, List.of(8), List.of(7L))
                        .howMany()
                        .get(0));
    }

    @Test
    void weeks_are_the_fewest_that_so_many_runs_do_not_exceed() {
        long[] history = {0, 1, 3, 8, 2, 0, 4, 6};
        Forecast.HowLong lasts = Forecasts.of(LongStream.of(history).boxed().toList(), NOW, List.of(), List.of(72L))
                .howLong()
                .get(0);
        SplittableRandom random = new SplittableRandom(Forecast.SEED);
        long[] runs = LongStream.range(0, Forecast.RUNS)
                .map(run -> weeksUntil(72, history, random))
                .toArray();

        assertThat(fewest(runs, 50)).isEqualTo(lasts.in50());
        assertThat(fewest(runs, 85)).isEqualTo(lasts.in85());
        assertThat(fewest(runs, 95))
                .as("one of the runs at the bound takes a week more")
                .isEqualTo(lasts.in95());
    }

    private static long weeksUntil(long items, long[] history, SplittableRandom random) {
        long weeks = 0;
        for (long done = 0; done < items; weeks++) {
            done += history[random.nextInt(history.length)];
        }
        return weeks;
    }

    private static long fewest(long[] runs, int percent) {
        return LongStream.range(0, Forecast.MAX_WEEKS)
                .filter(weeks ->
                        100 * LongStream.of(runs).filter(run -> run <= weeks).count() >= (long) percent * runs.length)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void too_little_history_is_refused_with_the_reason() {
        Forecast few = Forecasts.of(List.of(1L, 2L, 3L, 4L, 5L), NOW, List.of(4), List.of(3L));

        assertThat(few.howMany()).isEmpty();
        assertThat(few.refused().detail()).contains("5 full weeks").contains("at least 6");
        assertThat(Forecasts.of(Collections.nCopies(10, 0L), NOW, List.of(4), List.of())
                        .refused()
                        .detail())
                .contains("nothing was done");
    }

    @Test
    void a_week_without_anything_done_counts_and_no_run_goes_on_for_ever() {
        List<Long> history = List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L);

        assertThat(Forecasts.of(history, NOW, List.of(), List.of(1_000L)).howLong())
                .containsExactly(
                        new Forecast.HowLong(1_000, Forecast.MAX_WEEKS, Forecast.MAX_WEEKS, Forecast.MAX_WEEKS));
    }

    @Test
    void a_forecast_for_nothing_cannot_be_asked_for() {
        assertThatThrownBy(() -> Forecasts.of(List.of(), NOW, List.of(0), List.of()))
                .hasMessageContaining("at least 1 of the weeks");
    }
}
