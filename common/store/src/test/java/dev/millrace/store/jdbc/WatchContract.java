package dev.millrace.store.jdbc;

import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.issue;
import static dev.millrace.store.jdbc.Facts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.facts.Watch;
import dev.millrace.facts.Watch.Reason;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Link;
import dev.millrace.store.Cursor;
import dev.millrace.store.StoreException;
import dev.millrace.store.WatchList;
import dev.millrace.store.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is unfinished stays on the watch list of its source until it ends, and is due ever more seldom. */
interface WatchContract extends StoreContract {

    @Test
    default void unfinished_item_is_due_an_hour_after_its_visit() {
        Instant first = clock().instant();
        store().commit(open(1), cursor("x"));

        clock().advance(Duration.ofMinutes(59));
        assertThat(due()).isEmpty();
        clock().advance(Duration.ofMinutes(1));
        assertThat(store().dueVisits("x", EnumSet.allOf(Reason.class), 9))
                .containsExactly(new Watched(issue(1), "1", Reason.OPEN, first, first));
        assertThat(store().dueVisits("y", EnumSet.allOf(Reason.class), 9)).isEmpty();

        store().commit(open(1), cursor("x"));
        assertThat(due()).isEmpty();
    }

    @Test
    default void finished_item_leaves_the_list() {
        store().commit(open(1).plus(open(2)), cursor("x"));
        store().commit(FactBatch.empty().with(new Watch.Finished(issue(1))), cursor("x"));

        clock().advance(Duration.ofHours(2));
        assertThat(due()).containsExactly(issue(2));
    }

    @Test
    default void item_that_is_gone_leaves_the_list() {
        store().commit(open(1).plus(batch().with(snapshot(1)).get()), cursor("x"));
        store().commit(FactBatch.empty().with(new ExistenceFact.Gone(issue(1))), cursor("x"));

        clock().advance(Duration.ofHours(2));
        assertThat(due()).isEmpty();
        assertThat(store().watchLists()).isEmpty();
    }

    @Test
    default void item_that_stays_open_for_long_is_due_ever_more_seldom() {
        store().commit(open(1), cursor("x"));
        clock().advance(Duration.ofDays(100));
        store().commit(open(1), cursor("x"));

        clock().advance(Duration.ofDays(9));
        assertThat(due()).isEmpty();
        clock().advance(Duration.ofDays(1));
        assertThat(due()).containsExactly(issue(1));
    }

    @Test
    default void longest_due_items_come_first_and_no_more_than_asked_for() {
        store().commit(open(3), cursor("x"));
        clock().advance(Duration.ofMinutes(1));
        store().commit(open(1).plus(open(2)), cursor("x"));

        clock().advance(Duration.ofHours(2));
        assertThat(store().dueVisits("x", EnumSet.allOf(Reason.class), 2))
                .extracting(Watched::artifact)
                .containsExactly(issue(3), issue(1));
    }

    @Test
    default void only_items_that_wait_for_a_wanted_reason_are_due() {
        store().commit(open(1), cursor("x"));
        store().commit(FactBatch.empty().with(new Watch.Unfinished(issue(2), "2", Reason.INCOMPLETE)), cursor("x"));
        clock().advance(Duration.ofHours(2));

        assertThat(store().dueVisits("x", EnumSet.complementOf(EnumSet.of(Reason.OPEN)), 9))
                .extracting(Watched::artifact)
                .containsExactly(issue(2));
    }

    @Test
    default void watch_is_not_there_if_its_page_is_not() {
        Link undated = new Link(issue(1), issue(2), "blocks", Link.Rule.EXPLICIT);
        FlowEvent impossible = new FlowEvent.Created(
                new EventHeader(EventId.of(issue(1), "created"), issue(1), Instant.MAX, 0, null), Facts.OPEN, null);

        assertThatThrownBy(() -> store().commit(
                                open(1).plus(batch().with(undated)
                                        .with(impossible)
                                        .get()),
                                cursor("x")))
                .isInstanceOf(StoreException.class);

        assertThat(store().watchLists()).isEmpty();
    }

    @Test
    default void watch_lists_say_how_many_since_when_and_when_last() {
        Instant first = clock().instant();
        store().commit(open(1), cursor("x"));
        Instant second = clock().advance(Duration.ofMinutes(90));
        store().commit(FactBatch.empty().with(new Watch.Unfinished(issue(2), "2", Reason.INCOMPLETE)), cursor("x"));
        store().commit(open(3), cursor("a"));

        assertThat(store().watchLists())
                .containsExactly(
                        new WatchList("a", 1, Map.of(Reason.OPEN, 1L), 0, second, second, second),
                        new WatchList("x", 2, Map.of(Reason.OPEN, 1L, Reason.INCOMPLETE, 1L), 1, first, second, first));
    }

    private static Cursor cursor(String source) {
        return new Cursor(source, "x");
    }

    private static FactBatch open(int number) {
        return FactBatch.empty().with(new Watch.Unfinished(issue(number), String.valueOf(number), Reason.OPEN));
    }

    private List<ArtifactId> due() {
        return store().dueVisits("x", EnumSet.allOf(Reason.class), 9).stream()
                .map(Watched::artifact)
                .toList();
    }
}
