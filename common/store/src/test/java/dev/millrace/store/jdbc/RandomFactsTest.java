package dev.millrace.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random pages, read back at every knowledge, against a model of a store that is too simple to be wrong. */
class RandomFactsTest {

    private static final int ISSUES = 12;

    /** A page and when it was recorded. */
    private record Page(Instant recordedAt, FactBatch facts) {}

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void store_answers_as_the_simple_model_does(long seed) {
        Random random = new Random(seed);
        ManualClock clock = new ManualClock("2026-06-01T12:00:00Z");
        List<Page> pages = new ArrayList<>();
        try (FlowStore store = SqliteFlowStore.open(folder.resolve("flow.db"), clock)) {
            for (int n = 0; n < 25; n++) {
                FactBatch facts = page(random);
                store.commit(facts, Facts.cursor(Integer.toString(n)));
                pages.add(new Page(clock.instant(), facts));
                clock.advance(Duration.ofMillis(random.nextInt(3)));
            }
            for (Page page : pages) {
                Knowledge knowledge = new Knowledge(Facts.minute(random.nextInt(60)), page.recordedAt());
                List<ItemHistory> items = new ArrayList<>();
                store.forEachItem(knowledge, items::add);
                assertThat(items).isEqualTo(expected(pages, knowledge));
                for (ItemHistory item : items) {
                    assertThat(store.item(item.item().artifact(), knowledge)).contains(item);
                }
            }
        }
    }

    private static FactBatch page(Random random) {
        Facts.Batch page = Facts.batch();
        for (int n = random.nextInt(8); n > 0; n--) {
            int number = random.nextInt(ISSUES);
            Facts.Snapshot snapshot =
                    Facts.snapshot(number).title("title " + random.nextInt(3)).created(random.nextInt(20));
            int parent = random.nextInt(ISSUES);
            page.with(random.nextInt(3) == 0 && parent != number ? snapshot.subTaskOf(Facts.issue(parent)) : snapshot);
        }
        for (int n = random.nextInt(12); n > 0; n--) {
            ArtifactId issue = Facts.issue(random.nextInt(ISSUES));
            page.with(Facts.changed(issue, "e" + random.nextInt(5), random.nextInt(60), Facts.OPEN, Facts.DOING));
        }
        return page.get();
    }

    private static List<ItemHistory> expected(List<Page> pages, Knowledge knowledge) {
        Map<ArtifactId, ArtifactSnapshot> snapshots = new TreeMap<>();
        Map<Object, FlowEvent> events = new LinkedHashMap<>();
        for (Page page : pages) {
            if (!page.recordedAt().isAfter(knowledge.knownAt())) {
                page.facts().snapshots().forEach(snapshot -> snapshots.put(snapshot.artifact(), snapshot));
                page.facts().events().forEach(event -> events.put(event.id(), event));
            }
        }
        snapshots.values().removeIf(snapshot -> snapshot.createdAt().isAfter(knowledge.asOf()));
        events.values().removeIf(event -> event.occurredAt().isAfter(knowledge.asOf()));

        List<ItemHistory> items = new ArrayList<>();
        for (ArtifactSnapshot item : snapshots.values()) {
            if (!folds(item, snapshots)) {
                List<ArtifactHistory> subTasks = snapshots.values().stream()
                        .filter(task ->
                                folds(task, snapshots) && item.artifact().equals(task.parent()))
                        .sorted(Comparator.comparing(ArtifactSnapshot::artifact))
                        .map(task -> history(task, events))
                        .toList();
                items.add(new ItemHistory(history(item, events), subTasks, Map.of()));
            }
        }
        return items;
    }

    private static boolean folds(ArtifactSnapshot task, Map<ArtifactId, ArtifactSnapshot> snapshots) {
        ArtifactSnapshot parent = task.parent() == null ? null : snapshots.get(task.parent());
        return task.level() == Level.SUB_TASK && parent != null && parent.level() != Level.SUB_TASK;
    }

    private static ArtifactHistory history(ArtifactSnapshot snapshot, Map<Object, FlowEvent> events) {
        return new ArtifactHistory(
                snapshot,
                events.values().stream()
                        .filter(event -> event.artifact().equals(snapshot.artifact()))
                        .toList(),
                List.of());
    }
}
