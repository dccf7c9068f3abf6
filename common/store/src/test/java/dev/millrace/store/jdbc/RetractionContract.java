package dev.millrace.store.jdbc;

import static dev.millrace.store.jdbc.Facts.DOING;
import static dev.millrace.store.jdbc.Facts.OPEN;
import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.blocked;
import static dev.millrace.store.jdbc.Facts.changed;
import static dev.millrace.store.jdbc.Facts.created;
import static dev.millrace.store.jdbc.Facts.issue;
import static dev.millrace.store.jdbc.Facts.ledger;
import static dev.millrace.store.jdbc.Facts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Link;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is not true any more is retracted from then on, and stays true for whoever asks about before. */
interface RetractionContract extends StoreContract {

    Cursor OTHER_SOURCE = new Cursor("other", "x");

    @Test
    default void whole_artifact_loses_the_events_it_does_not_name() {
        FlowEvent blocked = blocked(issue(1), 3, "FLOW-9");
        commit(batch().with(snapshot(1)).with(created(issue(1), 0), blocked));
        Instant before = clock().instant();
        List<Object> answers = StoreContract.answers(store(), knownAt(before));
        clock().advance(Duration.ofMinutes(1));

        CommitResult result = commit(
                batch().with(snapshot(1)).with(created(issue(1), 0)).get().with(new ExistenceFact.Whole(issue(1))));

        assertThat(result).isEqualTo(new CommitResult(0, 0, 0, 0, 1));
        assertThat(events(everything())).containsExactly(created(issue(1), 0));
        assertThat(StoreContract.answers(store(), knownAt(before))).isEqualTo(answers);
        assertThat(events(knownAt(before))).containsExactly(created(issue(1), 0), blocked);
    }

    @Test
    default void page_that_does_not_say_it_is_whole_only_adds() {
        commit(batch().with(snapshot(1)).with(created(issue(1), 0), blocked(issue(1), 3, "FLOW-9")));

        assertThat(commit(batch().with(snapshot(1)).with(created(issue(1), 0)))).isEqualTo(CommitResult.NOTHING);
        assertThat(events(everything())).hasSize(2);
    }

    @Test
    default void whole_artifact_loses_stated_links_and_keeps_conclusions_and_those_of_others() {
        Link stated = new Link(issue(1), issue(2), "blocks", Link.Rule.EXPLICIT);
        Link kept = new Link(issue(1), issue(3), "blocks", Link.Rule.EXPLICIT);
        Link concluded = new Link(issue(1), issue(2), "for", Link.Rule.BRANCH);
        Link ofOther = new Link(issue(2), issue(1), "blocks", Link.Rule.EXPLICIT);
        commit(batch().with(snapshot(1), snapshot(2), snapshot(3)).with(stated, kept, concluded, ofOther));

        commit(batch().with(snapshot(1)).with(kept).get().with(new ExistenceFact.Whole(issue(1))));

        assertThat(links()).containsExactlyInAnyOrder(kept, concluded, ofOther);
    }

    @Test
    default void link_that_is_not_true_any_more_goes_alone_and_can_come_back() {
        Link gone = new Link(issue(1), issue(2), "for", Link.Rule.TITLE);
        Link kept = new Link(issue(1), issue(2), "for", Link.Rule.BRANCH);
        commit(batch().with(snapshot(1), snapshot(2)).with(gone, kept));
        Instant before = clock().instant();
        List<Object> answers = StoreContract.answers(store(), knownAt(before));
        clock().advance(Duration.ofMinutes(1));

        CommitResult result = commit(FactBatch.ofExistence(List.of(new ExistenceFact.Unlinked(gone))));

        assertThat(result).isEqualTo(new CommitResult(0, 0, 0, 0, 1));
        assertThat(links()).containsExactly(kept);
        assertThat(StoreContract.answers(store(), knownAt(before))).isEqualTo(answers);
        assertThat(commit(FactBatch.ofExistence(List.of(new ExistenceFact.Unlinked(gone)))))
                .isEqualTo(CommitResult.NOTHING);
        commit(batch().with(snapshot(1)).with(gone));
        assertThat(links()).containsExactlyInAnyOrder(gone, kept);
    }

    @Test
    default void artifact_that_is_gone_is_not_known_any_more() {
        commit(batch().with(snapshot(1), snapshot(2))
                .with(created(issue(1), 0), created(issue(2), 0))
                .with(new Link(issue(1), issue(2), "blocks", Link.Rule.EXPLICIT))
                .with(ledger(issue(1).toString(), 3L, 1)));
        Instant before = clock().instant();
        List<Object> answers = StoreContract.answers(store(), knownAt(before));
        clock().advance(Duration.ofMinutes(1));

        CommitResult result = commit(FactBatch.empty().with(new ExistenceFact.Gone(issue(1))));

        assertThat(result.retracted()).isEqualTo(4);
        assertThat(itemIds(everything())).containsExactly(issue(2));
        assertThat(store().item(issue(1), everything())).isEmpty();
        assertThat(store().find("FLOW-1", everything())).isEmpty();
        assertThat(events(everything())).containsExactly(created(issue(2), 0));
        assertThat(links()).isEmpty();
        List<Object> lines = new ArrayList<>();
        store().forEachLedgerEntry(everything(), lines::add);
        assertThat(lines).isEmpty();
        assertThat(StoreContract.answers(store(), knownAt(before))).isEqualTo(answers);
        assertThat(store().find("FLOW-1", knownAt(before))).contains(issue(1));
    }

