package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryWatchTest {

    private long millis;
    private long collected;
    private final MemoryWatch watch = new MemoryWatch(() -> collected, () -> TimeUnit.MILLISECONDS.toNanos(millis));

    @Test
    void half_a_minute_of_hardly_anything_but_collections_is_the_end() {
        for (int look = 1; look < 15; look++) {
            assertThat(pass(2_000, 1_900)).as("look " + look).isFalse();
        }
        assertThat(pass(2_000, 1_900)).isTrue();
    }

    @Test
    void a_pause_in_between_begins_it_anew() {
        for (int look = 0; look < 14; look++) {
            pass(2_000, 2_000);
        }
        assertThat(pass(2_000, 1_000)).as("half of the time was free").isFalse();
        assertThat(pass(29_000, 29_000)).isFalse();
        assertThat(pass(1_000, 1_000)).isTrue();
    }

    @Test
    void one_long_look_counts_as_what_it_was() {
        assertThat(pass(60_000, 50_000)).as("less than nine tenths").isFalse();
        assertThat(pass(40_000, 39_000))
                .as("a look that came late since nothing else ran")
                .isTrue();
    }

    private boolean pass(long time, long inCollections) {
        millis += time;
        collected += inCollections;
        return watch.full();
    }
}
