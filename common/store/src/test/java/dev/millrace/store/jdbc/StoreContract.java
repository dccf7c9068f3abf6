package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.CommitResult;
import dev.millrace.store.FlowStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What the contracts of {@link FlowStore} stand on. A database is held to them by one test class that implements them all. */
interface StoreContract {

    /** The store under test. */
    FlowStore store();

    /** The clock of the store under test. */
    ManualClock clock();

    /** Opens the database of the store under test once more; the test closes it. */
    FlowStore openAgain(InstantSource clock);

    /** Everything that is known, about all times. */
    default Knowledge everything() {
        return new Knowledge(Instant.MAX, Instant.MAX);
    }

    /** Everything that happened, as known by then. */
    default Knowledge knownAt(Instant instant) {
        return new Knowledge(Instant.MAX, instant);
    }

    /** Everything known, up to that minute. */
    default Knowledge asOf(long minute) {
        return new Knowledge(Facts.minute(minute), Instant.MAX);
    }

    default CommitResult commit(Facts.Batch batch) {
        return store().commit(batch.get(), Facts.cursor("x"));
    }

    default List<ItemHistory> items(Knowledge knowledge) {
        List<ItemHistory> items = new ArrayList<>();
        store().forEachItem(knowledge, items::add);
        return items;
    }

    default List<ArtifactId> itemIds(Knowledge knowledge) {
        return items(knowledge).stream().map(item -> item.item().artifact()).toList();
    }

    default List<FlowEvent> events(Knowledge knowledge) {
        List<FlowEvent> events = new ArrayList<>();
        store().forEachEvent(knowledge, events::add);
        return events;
    }

    /** All that the store says at that knowledge. */
    static List<Object> answers(FlowStore store, Knowledge knowledge) {
        List<Object> answers = new ArrayList<>();
        store.forEachItem(knowledge, item -> {
            answers.add(item);
            answers.add(store.find(item.item().snapshot().key(), knowledge));
        });
        store.forEachEvent(knowledge, answers::add);
        store.forEachLink(knowledge, answers::add);
        store.forEachLedgerEntry(knowledge, answers::add);
        answers.add(store.states(knowledge).definition(Facts.JIRA, Facts.DOING));
        answers.add(store.states(knowledge).seenIn(Facts.JIRA, "FLOW"));
        return answers;
    }
}
