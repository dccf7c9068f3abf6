package dev.millrace.store.sqlite;

import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.cursor;
import static dev.millrace.store.jdbc.Facts.issue;
import static dev.millrace.store.jdbc.Facts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import dev.millrace.store.FactMark;
import dev.millrace.store.FlowStore;
import dev.millrace.store.jdbc.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that went back to a backup is not taken for the one that a mark was taken of. */
class SqliteBackupTest {

    private static final Knowledge EVERYTHING = new Knowledge(Instant.MAX, Instant.MAX);
    private static final Link LINK = new Link(issue(1), issue(2), "relates to", Link.Rule.EXPLICIT);

    private final ManualClock clock = new ManualClock("2026-06-01T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void restored_backup_is_noticed_when_facts_are_lost() throws IOException {
        assertThatLostIsNoticed(batch().with(snapshot(3)).get());
    }

    @Test
    void restored_backup_is_noticed_when_only_a_retraction_is_lost() throws IOException {
        assertThatLostIsNoticed(FactBatch.empty().with(new ExistenceFact.Unlinked(LINK)));
    }

    private void assertThatLostIsNoticed(FactBatch lost) throws IOException {
        Path file = folder.resolve("flow.db");
        Path backup = folder.resolve("backup.db");
        try (FlowStore store = SqliteFlowStore.open(file, clock)) {
            store.commit(batch().with(snapshot(1), snapshot(2)).with(LINK).get(), cursor("1"));
        }
        Files.copy(file, backup);
        FactMark mark;
        try (FlowStore store = SqliteFlowStore.open(file, clock)) {
            clock.advance(Duration.ofSeconds(1));
            store.commit(lost, cursor("2"));
            mark = store.changes().mark(EVERYTHING).orElseThrow();
            assertThat(store.changes().changedSince(mark, EVERYTHING, 10)).isPresent();
        }
        Files.copy(backup, file, StandardCopyOption.REPLACE_EXISTING);
        try (FlowStore store = SqliteFlowStore.open(file, clock)) {
            assertThat(store.changes().changedSince(mark, EVERYTHING, 10)).isEmpty();
            clock.advance(Duration.ofSeconds(1));
            store.commit(batch().with(snapshot(4)).get(), cursor("3"));
            assertThat(store.changes().changedSince(mark, EVERYTHING, 10)).isEmpty();
        }
    }
}
