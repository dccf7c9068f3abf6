package io.jenkins.plugins.millrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.buildcard.Wait;
import dev.millrace.buildcard.Wait.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueTimesTest {

    private Instant now = Instant.parse("2026-11-20T10:00:00Z");
    private final Instant entered = now;
    private final QueueTimes times = new QueueTimes(() -> now);

    @Test
    void quiet_period_blockage_and_wait_for_an_executor_stand_apart() {
        times.enter(76, Kind.QUIET);
        pass(5);
        times.enter(76, Kind.BLOCKED);
        pass(60);
        times.enter(76, Kind.EXECUTOR);
        pass(12);
        times.left(76, entered);
        QueueTime time = times.take(76);
        assertThat(time.entered()).isEqualTo(entered);
        assertThat(time.waits())
                .containsExactly(
                        new Wait(Kind.QUIET, entered, entered.plusSeconds(5)),
                        new Wait(Kind.BLOCKED, entered.plusSeconds(5), entered.plusSeconds(65)),
                        new Wait(Kind.EXECUTOR, entered.plusSeconds(65), entered.plusSeconds(77)));
        assertThat(new QueueTimeAction(time).waits()).isEqualTo(time.waits());
        assertThat(times.take(76)).as("given out once").isNull();
    }

    @Test
    void label_that_an_item_waits_for_is_kept_also_one_that_is_hostile() {
        String label = "linux && \"x, EXECUTOR 1 2\"";
        times.enter(76, Kind.EXECUTOR, label);
        pass(12);
        times.left(76, entered);
        QueueTime time = times.take(76);
        assertThat(time.waits()).containsExactly(new Wait(Kind.EXECUTOR, entered, entered.plusSeconds(12), label));
        assertThat(new QueueTimeAction(time).waits()).isEqualTo(time.waits());
    }

    @Test
    void item_that_was_not_seen_before_it_left_has_its_entry_only() {
        times.left(76, entered);
        assertThat(times.take(76)).isEqualTo(new QueueTime(entered, List.of()));
    }

    @Test
    void item_in_the_queue_and_cancelled_item_have_no_time() {
        times.enter(1, Kind.QUIET);
        times.enter(2, Kind.QUIET);
        times.left(2, null);
        assertThat(times.take(1)).isNull();
        assertThat(times.take(2)).isNull();
    }

    @Test
    void items_whose_build_never_starts_do_not_pile_up() {
        for (long id = 0; id < 30_000; id++) {
            times.left(id, entered);
        }
        assertThat(times.take(0)).isNull();
        assertThat(times.take(29_999)).isNotNull();
    }

    private void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }
}
