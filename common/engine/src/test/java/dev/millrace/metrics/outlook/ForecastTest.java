package dev.millrace.metrics.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.model.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ForecastTest {

    private static final BackTest NONE = new BackTest(0, 0);
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    @Test
    void weeks_that_are_all_alike_leave_nothing_to_chance() {
        Forecast forecast = Forecasts.of(Collections.nCopies(8, 5L), NOW, List.of(4), List.of(21L));

        assertThat(forecast.refused()).isNull();
        assertThat(forecast.howMany())
                .containsExactly(new Forecast.HowMany(4, Instant.parse("2026-12-20T00:00:00Z"), 20, 20, 20, NONE));
        assertThat(forecast.howLong()).containsExactly(new Forecast.HowLong(21, 5, 5, 5, NONE));
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
        List<Long> urn = new ArrayList<>(LongStream.of(history).boxed().toList());
        for (long done = 0; done < items; weeks++) {
            long drawn = urn.get(random.nextInt(urn.size()));
            urn.add(drawn);
            done += drawn;
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
        List<Long> history = List.of(0L, 0L, 1L, 0L, 0L, 1L, 0L, 0L, 1L, 0L);

        assertThat(Forecasts.of(history, NOW, List.of(), List.of(1_000L)).howLong())
                .containsExactly(
                        new Forecast.HowLong(1_000, Forecast.MAX_WEEKS, Forecast.MAX_WEEKS, Forecast.MAX_WEEKS, NONE));
    }

    @Test
    void a_forecast_for_nothing_cannot_be_asked_for() {
        assertThatThrownBy(() -> Forecasts.of(List.of(), NOW, List.of(0), List.of()))
                .hasMessageContaining("at least 1 of the weeks");
    }

    @Test
    void a_forecast_draws_from_the_last_26_weeks_and_tests_itself_on_all() {
        List<Long> past = new ArrayList<>(Collections.nCopies(50, 2L));
        past.addAll(Collections.nCopies(26, 5L));
        Forecast forecast = Forecasts.of(past, NOW, List.of(4), List.of());

        assertThat(forecast.history()).hasSize(26).containsOnly(5L);
        assertThat(forecast.howMany().get(0).in95()).isEqualTo(20);
        assertThat(forecast.howMany().get(0).backTest())
                .as("after the rise more was done than was promised")
                .isEqualTo(new BackTest(40, 40));
    }

    @Test
    void a_kind_of_forecast_that_did_not_hold_is_refused_with_its_record() {
        List<Long> past = new ArrayList<>(Collections.nCopies(50, 9L));
        past.addAll(Collections.nCopies(27, 2L));
        Forecast forecast = Forecasts.of(past, NOW, List.of(8), List.of(16L));

        assertThat(forecast.refused()).as("the last 26 weeks are stable").isNull();
        assertThat(forecast.howMany()).isEmpty();
        assertThat(forecast.howLong()).isEmpty();
        Forecast.Refusal refusal = forecast.refusals().get(0);
        assertThat(refusal.weeks()).isEqualTo(8);
        assertThat(refusal.why().detail())
                .isEqualTo("of the last 40 forecasts at 85%, only "
                        + refusal.backTest().held() + " held");
        long held = IntStream.rangeClosed(30, 69)
                .filter(known -> promised(past.subList(0, known))
                        <= past.subList(known, known + 8).stream()
                                .mapToLong(n -> n)
                                .sum())
                .count();
        assertThat(refusal.backTest()).isEqualTo(new BackTest(40, (int) held));
    }

    /** What is reached in 85% of runs over 8 weeks, drawn here again. */
    private static long promised(List<Long> known) {
        SplittableRandom random = new SplittableRandom(Forecast.SEED);
        long[] sums = new long[1_000];
        for (int run = 0; run < sums.length; run++) {
            List<Long> urn = new ArrayList<>(known.subList(known.size() - 26, known.size()));
            for (int week = 0; week < 8; week++) {
                urn.add(urn.get(random.nextInt(urn.size())));
            }
            sums[run] = urn.subList(26, 34).stream().mapToLong(n -> n).sum();
        }
        return LongStream.of(sums).sorted().toArray()[150];
    }

    @Test
    void a_forecast_is_tested_only_on_what_has_ended() {
        Forecast forecast = Forecasts.of(Collections.nCopies(12, 5L), NOW, List.of(4, 8), List.of(11L));

        assertThat(forecast.howMany())
                .extracting(row -> row.backTest().forecasts())
                .containsExactly(3, 0);
        assertThat(forecast.howLong().get(0).backTest()).as("3 weeks each").isEqualTo(new BackTest(4, 4));
        assertThat(forecast.howLong().get(0).backTest().enough()).isFalse();
    }

    @Test
    void eighty_percent_of_at_least_twenty_must_have_held() {
        assertThat(new BackTest(20, 16).failed()).isFalse();
        assertThat(new BackTest(20, 15).failed()).isTrue();
        assertThat(new BackTest(19, 0).failed()).as("too few to say").isFalse();
    }

    @Test
    void a_process_that_leaves_the_limits_of_chance_is_refused() {
        Forecast outlier = Forecasts.of(List.of(3L, 4L, 3L, 5L, 4L, 3L, 20L, 4L, 3L, 4L), NOW, List.of(4), List.of());
        Forecast shifted = Forecasts.of(
                List.of(4L, 6L, 4L, 6L, 4L, 6L, 4L, 6L, 7L, 5L, 8L, 7L, 9L, 7L, 9L, 7L, 9L),
                NOW,
                List.of(4),
                List.of());

        assertThat(outlier.refused().code()).isEqualTo(Reason.Code.UNSTABLE);
        assertThat(outlier.refused().detail())
                .contains("20 done in the full week 4 weeks before the end")
                .contains("outside the limits of chance (0.0 to ");
        assertThat(shifted.refused().detail()).contains("8 weeks in a row are below the mean of 6.4 items a week");
    }

    @Test
    void a_promise_of_nothing_is_none() {
        Forecast forecast =
                Forecasts.of(List.of(0L, 1L, 0L, 0L, 1L, 0L, 0L, 1L, 0L, 1L), NOW, List.of(1, 26), List.of());

        assertThat(forecast.howMany()).extracting(Forecast.HowMany::weeks).containsExactly(26);
        assertThat(forecast.refusals().get(0).why().detail()).contains("not even 1 item is done in 1 weeks");
    }
}
