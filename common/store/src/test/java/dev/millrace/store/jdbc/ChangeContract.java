package dev.millrace.store.jdbc;

import static dev.millrace.store.jdbc.Facts.DOING;
import static dev.millrace.store.jdbc.Facts.JIRA;
import static dev.millrace.store.jdbc.Facts.OPEN;
import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.blocked;
import static dev.millrace.store.jdbc.Facts.changed;
import static dev.millrace.store.jdbc.Facts.created;
import static dev.millrace.store.jdbc.Facts.issue;
import static dev.millrace.store.jdbc.Facts.ledger;
import static dev.millrace.store.jdbc.Facts.minute;
import static dev.millrace.store.jdbc.Facts.moved;
import static dev.millrace.store.jdbc.Facts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import dev.millrace.model.StateUse;
import dev.millrace.store.ChangedFacts;
import dev.millrace.store.FactChanges;
import dev.millrace.store.FactMark;
import dev.millrace.store.StoredText;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of what changed since a mark nothing is left out, and what cannot be told is not told. */
interface ChangeContract extends StoreContract {

    Link LINK = new Link(issue(1), issue(2), "relates to", Link.Rule.EXPLICIT);

    @Test
    default void only_what_changed_is_named() {
        commit(batch().with(snapshot(1), snapshot(2), snapshot(3)).with(LINK));
        FactMark mark = mark();
        assertThat(since(mark).artifacts()).isEmpty();

        later();
        commit(batch().with(snapshot(1), snapshot(2).title("renamed"))
                .with(LINK)
                .with(created(issue(3), 5)));

        ChangedFacts changes = since(mark);
        assertThat(changes.artifacts()).containsExactlyInAnyOrder(issue(2), issue(3));
        assertThat(changes.linkSources()).isEmpty();
        assertThat(changes.states()).isFalse();
        assertThat(changes.mark()).isEqualTo(store().changes().mark(newest()));
    }

    @Test
    default void link_that_came_or_went_names_its_source() {
        commit(batch().with(snapshot(1), snapshot(2)));
        FactMark without = mark();
        later();
        commit(batch().with(LINK));
        assertThat(since(without).linkSources()).containsExactly(issue(1));
        assertThat(since(without).artifacts()).isEmpty();

        FactMark with = mark();
        later();
        store().commit(FactBatch.empty().with(new ExistenceFact.Unlinked(LINK)), Facts.cursor("x"));
        assertThat(since(with).linkSources()).containsExactly(issue(1));
    }

    @Test
    default void artifact_of_an_event_that_is_not_true_any_more_is_named() {
        commit(batch().with(snapshot(1), snapshot(2)).with(created(issue(1), 0), moved(issue(1), 5, "A-1", "FLOW-1")));
        FactMark mark = mark();
        later();
        store().commit(
                        batch().with(snapshot(1))
                                .with(created(issue(1), 0))
                                .get()
                                .with(new ExistenceFact.Whole(issue(1))),
                        Facts.cursor("x"));

        assertThat(since(mark).artifacts()).containsExactly(issue(1));
    }

    @Test
    default void artifact_that_went_or_came_back_is_named() {
        commit(batch().with(snapshot(1), snapshot(2)).with(created(issue(1), 0)).with(LINK));
        FactMark there = mark();
        later();
        store().commit(FactBatch.empty().with(new ExistenceFact.Gone(issue(1))), Facts.cursor("x"));
        assertThat(since(there).artifacts()).containsExactly(issue(1));
        assertThat(since(there).linkSources()).containsExactly(issue(1));

        FactMark gone = mark();
        later();
        commit(batch().with(snapshot(1)));
        assertThat(since(gone).artifacts()).containsExactly(issue(1));
    }

