package dev.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.FlagChanged;
import dev.millrace.model.FlowEvent.ResolutionChanged;
import dev.millrace.model.FlowEvent.StateChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventOrderTest {

    private static final ArtifactId ISSUE = ArtifactId.issue(ToolInstance.jira("test"), "1");
    private static final Instant CREATED = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");

    @Test
    void entries_of_one_instant_whose_ids_run_backwards_are_read_as_the_chain_that_they_are() {
        assertThat(order(
                        change("entry-7", 7, NOON, "In Progress", "Done"),
                        change("entry-9", 9, NOON, "To Do", "In Progress"),
                        created("To Do")))
                .containsExactly("created", "entry-9", "entry-7");
    }

    @Test
    void a_build_that_begins_and_ends_in_one_instant_begins_first() {
        assertThat(order(
                        created("queued"),
                        change("ended", 0, NOON, "running", "failure"),
                        change("started", 0, NOON, "queued", "running")))
                .containsExactly("created", "started", "ended");
    }

    @Test
    void a_build_that_is_queued_begins_and_ends_in_one_instant_is_queued_first() {
        assertThat(order(
                        change("ended", 0, CREATED, "running", "failure"),
                        change("started", 0, CREATED, "queued", "running"),
                        created("queued")))
                .containsExactly("created", "started", "ended");
    }

    @Test
    void a_creation_stands_before_changes_of_its_instant_whose_sequence_is_lower() {
        Created late = new Created(header("created", 50, CREATED), state("To Do"), null);
        assertThat(order(
                        change("b", 2, CREATED, "In Progress", "Done"),
                        change("a", 3, CREATED, "To Do", "In Progress"),
                        late))
                .containsExactly("created", "a", "b");
    }

    @Test
    void there_and_back_in_one_instant_begins_in_the_state_that_held_before() {
        assertThat(order(
                        created("In Progress"),
                        change("back", 3, NOON, "In Review", "In Progress"),
                        change("there", 5, NOON, "In Progress", "In Review")))
                .containsExactly("created", "there", "back");
    }

    @Test
    void there_and_back_where_nothing_tells_the_state_before_leads_to_the_next_change() {
        assertThat(order(
                        change("back", 3, NOON, "In Review", "In Progress"),
                        change("there", 5, NOON, "In Progress", "In Review"),
                        change("done", 6, NOON.plusSeconds(60), "In Progress", "Done")))
                .containsExactly("there", "back", "done");
    }

    @Test
    void where_the_entry_before_is_missing_the_entries_of_an_instant_are_still_a_chain() {
        assertThat(order(
                        created("To Do"),
                        change("b", 3, NOON, "In Test", "Done"),
                        change("a", 5, NOON, "In Review", "In Test")))
                .containsExactly("created", "a", "b");
    }

    @Test
    void the_order_of_the_source_stays_where_it_is_a_chain_already() {
        assertThat(order(
                        created("A"),
                        change("1", 1, NOON, "A", "B"),
                        change("2", 2, NOON, "B", "A"),
                        change("3", 3, NOON, "A", "C"),
                        change("4", 4, NOON, "C", "A")))
                .containsExactly("created", "1", "2", "3", "4");
    }

    @Test
    void the_order_of_the_source_stays_where_no_order_is_a_chain() {
        assertThat(order(created("A"), change("1", 1, NOON, "C", "D"), change("2", 2, NOON, "A", "B")))
                .containsExactly("created", "1", "2");
    }

    @Test
    void a_state_without_id_is_the_one_of_its_name() {
        StateChanged named = new StateChanged(
                header("b", 1, NOON), new NativeState(null, "In Progress"), new NativeState("5", "Done"));
        StateChanged withId = new StateChanged(
                header("a", 2, NOON), new NativeState("1", "To Do"), new NativeState("3", "In Progress"));
        assertThat(order(created("To Do"), named, withId)).containsExactly("created", "a", "b");
    }

    @Test
    void resolutions_and_flags_of_one_instant_are_chains_too() {
        assertThat(order(
                        created("A"),
                        new ResolutionChanged(header("set", 9, NOON), null, "Fixed"),
                        new ResolutionChanged(header("corrected", 8, NOON), "Fixed", "Duplicate"),
                        new FlagChanged(header("down", 1, NOON), false),
                        new FlagChanged(header("up", 2, NOON), true),
                        new FlagChanged(header("up-again", 3, NOON.plusSeconds(1)), true)))
                .containsSubsequence("set", "corrected")
                .containsSubsequence("up", "down", "up-again");
    }

    @Test
    void thousands_of_entries_of_one_instant_take_no_time_that_matters() {
        List<FlowEvent> events = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            events.add(change("e" + i, i, NOON, "S" + (i + 1), "S" + i));
        }
        long begun = System.nanoTime();
        assertThat(EventOrder.of(events)).hasSize(20_000);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    /** Whatever ids a chain has got, and in whatever order it arrives, it is read as the chain. */
    @Test
    void random_chains_with_random_ids_are_read_as_chains() {
        for (long seed = 1; seed <= 500; seed++) {
            Random random = new Random(seed);
            List<FlowEvent> events = new ArrayList<>();
            String at = "S0";
            events.add(created(at));
            Instant instant = CREATED;
            for (int i = 1 + random.nextInt(12); i > 0; i--) {
                String next = "S" + random.nextInt(4);
                instant = random.nextInt(3) == 0 ? instant.plusSeconds(60) : instant;
                events.add(change("e" + random.nextInt(1_000_000), random.nextInt(5), instant, at, next));
                at = next;
            }
            Collections.shuffle(events, random);
            String held = "S0";
            for (FlowEvent event : EventOrder.of(events)) {
                if (event instanceof StateChanged change) {
                    assertThat(change.from().name()).as("seed %d", seed).isEqualTo(held);
                    held = change.to().name();
                }
            }
            assertThat(held).as("seed %d", seed).isEqualTo(at);
        }
    }

    private static List<String> order(FlowEvent... events) {
        List<FlowEvent> arrived = new ArrayList<>(List.of(events));
        List<FlowEvent> one = EventOrder.of(arrived);
        Collections.reverse(arrived);
        assertThat(EventOrder.of(arrived))
                .as("the order of arrival must not matter")
                .isEqualTo(one);
        return one.stream()
                .map(event -> event.id().value().substring(event.id().value().indexOf('#') + 1))
                .toList();
    }

    private static Created created(String first) {
        return new Created(header("created", 0, CREATED), state(first), null);
    }

    private static StateChanged change(String id, long sequence, Instant at, String from, String to) {
        return new StateChanged(header(id, sequence, at), state(from), state(to));
    }

    private static NativeState state(String name) {
        return new NativeState(null, name);
    }

    private static EventHeader header(String id, long sequence, Instant at) {
        return new EventHeader(EventId.of(ISSUE, id), ISSUE, at, sequence, null);
    }
}