    @Test
    default void artifact_never_seen_can_be_gone() {
        assertThat(commit(FactBatch.empty().with(new ExistenceFact.Gone(issue(7)))))
                .isEqualTo(CommitResult.NOTHING);
    }

    @Test
    default void artifact_that_comes_back_was_away_in_between() {
        Instant first = clock().instant();
        FactBatch page = batch().with(snapshot(1))
                .with(created(issue(1), 0), changed(issue(1), "1", 5, OPEN, DOING))
                .get();
        commit(page);
        Instant second = clock().advance(Duration.ofMinutes(1));
        commit(FactBatch.empty().with(new ExistenceFact.Gone(issue(1))));
        Instant third = clock().advance(Duration.ofMinutes(1));
        commit(page);

        assertThat(itemIds(knownAt(first))).containsExactly(issue(1));
        assertThat(itemIds(knownAt(second))).isEmpty();
        assertThat(itemIds(knownAt(third))).containsExactly(issue(1));
        assertThat(events(knownAt(third))).hasSize(2);
        assertThat(store().find("FLOW-1", knownAt(third))).contains(issue(1));
    }

    @Test
    default void key_of_what_is_gone_leads_to_who_else_had_it() {
        commit(batch().with(snapshot(1).key("OLD-1")));
        commit(batch().with(snapshot(1).key("NEW-1"), snapshot(2).key("OLD-1")));
        commit(FactBatch.empty().with(new ExistenceFact.Gone(issue(2))));

        assertThat(store().find("OLD-1", everything())).contains(issue(1));
    }

    @Test
    default void listing_retracts_what_it_did_not_meet_and_nothing_else() {
        commit(batch().with(snapshot(1), snapshot(2), snapshot(3), snapshot(4)).with(created(issue(1), 0)));
        store().commit(batch().with(snapshot(4), snapshot(5)).get(), OTHER_SOURCE);
        Instant first = store().lastRecordedAt().orElseThrow();
        List<Object> answers = StoreContract.answers(store(), knownAt(first));
        clock().advance(Duration.ofMinutes(1));

        store().beginListing("test");
        assertThat(store().cursor("test")).as("everything is read again").isEmpty();
        commit(batch().with(snapshot(1)).with(created(issue(1), 0)));
        commit(FactBatch.empty().with(new ExistenceFact.Unread(issue(2))));
        assertThat(store().listing("test")).contains(new Listing(4, 2));
        assertThat(itemIds(everything())).as("never a gap").hasSize(5);
        CommitResult result = store().endListing("test");

        assertThat(result).isEqualTo(new CommitResult(0, 0, 0, 0, 1, 1));
        assertThat(itemIds(everything()))
                .as("3 is gone; 2 could not be read, 4 is shown by another, 5 is another's")
                .containsExactly(issue(1), issue(2), issue(4), issue(5));
        assertThat(StoreContract.answers(store(), knownAt(first))).isEqualTo(answers);
        List<Instant> recorded = new ArrayList<>();
        store().forEachRecordedEvent(everything(), (event, at) -> recorded.add(at));
        assertThat(recorded).as("what is met again keeps its first date").containsExactly(first);
        assertThat(store().listing("test")).isEmpty();
    }

    @Test
    default void listing_that_is_broken_off_changes_nothing_and_goes_on_in_the_next_process() {
        commit(batch().with(snapshot(1), snapshot(2)));
        store().beginListing("test");
        commit(batch().with(snapshot(1)));
        assertThat(itemIds(everything())).containsExactly(issue(1), issue(2));

        try (FlowStore next = openAgain(clock())) {
            assertThat(next.listing("test")).contains(new Listing(2, 1));
            next.commit(batch().with(snapshot(2)).get(), Facts.cursor("end"));
            assertThat(next.endListing("test")).isEqualTo(CommitResult.NOTHING);
        }
        assertThat(itemIds(everything())).containsExactly(issue(1), issue(2));
    }

    @Test
    default void abandoned_listing_has_no_consequence_and_the_next_one_begins_anew() {
        commit(batch().with(snapshot(1), snapshot(2)));
        store().beginListing("test");
        commit(batch().with(snapshot(1)));
        store().abandonListing("test");
        assertThat(store().listing("test")).isEmpty();
        assertThat(store().endListing("test")).isEqualTo(CommitResult.NOTHING);

        store().beginListing("test");
        assertThat(store().listing("test")).contains(new Listing(2, 2));
        commit(batch().with(snapshot(2)));
        store().endListing("test");

        assertThat(itemIds(everything())).containsExactly(issue(2));
    }

    @Test
    default void what_a_source_shows_can_be_listed() {
        commit(batch().with(snapshot(1), snapshot(2)));
        store().commit(batch().with(snapshot(3)).get(), OTHER_SOURCE);
        commit(FactBatch.empty().with(new ExistenceFact.Gone(issue(2))));
        List<ArtifactId> shown = new ArrayList<>();

        store().forEachShown("test", snapshot -> shown.add(snapshot.artifact()));

        assertThat(shown).containsExactly(issue(1));
    }

    private CommitResult commit(FactBatch batch) {
        return store().commit(batch, Facts.cursor("x"));
    }

    private List<Link> links() {
        List<Link> links = new ArrayList<>();
        store().forEachLink(everything(), links::add);
        return links;
    }
}