    @Test
    default void ledger_line_names_its_artifact_if_it_is_about_one() {
        commit(batch().with(snapshot(1)).with(ledger(issue(2).toString(), 3L, 1)));
        FactMark mark = mark();
        later();
        commit(batch().with(
                        ledger(issue(1).toString(), 3L, 2),
                        ledger(issue(2).toString(), 3L, 3),
                        ledger("all issues", 9L, 2),
                        ledger("jira:acme:no-such-kind:5", 9L, 2)));

        assertThat(since(mark).artifacts()).containsExactlyInAnyOrder(issue(1), issue(2));
    }

    @Test
    default void a_new_state_is_told_of() {
        FactMark mark = mark();
        commit(batch().with(new StateUse(JIRA, "FLOW", DOING)));

        assertThat(since(mark).states()).isTrue();
        assertThat(since(mark()).states()).isFalse();
    }

    @Test
    default void what_was_dated_later_is_named_when_as_of_comes_there() {
        long now = Duration.between(Facts.DAY, clock().instant()).toMinutes();
        commit(batch().with(snapshot(1), snapshot(2), snapshot(3).created(now + 20))
                .with(changed(issue(1), "past", 5, OPEN, DOING), changed(issue(1), "ahead", now + 10, DOING, OPEN)));
        for (long asOf : new long[] {3, 10, now, now + 5}) {
            FactMark mark = store().changes().mark(at(asOf)).orElseThrow();
            assertThat(changes(mark, at(asOf)).artifacts()).isEmpty();
            ChangedFacts changes = changes(mark, at(now + 30));
            assertThat(changes.artifacts()).containsExactlyInAnyOrder(issue(1), issue(3));
            assertThat(changes.mark().orElseThrow().later()).isEmpty();
            assertThat(changes(mark, at(now + 15)).mark().orElseThrow().later()).containsExactly(issue(3));
        }
    }

    @Test
    default void nothing_is_missed_where_known_at_is_still_to_come() {
        commit(batch().with(snapshot(1), snapshot(2)).with(created(issue(1), 1)).with(LINK));
        FactMark mark = store().changes().mark(everything()).orElseThrow();
        // dated like the newest fact: nothing was promised
        store().commit(batch().get().with(new ExistenceFact.Unlinked(LINK)), Facts.cursor("x"));

        ChangedFacts changes = changes(mark, everything());
        assertThat(changes.linkSources()).containsExactly(issue(1));
    }

    @Test
    default void there_is_no_mark_where_something_was_recorded_after_known_at() {
        commit(batch().with(snapshot(1)));
        Knowledge before = newest();
        FactMark mark = store().changes().mark(before).orElseThrow();
        later();
        commit(batch().with(snapshot(2)));

        assertThat(store().changes().mark(before)).isEmpty();
        ChangedFacts changes = changes(mark, before);
        assertThat(changes.mark()).isEmpty();
    }

    @Test
    default void nothing_is_told_of_an_earlier_knowledge_or_of_too_much() {
        commit(batch().with(snapshot(1)));
        FactMark mark = store().changes().mark(at(10)).orElseThrow();
        later();
        commit(batch().with(snapshot(1).title("other"), snapshot(2)).with(LINK));

        FactChanges changes = store().changes();
        assertThat(changes.changedSince(mark, new Knowledge(minute(9), newest().knownAt()), 100))
                .isEmpty();
        assertThat(changes.changedSince(
                        mark,
                        new Knowledge(minute(10), mark.knowledge().knownAt().minusMillis(1)),
                        100))
                .isEmpty();
        assertThat(changes.changedSince(mark, at(10), 1)).isEmpty();
        assertThat(changes.changedSince(mark, at(10), 2)).isPresent();
    }

    @Test
    default void nothing_is_told_after_pruning_even_to_the_same_horizon() {
        commit(batch().with(snapshot(1)));
        FactMark never = mark();
        store().retention().plan(minute(100));
        assertThat(store().changes().changedSince(never, newest(), 100)).isPresent();

        store().retention().prune(minute(100));
        FactMark once = mark();
        assertThat(store().changes().changedSince(never, newest(), 100)).isEmpty();
        assertThat(since(once).artifacts()).isEmpty();

        store().retention().prune(minute(100));
        assertThat(store().changes().changedSince(once, newest(), 100)).isEmpty();
    }

