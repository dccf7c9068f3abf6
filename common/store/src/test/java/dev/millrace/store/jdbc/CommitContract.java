package dev.millrace.store.jdbc;

import static dev.millrace.store.jdbc.Facts.DOING;
import static dev.millrace.store.jdbc.Facts.DONE;
import static dev.millrace.store.jdbc.Facts.JIRA;
import static dev.millrace.store.jdbc.Facts.OPEN;
import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.changed;
import static dev.millrace.store.jdbc.Facts.created;
import static dev.millrace.store.jdbc.Facts.cursor;
import static dev.millrace.store.jdbc.Facts.issue;
import static dev.millrace.store.jdbc.Facts.ledger;
import static dev.millrace.store.jdbc.Facts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Link;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A page and its cursor are stored together or not at all, and storing it again changes nothing. */
interface CommitContract extends StoreContract {

    /** One fact of each sort. */
    private static FactBatch page() {
        return batch().with(snapshot(1), snapshot(2))
                .with(created(issue(1), 0), changed(issue(1), "1", 5, OPEN, DOING), created(issue(2), 1))
                .with(new Link(issue(1), issue(2), "relates to", Link.Rule.EXPLICIT))
                .with(new StateDefinition(JIRA, "3", "In Progress", StateCategory.INDETERMINATE))
                .with(new StateUse(JIRA, "FLOW", DOING))
                .with(ledger("jira:acme:issue:1", 2L, 2))
                .get();
    }

    /** An event whose date no database can hold: it fails when everything before it has been written. */
    private static FlowEvent impossible() {
        return new FlowEvent.FlagChanged(
                new EventHeader(EventId.of(issue(1), "flag"), issue(1), Instant.MAX, 0, null), true);
    }

    @Test
    default void new_store_is_empty_and_has_no_cursor() {
        assertThat(store().cursor("test")).isEmpty();
        assertThat(store().lastRecordedAt()).isEmpty();
        assertThat(items(everything())).isEmpty();
        assertThat(store().item(issue(1), everything())).isEmpty();
        assertThat(store().find("FLOW-1", everything())).isEmpty();
    }

    @Test
    default void facts_and_cursor_are_stored_together() {
        CommitResult result = store().commit(page(), cursor("page 2"));

        assertThat(result).isEqualTo(new CommitResult(3, 0, 2, 4));
        assertThat(store().cursor("test")).contains(cursor("page 2"));
        assertThat(events(everything())).containsExactlyInAnyOrderElementsOf(page().events());
        assertThat(items(everything())).hasSize(2);
        assertThat(store().lastRecordedAt()).contains(clock().instant());
    }

    @Test
    default void same_page_again_changes_nothing() {
        store().commit(page(), cursor("page 2"));
        Instant first = clock().instant();
        clock().advance(Duration.ofHours(1));

        assertThat(store().commit(page(), cursor("page 2"))).isEqualTo(CommitResult.NOTHING);
        assertThat(store().lastRecordedAt()).contains(first);
        assertThat(StoreContract.answers(store(), everything()))
                .isEqualTo(StoreContract.answers(store(), knownAt(first)));
    }

    @Test
    default void cursor_moves_on_without_facts() {
        store().commit(page(), cursor("page 2"));

        assertThat(store().commit(FactBatch.empty(), cursor("page 3"))).isEqualTo(CommitResult.NOTHING);
        assertThat(store().cursor("test")).contains(cursor("page 3"));
    }

    @Test
    default void each_source_has_its_own_cursor() {
        store().commit(FactBatch.empty(), new Cursor("a", "1"));
        store().commit(FactBatch.empty(), new Cursor("b", "2"));

        assertThat(store().cursor("a")).contains(new Cursor("a", "1"));
        assertThat(store().cursor("b")).contains(new Cursor("b", "2"));
        assertThat(store().cursor("c")).isEmpty();
    }

