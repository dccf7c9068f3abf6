package dev.millrace.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangePointTest {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private record Timed(long start, long millis) {}

    private static Optional<ChangePoint> of(List<Timed> values) {
        return ChangePoint.of(
                values.stream().mapToLong(Timed::start).toArray(),
                values.stream().mapToLong(Timed::millis).toArray());
    }

    @Test
    void a_lasting_change_is_dated_by_the_first_value_after_it() {
        List<Timed> values = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            values.add(new Timed(i * DAY, (i < 18 ? 10 : 20) * DAY));
        }
        Collections.shuffle(values, new Random(1));

        assertThat(of(values)).hasValueSatisfying(change -> {
            assertThat(change.at()).isEqualTo(Instant.ofEpochMilli(18 * DAY));
            assertThat(change.before()).isEqualTo(Duration.ofDays(10));
            assertThat(change.after()).isEqualTo(Duration.ofDays(20));
            assertThat(change.beforeN()).isEqualTo(18);
            assertThat(change.afterN()).isEqualTo(12);
            assertThat(change.worse()).isTrue();
        });
    }

    /** By hand: the ranks are 1 to 20 in order, so U after 10 of 20 is 2 * 55 - 10 * 21 = -100. */
    @Test
    void the_p_value_is_that_of_pettitt() {
        List<Timed> values = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            values.add(new Timed(i, i));
        }
        double expected = 2 * Math.exp(-6.0 * 100 * 100 / (20 * 20 * 20 + 20 * 20));

        assertThat(of(values)).hasValueSatisfying(change -> {
            assertThat(change.beforeN()).isEqualTo(10);
            assertThat(change.p()).isEqualTo(expected);
        });
    }

    @Test
    void noise_shows_a_change_about_as_often_as_the_confidence_says() {
        int shown = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Timed> values = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                values.add(new Timed(i, (long) (1000 * -Math.log(random.nextDouble()))));
            }
            shown += of(values).orElseThrow().shown() ? 1 : 0;
        }
        assertThat(shown).isLessThanOrEqualTo(30);
    }

    @Test
    void equal_values_show_nothing() {
        List<Timed> values = Collections.nCopies(40, new Timed(0, 5));

        assertThat(of(values))
                .hasValueSatisfying(change -> assertThat(change.shown()).isFalse());
    }

    @Test
    void few_values_show_nothing() {
        assertThat(of(Collections.nCopies(ChangePoint.LEAST - 1, new Timed(0, 5))))
                .isEmpty();
    }

    @Test
    void a_change_to_shorter_is_not_worse() {
        List<Timed> values = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            values.add(new Timed(i * DAY, i < 20 ? 20 * DAY : DAY));
        }

        assertThat(of(values)).hasValueSatisfying(change -> {
            assertThat(change.shown()).isTrue();
            assertThat(change.worse()).isFalse();
        });
    }
}
