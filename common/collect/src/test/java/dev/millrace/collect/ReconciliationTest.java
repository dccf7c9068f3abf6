package dev.millrace.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Knowledge;
import dev.millrace.store.InventoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sweep over a real store: only what is neither listed nor there when it is asked for is gone, and all of it at once. */
class ReconciliationTest extends SyncedIssues {

    private final Issues source = new Issues();

    @BeforeEach
    void fill() {
        IntStream.rangeClosed(1, 20).forEach(number -> source.there.put(number, "A-" + number));
        IntStream.rangeClosed(21, 40).forEach(number -> source.there.put(number, "B-" + number));
        run();
        now = now.plus(Duration.ofHours(1));
    }

    private SyncSummary run() {
        return run(source);
    }

    private SyncSummary reconcile(Removals removals) {
        return new SyncKernel(store).reconcile(source, removals, SyncListener.silent());
    }

    @Test
    void what_was_deleted_is_gone_and_known_before() {
        source.there.keySet().removeAll(Set.of(3, 4, 30));

        SyncSummary summary = reconcile(Removals.FEW);

        assertThat(summary.stored().removed()).isEqualTo(3);
        assertThat(stored(EVERYTHING)).hasSize(37).doesNotContain("A-3", "A-4", "B-30");
        assertThat(store.removed(EVERYTHING)).isEqualTo(3);
        Knowledge before = new Knowledge(Instant.MAX, DAY);
        assertThat(stored(before)).hasSize(40);
        assertThat(store.removed(before)).isZero();
        assertThat(source.read).as("nothing is read again but what is missing").containsExactlyInAnyOrder(3, 4, 30);
    }

    @Test
    void what_comes_back_is_no_longer_counted_as_removed() {
        source.there.remove(3);
        reconcile(Removals.FEW);
        now = now.plus(Duration.ofHours(1));
        source.there.put(3, "A-3");

        reconcile(Removals.FEW);

        assertThat(stored(EVERYTHING))
                .as("the list showed what had never been read")
                .contains("A-3");
        assertThat(store.removed(EVERYTHING)).isZero();
    }

    @Test
    void item_that_is_not_listed_but_there_stays_with_its_new_key() {
        source.unlisted.addAll(Set.of(5, 6));
        source.there.put(5, "C-1");

        assertThat(reconcile(Removals.FEW).stored().removed()).isZero();

        assertThat(stored(EVERYTHING)).hasSize(40).contains("C-1", "A-6").doesNotContain("A-5");
    }

    @Test
    void sweep_happens_by_itself_once_a_day() {
        source.there.remove(3);
        assertThat(run().stored().removed()).as("an hour after the first run").isZero();
        now = now.plus(Duration.ofDays(1));
        assertThat(run().stored().removed()).isEqualTo(1);
        int lists = source.lists;
        run();
        assertThat(source.lists).isEqualTo(lists);
    }

    @Test
    void list_that_fails_in_the_middle_takes_nothing_and_the_next_run_goes_on() {
        source.there.remove(3);
        source.failAtList = 2;
        assertThatExceptionOfType(SyncStoppedException.class).isThrownBy(() -> reconcile(Removals.FEW));
        assertThat(stored(EVERYTHING)).hasSize(40);
        int lists = source.lists;

        source.failAtList = -1;
        assertThat(run().stored().removed()).isEqualTo(1);
        assertThat(source.lists - lists).as("pages 3 and 4").isEqualTo(2);
    }

    @Test
    void question_for_what_is_missing_that_fails_takes_nothing() {
        source.there.remove(3);
        source.failAtVisit = true;
        assertThatExceptionOfType(SyncStoppedException.class).isThrownBy(() -> reconcile(Removals.FEW));
        assertThat(stored(EVERYTHING)).hasSize(40);

        source.failAtVisit = false;
        assertThat(run().stored().removed()).isEqualTo(1);
    }

    @Test
    void token_that_sees_a_whole_project_no_more_takes_nothing_away() {
        source.there.keySet().removeIf(number -> number > 25);
        IntStream.rangeClosed(21, 25).forEach(source.there::remove);

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> reconcile(Removals.FEW))
                .withMessageContaining("the source does not show 20 of 40 stored items")
                .withMessageContaining("nothing at all of B")
                .withMessageContaining("--accept-removals");

        assertThat(stored(EVERYTHING)).hasSize(40);
        assertThat(source.read).as("not each of them was asked for").hasSizeLessThan(20);
        assertThat(reconcile(Removals.ANY).stored().removed()).isEqualTo(20);
    }

    @Test
    void what_a_run_shows_meanwhile_is_met() {
        source.failAtList = 1;
        assertThatExceptionOfType(SyncStoppedException.class).isThrownBy(() -> reconcile(Removals.FEW));
        source.failAtList = -1;
        source.there.put(41, "A-41");
        source.news.add(41);
        source.unlisted.add(41);

        run();

        assertThat(stored(EVERYTHING)).hasSize(41);
        assertThat(source.read).isEmpty();
    }

    private List<String> stored(Knowledge knowledge) {
        return stored(knowledge, ArtifactSnapshot::key);
    }

    /** Issues that a run shows once, and a list shows ten at a time. */
    private static final class Issues implements InventorySource {

        private final Map<Integer, String> there = new TreeMap<>();
        private final Set<Integer> news = new HashSet<>();
        private final Set<Integer> unlisted = new HashSet<>();
        private final List<Integer> read = new ArrayList<>();
        private int lists;
        private int failAtList = -1;
        private boolean failAtVisit;

        @Override
        public String id() {
            return SOURCE;
        }

        @Override
        public SourcePage read(Optional<String> state) {
            FactBatch facts = FactBatch.empty();
            for (int number : state.isPresent() ? news : there.keySet()) {
                facts = facts.plus(facts(number));
            }
            news.clear();
            return new SourcePage(facts, "end", true, 0, OptionalLong.empty(), List.of());
        }

        @Override
        public InventoryPage inventory(Optional<String> state) {
            int page = state.map(Integer::parseInt).orElse(0);
            if (page == failAtList) {
                throw new SourceException("no answer");
            }
            lists++;
            List<InventoryEntry> listed = there.keySet().stream()
                    .filter(number -> number > page * 10 && number <= page * 10 + 10 && !unlisted.contains(number))
                    .map(number -> new InventoryEntry(issueId(number), Integer.toString(number)))
                    .toList();
            return new InventoryPage(listed, Integer.toString(page + 1), page == 3);
        }

        @Override
        public int visitsAtOnce() {
            return 5;
        }

        @Override
        public int visitsPerRun() {
            return 100;
        }

        @Override
        public Revisit visit(List<InventoryEntry> items) {
            if (failAtVisit) {
                throw new SourceException("no answer");
            }
            FactBatch facts = FactBatch.empty();
            Set<ArtifactId> absent = new HashSet<>();
            for (InventoryEntry item : items) {
                int number = Integer.parseInt(item.artifact().nativeId());
                read.add(number);
                if (there.containsKey(number)) {
                    facts = facts.plus(facts(number));
                } else {
                    absent.add(item.artifact());
                }
            }
            return new Revisit(facts, absent, List.of());
        }

        private FactBatch facts(int number) {
            return issue(number, there.get(number), "");
        }
    }
}
