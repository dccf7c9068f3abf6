package io.jenkins.plugins.millrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class QueueTimesTest {

    @Test
    void time_is_given_out_once() {
        QueueTimes times = new QueueTimes();
        times.remember(76, Instant.EPOCH);
        assertThat(times.take(76)).isEqualTo(Instant.EPOCH);
        assertThat(times.take(76)).isNull();
    }

    @Test
    void items_whose_build_never_starts_do_not_pile_up() {
        QueueTimes times = new QueueTimes();
        for (long id = 0; id < 30_000; id++) {
            times.remember(id, Instant.EPOCH);
        }
        assertThat(times.take(0)).isNull();
        assertThat(times.take(29_999)).isNotNull();
    }
}