    @Test
    default void failing_page_leaves_nothing_and_keeps_the_cursor() {
        store().commit(batch().with(snapshot(7)).get(), cursor("page 1"));
        List<Object> before = StoreContract.answers(store(), everything());
        FactBatch failing = page().plus(batch().with(impossible()).get());

        assertThatThrownBy(() -> store().commit(failing, cursor("page 2")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("jira:acme:issue:1#flag");

        assertThat(store().cursor("test")).contains(cursor("page 1"));
        assertThat(StoreContract.answers(store(), everything())).isEqualTo(before);
        assertThat(store().find("FLOW-1", everything())).isEmpty();
    }

    @Test
    default void failed_page_leaves_nothing_behind_for_the_next_one() {
        assertThatThrownBy(
                () -> store().commit(page().plus(batch().with(impossible()).get()), cursor("page 2")));

        assertThat(store().commit(batch().with(snapshot(3)).get(), cursor("page 3")))
                .isEqualTo(new CommitResult(0, 0, 1, 0));
        assertThat(itemIds(everything())).containsExactly(issue(3));
        assertThat(store().commit(page(), cursor("page 2"))).isEqualTo(new CommitResult(3, 0, 2, 4));
    }

    @Test
    default void page_of_many_facts_adds_only_what_is_new_of_it() {
        commit(many(300));
        assertThat(commit(many(300))).isEqualTo(CommitResult.NOTHING);

        CommitResult more = commit(many(320)
                .with(changed(issue(7), "b", 3, DOING, OPEN), changed(issue(8), "c", 3, DOING, OPEN))
                .with(snapshot(9).title("another")));

        assertThat(more.newEvents()).as("two each of 20 issues, and one").isEqualTo(41);
        assertThat(more.revisedEvents()).isEqualTo(1);
        assertThat(more.newSnapshots()).isEqualTo(21);
        assertThat(more.otherFacts()).isEqualTo(20);
        assertThat(events(everything())).hasSize(641);
        assertThat(items(everything())).hasSize(320);
    }

    private static Facts.Batch many(int issues) {
        Facts.Batch page = batch();
        for (int n = 1; n <= issues; n++) {
            page.with(snapshot(n))
                    .with(created(issue(n), 0), changed(issue(n), "b", 1, OPEN, DOING))
                    .with(new Link(issue(n), issue(n + 1), "relates", Link.Rule.BODY));
        }
        return page;
    }

    @Test
    default void event_that_comes_twice_in_a_page_is_one_event() {
        assertThat(commit(batch().with(created(issue(1), 0), created(issue(1), 0))))
                .isEqualTo(new CommitResult(1, 0, 0, 0));
        assertThat(events(everything())).containsExactly(created(issue(1), 0));
    }

    @Test
    default void of_two_readings_in_one_page_the_later_one_counts() {
        commit(batch().with(created(issue(1), 0), created(issue(1), 9))
                .with(snapshot(1), snapshot(1).title("later")));

        assertThat(events(everything())).containsExactly(created(issue(1), 9));
        assertThat(items(everything()).get(0).item().snapshot().title()).isEqualTo("later");
    }

    @Test
    default void event_that_reads_differently_is_a_revision() {
        Instant first = clock().instant();
        commit(batch().with(changed(issue(1), "1", 5, OPEN, DOING)));
        Instant second = clock().advance(Duration.ofDays(1));

        assertThat(commit(batch().with(changed(issue(1), "1", 5, OPEN, DONE)))).isEqualTo(new CommitResult(0, 1, 0, 0));

        assertThat(events(knownAt(first))).containsExactly(changed(issue(1), "1", 5, OPEN, DOING));
        assertThat(events(knownAt(second.minusMillis(1)))).containsExactly(changed(issue(1), "1", 5, OPEN, DOING));
        assertThat(events(knownAt(second))).containsExactly(changed(issue(1), "1", 5, OPEN, DONE));
    }

    @Test
    default void event_that_reads_as_before_again_is_another_revision() {
        FlowEvent one = changed(issue(1), "1", 5, OPEN, DOING);
        FlowEvent other = changed(issue(1), "1", 6, OPEN, DOING);
        Instant first = clock().instant();
        commit(batch().with(one));
        Instant second = clock().advance(Duration.ofDays(1));
        commit(batch().with(other));
        Instant third = clock().advance(Duration.ofDays(1));
        commit(batch().with(one));

        assertThat(events(knownAt(first))).containsExactly(one);
        assertThat(events(knownAt(second))).containsExactly(other);
        assertThat(events(knownAt(third))).containsExactly(one);
    }

    @Test
    default void facts_of_every_sort_keep_what_was_known_before() {
        Instant first = clock().instant();
        store().commit(page(), cursor("x"));
        clock().advance(Duration.ofDays(1));

        CommitResult result = commit(batch().with(snapshot(1).title("renamed"))
                .with(new StateDefinition(JIRA, "3", "Doing", StateCategory.INDETERMINATE))
                .with(ledger("jira:acme:issue:1", 9L, 2)));

        assertThat(result).isEqualTo(new CommitResult(0, 0, 1, 2));
        assertThat(store().item(issue(1), knownAt(first)).orElseThrow().item().snapshot())
                .isEqualTo(snapshot(1).get());
        assertThat(store().states(knownAt(first))
                        .definition(JIRA, DOING)
                        .orElseThrow()
                        .name())
                .isEqualTo("In Progress");
        assertThat(store().states(everything())
                        .definition(JIRA, DOING)
                        .orElseThrow()
                        .name())
                .isEqualTo("Doing");
        assertThat(store().item(issue(1), knownAt(first)).orElseThrow().item().gaps())
                .isEmpty();
        assertThat(store().item(issue(1), everything()).orElseThrow().item().gaps())
                .containsExactly(ledger("jira:acme:issue:1", 9L, 2));
    }

    @Test
    default void event_with_an_id_of_its_own_keeps_it() {
        FlowEvent foreign = new FlowEvent.FlagChanged(
                new EventHeader(new EventId("#17"), issue(1), Facts.minute(1), -4, null), true);
        FlowEvent equalsSign = new FlowEvent.FlagChanged(
                new EventHeader(new EventId("==jira"), issue(1), Facts.minute(2), Long.MAX_VALUE, null), false);
        commit(batch().with(foreign, equalsSign));

        assertThat(events(everything())).containsExactly(foreign, equalsSign);
        assertThat(commit(batch().with(foreign, equalsSign))).isEqualTo(CommitResult.NOTHING);
    }

    @Test
    default void facts_and_cursor_are_there_when_the_store_is_opened_again() {
        store().commit(page(), cursor("page 2"));
        List<Object> before = StoreContract.answers(store(), everything());
        store().close();

        try (FlowStore reopened = openAgain(clock())) {
            assertThat(reopened.cursor("test")).contains(cursor("page 2"));
            assertThat(StoreContract.answers(reopened, everything())).isEqualTo(before);
            assertThat(reopened.commit(page(), cursor("page 2"))).isEqualTo(CommitResult.NOTHING);
        }
    }

    @Test
    default void closed_store_says_so() {
        store().close();
        store().close();

        assertThatThrownBy(() -> store().commit(page(), cursor("x")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> store().cursor("x")).isInstanceOf(StoreException.class);
    }
}
