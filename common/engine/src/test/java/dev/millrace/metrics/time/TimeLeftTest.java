package dev.millrace.metrics.time;

import static dev.millrace.valuestream.DefaultStages.CANCELLED;
import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.IN_REVIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.metrics.Flows;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.time.TimeLeft.Next;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What usually comes after a stage, and how long it takes from there. */
class TimeLeftTest {

    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant AS_OF = DAY.plus(Duration.ofDays(60));
    private static final Window WINDOW = new Window(DAY, AS_OF);

    private final TimeLeftAccumulator left = new TimeLeftAccumulator(IN_REVIEW, WINDOW);

    @Test
    void time_is_counted_from_each_visit_until_the_item_was_done() {
        left.add(Flows.item("A-1")
                .in(IN_PROGRESS, day(1))
                .in(IN_REVIEW, day(2))
                .in(IN_PROGRESS, day(4))
                .in(IN_REVIEW, day(7))
                .in(DONE, day(8))
                .asOf(AS_OF));

        TimeLeft found = left.result();
        assertThat(found.visits()).isEqualTo(2);
        assertThat(found.next())
                .extracting(Next::stage, Next::visits)
                .containsExactly(tuple(null, 1L), tuple(IN_PROGRESS, 1L));
        assertThat(found.left().measured()).hasValueSatisfying(times -> {
            assertThat(times.n()).isEqualTo(2);
            assertThat(times.p50()).isEqualTo(Duration.ofDays(1));
            assertThat(times.p85()).isEqualTo(Duration.ofDays(6));
        });
    }

    @Test
    void items_in_progress_cancelled_or_done_before_the_window_say_nothing() {
        left.add(Flows.item("A-1").in(IN_REVIEW, day(2)).asOf(AS_OF));
        left.add(Flows.item("A-2").in(IN_REVIEW, day(2)).in(CANCELLED, day(3)).asOf(AS_OF));
        left.add(Flows.item("A-3").in(IN_REVIEW, day(-9)).in(DONE, day(-8)).asOf(AS_OF));

        assertThat(left.result().visits()).isZero();
        assertThat(left.result().left().measured()).isEmpty();
    }

    private static Instant day(int n) {
        return DAY.plus(Duration.ofDays(n));
    }
}