    @Test
    default void nothing_is_told_if_the_facts_of_the_mark_are_not_there() {
        commit(batch().with(snapshot(1), snapshot(2)).with(created(issue(1), 0)).with(LINK));
        later();
        store().commit(FactBatch.empty().with(new ExistenceFact.Unlinked(LINK)), Facts.cursor("x"));
        FactMark mark = mark();
        FactMark.Place event = mark.places().get("event");
        FactMark.Place link = mark.places().get("link");

        for (FactMark other : List.of(
                with(mark, "event", new FactMark.Place(event.id() + 1, event.recordedAt(), null)),
                with(mark, "event", new FactMark.Place(event.id(), event.recordedAt() - 1, null)),
                with(mark, "link", new FactMark.Place(link.id(), link.recordedAt(), link.retractedAt() - 1)))) {
            assertThat(store().changes().changedSince(other, newest(), 100)).isEmpty();
        }
        assertThat(store().changes().changedSince(mark, newest(), 100)).isPresent();
    }

    @Test
    default void family_is_everyone_who_ever_was_parent_or_sub_task() {
        commit(batch().with(
                        snapshot(1),
                        snapshot(2),
                        snapshot(3).subTaskOf(issue(1)),
                        snapshot(4).parent(issue(1))));
        later();
        commit(batch().with(snapshot(3).subTaskOf(issue(2)), snapshot(5).subTaskOf(issue(3))));
        store().commit(FactBatch.empty().with(new ExistenceFact.Gone(issue(3))), Facts.cursor("x"));

        FactChanges changes = store().changes();
        assertThat(changes.families(Set.of(issue(1))))
                .as("with the parts of its parts, and all their parents")
                .containsExactlyInAnyOrder(issue(1), issue(2), issue(3), issue(5));
        assertThat(changes.families(Set.of(issue(3))))
                .containsExactlyInAnyOrder(issue(1), issue(2), issue(3), issue(5));
        assertThat(changes.families(Set.of(issue(4), issue(99))))
                .containsExactlyInAnyOrder(issue(1), issue(4), issue(99));
    }

    @Test
    default void keys_are_all_that_an_artifact_ever_had() {
        commit(batch().with(snapshot(1), snapshot(2)).with(moved(issue(1), 3, "Old-7", "FLOW-1")));
        later();
        commit(batch().with(snapshot(1).key("NEW-1")).with(blocked(issue(2), 4, "FLOW-9")));
        store().commit(FactBatch.empty().with(new ExistenceFact.Gone(issue(1))), Facts.cursor("x"));

        assertThat(store().changes().keys(Set.of(issue(1), issue(99))))
                .containsExactlyInAnyOrder("flow-1", "old-7", "new-1");
        assertThat(StoredText.folded("Old-7")).isEqualTo("old-7");
    }

    private void later() {
        clock().advance(Duration.ofSeconds(1));
    }

    private FactMark mark() {
        return store().changes().mark(newest()).orElseThrow();
    }

    private ChangedFacts since(FactMark mark) {
        return changes(mark, newest());
    }

    private ChangedFacts changes(FactMark mark, Knowledge knowledge) {
        return store().changes().changedSince(mark, knowledge, 100).orElseThrow();
    }

    private Knowledge newest() {
        return new Knowledge(Instant.MAX, store().lastRecordedAt().orElse(clock().instant()));
    }

    private Knowledge at(long minute) {
        return new Knowledge(minute(minute), newest().knownAt());
    }

    private static FactMark with(FactMark mark, String table, FactMark.Place place) {
        Map<String, FactMark.Place> places = new HashMap<>(mark.places());
        places.put(table, place);
        return new FactMark(
                mark.knowledge(), mark.retractedUntil(), mark.horizon(), mark.prunings(), places, mark.later());
    }
}
