package dev.millrace.metrics.time;

import static dev.millrace.valuestream.DefaultStages.CANCELLED;
import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Visit;
import dev.millrace.metrics.FlowCopy;
import dev.millrace.metrics.Flows;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PastItemTest {

    private static final Instant EARLIEST = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant AS_OF = Instant.parse("2026-03-01T00:00:00Z");

    private static final ArtifactId SUB_TASK = ArtifactId.issue(Flows.JIRA, "2");

    @Test
    void epic_leaves_nothing_but_its_number_and_is_past_only_if_it_ended_before_the_windows() {
        ItemFlow past = epic(EARLIEST.minusMillis(1));

        assertThat(PastItem.of(List.of(past), EARLIEST))
                .contains(new PastItem("TEST", List.of(new PastItem.Cycle(past.type(), Origin.UNKNOWN, List.of()))));
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

    @Test
    void item_whose_sub_task_ended_in_the_windows_is_not_past() {
        ItemFlow flow = story();
        List<Visit> visits = new ArrayList<>(flow.visits());
        visits.add(new Visit(SUB_TASK, state("1", "Busy"), IN_PROGRESS, EARLIEST.minusSeconds(20), EARLIEST));

        assertThat(PastItem.of(List.of(flow), EARLIEST)).isPresent();
        assertThat(PastItem.of(List.of(FlowCopy.of(flow).visits(visits).make()), EARLIEST))
                .isEmpty();
    }

    @Test
    void items_that_left_the_same_in_another_order_are_the_same() {
        ItemFlow flow = story();
        List<Visit> visits = new ArrayList<>(flow.visits());
        visits.add(closed(DONE, state("1", "Shut")));
        visits.add(closed(CANCELLED, state("1", "Shut")));
        visits.add(closed(DONE, state("2", "Ended")));
        visits.add(closed(DONE, state("1", "Ended")));
        visits.add(closed(DONE, state(null, "Ended")));
        List<Visit> reversed = new ArrayList<>(visits);
        Collections.reverse(reversed);

        PastItem past = PastItem.of(List.of(FlowCopy.of(flow).visits(visits).make()), EARLIEST)
                .orElseThrow();
        assertThat(PastItem.of(List.of(FlowCopy.of(flow).visits(reversed).make()), EARLIEST))
                .contains(past);
        assertThat(past.cycles().get(0).closed())
                .extracting(
                        visit -> visit.stage().id(),
                        visit -> visit.state().name(),
                        visit -> visit.state().id())
                .containsExactly(
                        tuple("cancelled", "Shut", "1"),
                        tuple("done", "Done", null),
                        tuple("done", "Ended", null),
                        tuple("done", "Ended", "1"),
                        tuple("done", "Ended", "2"),
                        tuple("done", "Shut", "1"));
    }

    private static Visit closed(Stage stage, NativeState state) {
        return new Visit(SUB_TASK, state, stage, EARLIEST.minusSeconds(5), null);
    }

    private static NativeState state(@Nullable String id, String name) {
        return new NativeState(id, name);
    }

    private static ItemFlow story() {
        return Flows.item("T-1")
                .in(IN_PROGRESS, EARLIEST.minusSeconds(19))
                .in(DONE, EARLIEST.minusSeconds(9))
                .asOf(AS_OF);
    }

    private static ItemFlow epic(Instant done) {
        return Flows.item("T-1")
                .level(Level.PORTFOLIO)
                .in(IN_PROGRESS, done.minusSeconds(9))
                .in(DONE, done)
                .asOf(AS_OF);
    }
}
