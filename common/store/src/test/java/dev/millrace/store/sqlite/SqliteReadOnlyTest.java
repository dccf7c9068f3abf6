package dev.millrace.store.sqlite;

import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.cursor;
import static dev.millrace.store.jdbc.Facts.issue;
import static dev.millrace.store.jdbc.Facts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.StoreException;
import dev.millrace.store.checkup.StoreCheckup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores that may be read and not written. Root may write everything, so that the tests say what may be written. */
class SqliteReadOnlyTest {

    private static final Knowledge EVERYTHING = new Knowledge(Instant.MAX, Instant.MAX);

    private static Knowledge now() {
        return new Knowledge(Instant.now(), Instant.now());
    }

    private static final Predicate<Path> NOTHING = path -> false;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void store() {
        file = folder.resolve("100% of #it?.db");
        try (FlowStore store = SqliteFlowStore.open(file, InstantSource.system())) {
            store.commit(batch().with(snapshot(1)).get(), cursor("1"));
        }
    }

    private FlowStore toRead() {
        return SqliteFlowStore.openToRead(file, InstantSource.system(), NOTHING);
    }

    /** What lies in the folder besides the key of the pseudonyms, which the store that was written has made. */
    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> !name.endsWith(".key"))
                    .sorted()
                    .toList();
        }
    }

    private void sql(String command) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    @Test
    void store_without_a_log_is_read_and_nothing_is_put_beside_it() throws Exception {
        byte[] before = Files.readAllBytes(file);
        try (FlowStore store = toRead()) {
            assertThat(store.item(issue(1), now())).isPresent();
            assertThat(store.operations().size().artifacts()).isNotEmpty();
            assertThat(names()).containsExactly(file.getFileName().toString());
        }
        assertThat(names()).containsExactly(file.getFileName().toString());
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void store_that_another_program_has_open_shows_its_newest_commit() {
        try (FlowStore writer = SqliteFlowStore.open(file, InstantSource.system())) {
            writer.commit(batch().with(snapshot(2)).get(), cursor("2"));
            try (FlowStore store = toRead()) {
                assertThat(store.item(issue(2), EVERYTHING)).isPresent();
                writer.commit(batch().with(snapshot(3)).get(), cursor("3"));
                assertThat(store.item(issue(3), EVERYTHING)).isPresent();
            }
        }
    }

    @Test
    void every_change_is_refused_and_named() {
        try (FlowStore store = toRead()) {
            assertThatThrownBy(() -> store.commit(batch().with(snapshot(2)).get(), cursor("2")))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(
                            "the store " + file + " can only be read here, and nothing was changed: run this command"
                                    + " as a user who may write it");
            assertThat(store.item(issue(1), EVERYTHING)).as("still readable").isPresent();
            assertThat(store.changes().mark(now())).as("nothing can be kept").isEmpty();
        }
    }

    @Test
    void store_that_is_changed_while_it_is_read_without_locks_is_told() {
        try (FlowStore store = toRead();
                FlowStore writer = SqliteFlowStore.open(file, InstantSource.system())) {
            writer.commit(batch().with(snapshot(2)).get(), cursor("2"));

            assertThatThrownBy(() -> store.item(issue(1), EVERYTHING))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll(
                            file.toString(), "was changed by another program", "run the command again");
        }
    }

    @Test
    void log_that_only_a_writer_can_read_is_no_reason_to_leave_out_what_is_in_it() throws Exception {
        Path copy = folder.resolve("copy.db");
        try (FlowStore writer = SqliteFlowStore.open(file, InstantSource.system())) {
            writer.commit(batch().with(snapshot(2)).get(), cursor("2"));
            Files.copy(file, copy);
            Files.copy(folder.resolve(file.getFileName() + "-wal"), folder.resolve("copy.db-wal"));
        }
        file = copy;

        assertThatThrownBy(this::toRead)
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(copy + "-wal", "run millrace status once as a user who may write");
    }

    @Test
    void older_store_is_told_with_its_version_and_left_alone() throws Exception {
        sql("PRAGMA user_version = 3");
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(this::toRead)
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(
                        "has schema 3",
                        "reads schema " + SqliteSchema.VERSION,
                        "run millrace status once with permission to write it");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void empty_file_is_no_store() throws Exception {
        file = Files.createFile(folder.resolve("empty.db"));

        assertThatThrownBy(this::toRead)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is no Millrace store: it is empty");
        assertThat(file).isEmptyFile();
    }

    @Test
    void store_that_may_be_written_can_be_opened_to_be_read_only() throws Exception {
        try (FlowStore store = SqliteFlowStore.openReadOnly(file, InstantSource.system())) {
            assertThat(store.item(issue(1), now())).isPresent();
            assertThatThrownBy(() -> store.operations().put("a", "b", "c"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("can only be read here");
        }
        assertThat(names())
                .as("nothing is left beside it")
                .containsExactly(file.getFileName().toString());
    }

    @Test
    void checkup_of_what_cannot_be_written_changes_nothing() throws Exception {
        assertThat(StoreCheckup.sqlite(file).readable()).isTrue();
        assertThat(StoreCheckup.sqlite(file).journalMode()).isEqualTo("wal");
        assertThat(SqliteAccess.toRead(file, NOTHING)).isEqualTo(SqliteAccess.IMMUTABLE);
        assertThat(SqliteAccess.toRead(file, path -> path.equals(folder)))
                .as("a log beside it would be another user's")
                .isEqualTo(SqliteAccess.IMMUTABLE);
        assertThat(SqliteAccess.toRead(file, path -> true)).isEqualTo(SqliteAccess.WRITE);
        assertThat(names()).containsExactly(file.getFileName().toString());
    }
}
