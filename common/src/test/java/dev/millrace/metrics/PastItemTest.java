package dev.millrace.metrics;

import static dev.millrace.valuestream.DefaultValueStream.DONE;
import static dev.millrace.valuestream.DefaultValueStream.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.flow.ItemFlow;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PastItemTest {

    private static final Instant EARLIEST = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant AS_OF = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void epic_leaves_nothing_but_its_number_and_is_past_only_if_it_ended_before_the_windows() {
        ItemFlow past = epic(EARLIEST.minusMillis(1));

        assertThat(PastItem.of(List.of(past), EARLIEST))
                .contains(new PastItem("TEST", List.of(new PastItem.Cycle(past.type(), List.of()))));
        assertThat(PastItem.of(List.of(epic(EARLIEST)), EARLIEST)).isEmpty();
        assertThat(PastItem.of(List.of(past, epic(EARLIEST)), EARLIEST)).isEmpty();
        assertThat(PastItem.of(List.of(), EARLIEST)).isEmpty();
    }

    @Test
    void what_is_open_is_not_past() {
        ItemFlow open =
                Flows.item("T-1").in(IN_PROGRESS, EARLIEST.minusSeconds(9)).asOf(AS_OF);

        assertThat(PastItem.of(List.of(open), EARLIEST)).isEmpty();
        assertThatThrownBy(() -> new PastItem.ClosedVisit(IN_PROGRESS, Flows.JIRA, new NativeState(null, "Busy")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in-progress");
    }

    private static ItemFlow epic(Instant done) {
        return Flows.item("T-1")
                .level(Level.PORTFOLIO)
                .in(IN_PROGRESS, done.minusSeconds(9))
                .in(DONE, done)
                .asOf(AS_OF);
    }
}
