package dev.millrace.store.sqlite;

import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.cursor;
import static dev.millrace.store.jdbc.Facts.issue;
import static dev.millrace.store.jdbc.Facts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.Knowledge;
import dev.millrace.store.CommitResult;
import dev.millrace.store.FlowStore;
import dev.millrace.store.StoreException;
import dev.millrace.store.schema.CompactForm;
import dev.millrace.store.schema.KeyedPeople;
import java.io.IOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file must be like, and what a user is told when it is not. */
class SqliteFileTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Knowledge EVERYTHING = new Knowledge(Instant.MAX, Instant.MAX);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("flow.db");
    }

    private FlowStore open() {
        return SqliteFlowStore.open(file, InstantSource.system(), SHORT);
    }

    private void refusedWith(String... parts) {
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString())
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    private String sql(String command) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(command)) {
                return "";
            }
            try (ResultSet row = statement.getResultSet()) {
                return row.getString(1);
            }
        }
    }

    @Test
    void folders_of_a_new_file_are_made_and_nothing_else_is_left_beside_it() throws IOException {
        file = folder.resolve("not/there/yet/flow.db");
        open().close();

        assertThat(file).isRegularFile();
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void empty_file_becomes_a_store() throws IOException {
        Files.createFile(file);

        open().close();

        assertThat(file).isNotEmptyFile();
    }

    @Test
    void link_to_an_empty_file_stays_a_link() throws IOException {
        Path real = Files.createFile(folder.resolve("real.db"));
        Files.createSymbolicLink(file, real);

        open().close();

        assertThat(file).isSymbolicLink();
        assertThat(real).isNotEmptyFile();
    }

    @Test
    void text_file_is_refused_and_left_alone() throws IOException {
        Files.writeString(file, "to do: buy milk".repeat(100));

        refusedWith("no SQLite file", "name another file");
        assertThat(file).hasContent("to do: buy milk".repeat(100));
    }

    @Test
    void folder_is_refused() throws IOException {
        Files.createDirectory(file);

        refusedWith("it is a folder");
    }

    @Test
    void file_in_a_place_that_cannot_be_a_folder_is_refused() throws IOException {
        Files.writeString(folder.resolve("plain"), "text");
        file = folder.resolve("plain/flow.db");

        refusedWith("writable");
    }

    @Test
    void database_of_another_program_is_refused_and_left_alone() throws Exception {
        sql("CREATE TABLE photos (id INTEGER)");
        byte[] before = Files.readAllBytes(file);

        refusedWith("the database of another program");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void store_of_a_newer_version_is_refused() throws SQLException {
        open().close();
        sql("PRAGMA user_version = 99");

        refusedWith("schema 99", "newer version");
    }

    @Test
    void file_that_cannot_be_opened_is_refused() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain"), "text");
        Files.createSymbolicLink(file, plain.resolve("flow.db"));

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(plain.resolve("flow.db").toString(), "make its folder writable");
    }

    @Test
    void link_to_what_is_not_there_makes_it() throws IOException {
        Path real = folder.resolve("there/real.db");
        Files.createSymbolicLink(file, real);

        open().close();

        assertThat(file).isSymbolicLink();
        assertThat(real).isNotEmptyFile();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void new_store_is_for_its_owner_only_with_all_that_lies_beside_it() throws IOException {
        try (FlowStore store = open()) {
            store.commit(batch().with(snapshot(1)).get(), cursor("1"));
            for (String ending : List.of("", "-wal", "-shm")) {
                assertThat(Files.getPosixFilePermissions(folder.resolve("flow.db" + ending)))
                        .as(ending)
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void file_that_was_made_for_the_store_keeps_its_mode() throws IOException {
        Files.setPosixFilePermissions(Files.createFile(file), PosixFilePermissions.fromString("rw-rw----"));

        open().close();

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-rw----"));
    }

    /** The reasons that a test cannot bring about for every user and on every disk; with extended codes, as SQLite gives them. */
    @ParameterizedTest
    @CsvSource({"1032, writable", "13, make room", "778, check the disk", "261, locked", "1, it broke"})
    void reason_of_sqlite_becomes_advice(int code, String advice) {
        assertThat(new SqliteFile(file, SHORT).explain(new SQLException("it broke", "", code)))
                .hasMessageContainingAll(file.toString(), advice);
    }

    @Test
    void damaged_file_is_named() throws Exception {
        try (FlowStore store = open()) {
            for (int n = 0; n < 50; n++) {
                store.commit(batch().with(snapshot(n)).get(), cursor("x"));
            }
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long page = 1; page < channel.size() / 4096; page++) {
                channel.write(ByteBuffer.wrap("rubbish".repeat(500).getBytes(StandardCharsets.UTF_8)), page * 4096);
            }
        }

        assertThatThrownBy(() -> {
                    try (FlowStore store = open()) {
                        store.forEachItem(EVERYTHING, item -> {});
                    }
                })
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(file.toString(), "damaged", "backup");
    }

    @Test
    void locked_file_is_named_and_readable() throws Exception {
        try (FlowStore store = open()) {
            store.commit(batch().with(snapshot(1)).get(), cursor("1"));
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");

                assertThatThrownBy(() -> store.commit(FactBatch.empty(), cursor("2")))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContainingAll(file.toString(), "locked by another program", "try again");
                assertThat(store.item(issue(1), EVERYTHING)).isPresent();
            }
            store.commit(FactBatch.empty(), cursor("3"));
            assertThat(store.cursor("test")).contains(cursor("3"));
        }
    }

    @Test
    void making_of_a_store_that_was_interrupted_is_begun_anew() throws Exception {
        Files.writeString(folder.resolve("flow.db.new"), "half a store");
        Files.writeString(folder.resolve("flow.db.new-journal"), "half a journal");
        Files.createFile(folder.resolve("flow.db.lock"));

        open().close();

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void store_of_an_older_version_is_brought_up_to_date() throws SQLException {
        try (FlowStore store = open()) {
            store.commit(batch().with(snapshot(1)).get(), cursor("1"));
        }
        sql("PRAGMA user_version = 0");

        try (FlowStore store = open()) {
            assertThat(store.item(issue(1), EVERYTHING)).isPresent();
        }
        assertThat(sql("PRAGMA user_version")).isEqualTo(Integer.toString(SqliteSchema.VERSION));
    }

    @Test
    void several_may_open_a_new_file_at_once() throws Exception {
        int openers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(openers);
        try {
            Callable<CommitResult> opener = () -> {
                try (FlowStore store = SqliteFlowStore.open(file, InstantSource.system())) {
                    return store.commit(batch().with(snapshot(1)).get(), cursor("1"));
                }
            };
            List<CommitResult> results = new ArrayList<>();
            for (Future<CommitResult> result : threads.invokeAll(List.of(opener, opener, opener, opener))) {
                results.add(result.get());
            }
            assertThat(results.stream().mapToInt(CommitResult::newSnapshots).sum())
                    .isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void what_was_committed_is_there_after_the_process_was_killed() throws IOException {
        Path copy = folder.resolve("copy.db");
        try (FlowStore store = open()) {
            store.commit(batch().with(snapshot(1)).get(), cursor("page 1"));
            // what a killed process leaves behind: the file and its log, never closed
            Files.copy(file, copy);
            Files.copy(folder.resolve("flow.db-wal"), folder.resolve("copy.db-wal"));
        }

        try (FlowStore store = SqliteFlowStore.open(copy, InstantSource.system())) {
            assertThat(store.item(issue(1), EVERYTHING)).isPresent();
            assertThat(store.cursor("test")).contains(cursor("page 1"));
        }
    }

    @Test
    void schema_version_is_the_number_of_the_last_migration() throws Exception {
        URL migrations = SqliteSchema.class.getResource("/db/migration/millrace");
        try (Stream<Path> files = Files.list(Path.of(migrations.toURI()))) {
            IntStream ofFiles = files.mapToInt(
                    path -> Integer.parseInt(path.getFileName().toString().replaceFirst("^V(\\d+)__.*\\.sql$", "$1")));
            assertThat(IntStream.concat(ofFiles, IntStream.of(KeyedPeople.VERSION, CompactForm.VERSION))
                            .max())
                    .hasValue(SqliteSchema.VERSION);
        }
    }
}
