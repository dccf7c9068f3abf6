package dev.millrace.store.jdbc;

import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.created;
import static dev.millrace.store.jdbc.Facts.cursor;
import static dev.millrace.store.jdbc.Facts.issue;
import static dev.millrace.store.jdbc.Facts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Knowledge;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A sync and a report may use one database at once. */
interface SharingContract extends StoreContract {

    @Test
    default void reader_sees_one_state_while_another_connection_writes() {
        for (int n = 1; n <= 600; n++) {
            commit(batch().with(snapshot(n)).with(created(issue(n), 0)));
        }
        List<ArtifactId> seen = new ArrayList<>();
        try (FlowStore reader = openAgain(clock())) {
            reader.forEachItem(everything(), item -> {
                if (seen.isEmpty()) {
                    commit(batch().with(snapshot(601)).with(snapshot(600).title("changed")));
                }
                assertThat(item.item().snapshot().title()).isEqualTo("a title");
                seen.add(item.item().artifact());
            });
        }
        assertThat(seen).hasSize(600).doesNotContain(issue(601));
        assertThat(itemIds(everything())).contains(issue(601));
    }

    @Test
    default void consumer_may_use_the_store_it_is_called_from() {
        commit(batch().with(snapshot(1), snapshot(2), snapshot(3)));
        List<ArtifactId> seen = new ArrayList<>();

        store().forEachItem(everything(), item -> {
            seen.add(item.item().artifact());
            commit(batch().with(snapshot(10 + seen.size())));
            assertThat(store().find("FLOW-2", everything())).contains(issue(2));
            assertThat(itemIds(everything()))
                    .as("the state the reading began with")
                    .hasSize(3);
        });

        assertThat(seen).containsExactly(issue(1), issue(2), issue(3));
        assertThat(itemIds(everything())).hasSize(6);
    }

    @Test
    default void store_works_on_after_a_consumer_failed() {
        commit(batch().with(snapshot(1), snapshot(2)));

        assertThatThrownBy(() -> store().forEachItem(everything(), item -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");

        commit(batch().with(snapshot(3)));
        assertThat(itemIds(everything())).hasSize(3);
    }

    @Test
    default void writers_take_turns_and_readers_get_the_answers_they_had() throws Exception {
        int pages = 40;
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Future<Integer> one = threads.submit(writer(1_000, pages));
            Future<Integer> other = threads.submit(writer(2_000, pages));
            Future<Integer> reader = threads.submit(reader(one, other));

            assertThat(one.get() + other.get()).isEqualTo(2 * pages);
            assertThat(reader.get()).isPositive();
        } finally {
            threads.shutdownNow();
        }
        assertThat(items(everything()))
                .hasSize(2 * pages)
                .allSatisfy(item -> assertThat(item.item().events()).hasSize(1));
        assertThat(store().cursor("writer 1000")).contains(new Cursor("writer 1000", "39"));
    }

    private Callable<Integer> writer(int first, int pages) {
        return () -> {
            int stored = 0;
            try (FlowStore writer = openAgain(InstantSource.system())) {
                for (int n = 0; n < pages; n++) {
                    FactBatch page = batch().with(snapshot(first + n))
                            .with(created(issue(first + n), 0))
                            .get();
                    stored += writer.commit(page, new Cursor("writer " + first, Integer.toString(n)))
                            .newEvents();
                }
            }
            return stored;
        };
    }

    private Callable<Integer> reader(Future<?>... writers) {
        return () -> {
            List<Knowledge> asked = new ArrayList<>();
            List<Integer> answered = new ArrayList<>();
            try (FlowStore reader = openAgain(InstantSource.system())) {
                while (!List.of(writers).stream().allMatch(Future::isDone)) {
                    Knowledge now = knownAt(Instant.now());
                    asked.add(now);
                    answered.add(count(reader, now));
                }
                for (int i = 0; i < asked.size(); i++) {
                    assertThat(count(reader, asked.get(i))).isEqualTo(answered.get(i));
                }
            }
            return asked.size();
        };
    }

    private static int count(FlowStore store, Knowledge knowledge) {
        List<Object> items = new ArrayList<>();
        store.forEachItem(knowledge, items::add);
        List<Object> events = new ArrayList<>();
        store.forEachEvent(knowledge, events::add);
        assertThat(events).as("a page is there whole").hasSameSizeAs(items);
        return items.size();
    }

    @Test
    default void two_connections_see_each_others_commits() {
        try (FlowStore other = openAgain(clock())) {
            other.commit(batch().with(snapshot(1)).get(), cursor("from the other"));

            assertThat(itemIds(everything())).containsExactly(issue(1));
            assertThat(store().cursor("test")).contains(cursor("from the other"));
            assertThat(commit(batch().with(snapshot(1)))).isEqualTo(CommitResult.NOTHING);
        }
    }
}
