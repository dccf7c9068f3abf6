package dev.millrace.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.facts.FactBatch;
import dev.millrace.facts.Watch;
import dev.millrace.facts.Watch.Reason;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.store.InventoryEntry;
import dev.millrace.store.WatchList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is unfinished is read again by every run until it ends, over a real store. */
class RevisitTest extends SyncedIssues {

    private final Silent source = new Silent();

    @BeforeEach
    void fill() {
        IntStream.rangeClosed(1, 9).forEach(source.open::add);
        run();
        now = now.plus(Duration.ofHours(1));
    }

    private SyncSummary run() {
        return run(source);
    }

    @Test
    void change_that_no_update_tells_of_is_captured() {
        source.open.remove(4);
        source.title = "done";

        SyncSummary summary = run();

        assertThat(summary.revisited()).isEqualTo(6);
        assertThat(titles()).contains("4 done");
        assertThat(list().count()).isEqualTo(8);
    }

    @Test
    void each_run_reads_so_many_and_the_next_one_the_others() {
        assertThat(run().revisited()).isEqualTo(6);
        assertThat(run().revisited()).isEqualTo(3);
        assertThat(run().revisited()).isZero();
        assertThat(source.visited).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void run_that_breaks_off_keeps_the_visits_it_made() {
        source.failAtVisit = 2;
        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(this::run)
                .withMessageContaining("pages 1 to 2 are stored");

        source.failAtVisit = -1;
        run();
        assertThat(source.visited).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void item_its_source_does_not_show_stays_and_is_marked() {
        source.hidden.add(2);

        run();

        assertThat(titles()).contains("2 open");
        assertThat(list().byReason()).isEqualTo(Map.of(Reason.OPEN, 8L, Reason.ABSENT, 1L));
    }

    @Test
    void item_that_cannot_be_read_does_not_stand_before_the_others() {
        source.unreadable.add(1);

        assertThat(run().problemCount()).isEqualTo(1);
        assertThat(run().problemCount()).isZero();

        assertThat(source.visited).contains(9);
        assertThat(list().count()).isEqualTo(9);
    }

    @Test
    void nothing_is_asked_for_as_long_as_nothing_is_due() {
        run();
        run();
        now = now.plus(Duration.ofMinutes(59));
        assertThat(run().revisited()).isZero();
    }

    private WatchList list() {
        return store.watchLists().get(0);
    }

    private List<String> titles() {
        return stored(EVERYTHING, ArtifactSnapshot::title);
    }

    /** Issues that are shown once; whatever happens to them afterwards is told to those who ask only. */
    private static final class Silent implements RevisitingSource {

        private final Set<Integer> open = new HashSet<>();
        private final Set<Integer> hidden = new HashSet<>();
        private final Set<Integer> unreadable = new HashSet<>();
        private final List<Integer> visited = new ArrayList<>();
        private String title = "open";
        private int failAtVisit = -1;

        @Override
        public String id() {
            return SOURCE;
        }

        @Override
        public SourcePage read(Optional<String> state) {
            FactBatch facts = FactBatch.empty();
            for (int number : state.isPresent() ? Set.<Integer>of() : open) {
                facts = facts.plus(facts(number));
            }
            return new SourcePage(facts, "end", true, 0, OptionalLong.empty(), List.of());
        }

        @Override
        public int visitsAtOnce() {
            return 3;
        }

        @Override
        public int visitsPerRun() {
            return 6;
        }

        @Override
        public Revisit visit(List<InventoryEntry> items) {
            if (failAtVisit >= 0 && --failAtVisit == 0) {
                throw new SourceException("no answer");
            }
            FactBatch facts = FactBatch.empty();
            List<SyncProblem> problems = new ArrayList<>();
            Set<ArtifactId> absent = new HashSet<>();
            for (InventoryEntry item : items) {
                int number = Integer.parseInt(item.handle());
                visited.add(number);
                if (hidden.contains(number)) {
                    absent.add(item.artifact());
                } else if (unreadable.contains(number)) {
                    problems.add(new SyncProblem(item.handle(), "no JSON"));
                } else {
                    facts = facts.plus(facts(number));
                }
            }
            return new Revisit(facts, absent, problems);
        }

        private FactBatch facts(int number) {
            ArtifactId id = issueId(number);
            FactBatch facts = issue(number, "X-" + number, number + " " + title);
            return open.contains(number)
                    ? facts.with(new Watch.Unfinished(id, id.nativeId(), Reason.OPEN))
                    : facts.with(new Watch.Finished(id));
        }
    }
}
