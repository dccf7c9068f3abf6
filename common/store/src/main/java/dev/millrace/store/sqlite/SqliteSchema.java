package dev.millrace.store.sqlite;

import dev.millrace.files.OwnerOnly;
import dev.millrace.files.Ownership;
import dev.millrace.store.StoreException;
import dev.millrace.store.schema.KeyedPeople;
import dev.millrace.store.schema.Migrations;
import dev.millrace.store.schema.Pseudonyms;
import dev.millrace.words.FileWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a file has the schema of this version before anything reads it. The version also stands in the file's header:
 * as nearly always it is right, Flyway, which needs 0.3 s to find that out, is not even started.
 */
public final class SqliteSchema {

    /** The highest number among the migrations. */
    static final int VERSION = Migrations.VERSION;

    /** Marks the file as ours in SQLite's own header field for that: "MLRC". */
    public static final int APPLICATION_ID = 0x4d4c5243;

    /** One statement sees one state; another process may just be making the file a store. */
    private static final String HEADER =
            "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master) AS tables"
                    + " FROM pragma_application_id, pragma_user_version";

    /** A new store takes a second; the migration of a big one may take its time. */
    private static final Duration WAIT_FOR_OTHERS = Duration.ofMinutes(1);

    private static final long POLL_MILLIS = 20;

    private static final String EMPTY = "empty.db";
    private static final int EMPTY_AT_MOST = 16 << 20;

    private enum State {
        EMPTY,
        OLDER,
        CURRENT
    }

    /** The state, with the version that the file has. */
    private record Found(State state, long version) {}

    private SqliteSchema() {}

    /**
     * Looks whether a file can be read as it is.
     *
     * @throws StoreException if not
     */
    static void check(SqliteFile file) throws SQLException {
        refuseFolder(file);
        Found found = find(file);
        if (found.state() == State.EMPTY) {
            throw new StoreException(file.notAStore("it is empty, and it may not be written here"));
        } else if (found.state() == State.OLDER) {
            throw Migrations.tooOld("the store " + file.path(), found.version());
        }
    }

    private static void refuseFolder(SqliteFile file) {
        if (Files.isDirectory(file.path())) {
            throw new StoreException(file.notAStore("it is a folder"));
        }
    }

    static void prepare(SqliteFile file, Pseudonyms pseudonyms) throws SQLException {
        refuseFolder(file);
        try {
            Path folder = file.path().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (find(file).state() != State.CURRENT) {
                migrateAlone(file, pseudonyms);
            }
        } catch (IOException e) {
            throw new StoreException(
                    "the store " + file.path() + " cannot be made (" + FileWords.why(e)
                            + "): make its folder writable, or name another file",
                    e);
        }
    }

    /**
     * Flyway takes no lock on SQLite, and two processes may meet on a new file. Who finds the lock's file deleted under it sees
     * that all is done; it is deleted here and not by the option of that name, which would do so before it is locked.
     */
    private static void migrateAlone(SqliteFile file, Pseudonyms pseudonyms) throws IOException, SQLException {
        Path lockFile = file.beside(".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel, file)) {
            State state = find(file).state();
            if (lock.isValid() && state == State.EMPTY) {
                make(file, pseudonyms);
            } else if (lock.isValid() && state == State.OLDER) {
                migrate(file, pseudonyms);
            }
            Files.deleteIfExists(lockFile);
        }
    }

    /**
     * Makes a new store beside its place and moves it there when it is whole. Nobody ever sees half a schema, and nobody has the
     * file open while its journal mode is set, for which SQLite does not wait.
     */
    private static void make(SqliteFile file, Pseudonyms pseudonyms) throws IOException, SQLException {
        SqliteFile draft = file.draft();
        for (String part : List.of("", "-journal", "-wal", "-shm")) {
            // left by a process that was killed here
            Files.deleteIfExists(draft.beside(part));
        }
        OwnerOnly.create(draft.path()); // SQLite gives its log and index the same mode
        if (Files.exists(file.path())) {
            Ownership.carry(file.path(), draft.path());
        }
        byte[] empty = empty();
        if (empty != null) {
            Files.write(draft.path(), empty);
        }
        if (find(draft).state() != State.CURRENT) {
            set(draft, "PRAGMA application_id = " + APPLICATION_ID);
            migrate(draft, pseudonyms);
        }
        set(draft, "PRAGMA journal_mode = WAL");
        draft.force();
        Files.move(draft.path(), file.path(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The bytes of an {@link EmptyStore}; null where the classes were not built by Maven, which makes it. */
    static byte @Nullable [] empty() throws IOException {
        try (InputStream in = SqliteSchema.class.getResourceAsStream(EMPTY)) {
            return in == null ? null : in.readNBytes(EMPTY_AT_MOST);
        }
    }

    static void migrate(SqliteFile file, Pseudonyms pseudonyms) throws SQLException {
        long before = find(file).version();
        boolean people = before > 0 && before < KeyedPeople.VERSION;
        Migrations.run("the store " + file.path(), file.dataSourceForWriting(), pseudonyms);
        if (people) {
            // what was changed stays readable in pages that are free now, until all are written anew
            set(file, "VACUUM");
            set(file, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        set(file, "PRAGMA user_version = " + VERSION);
    }

    private static void set(SqliteFile file, String pragma) throws SQLException {
        try (Connection connection = file.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(pragma);
        }
    }

    private static Found find(SqliteFile file) throws SQLException {
        if (!Files.exists(file.path())) {
            return new Found(State.EMPTY, 0); // to look into it would make it, readable by everybody
        }
        try (Connection connection = file.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HEADER)) {
            row.next();
            if (row.getLong("application_id") != APPLICATION_ID) {
                if (row.getLong("tables") > 0) {
                    throw new StoreException(file.notAStore("it is the database of another program"));
                }
                return new Found(State.EMPTY, 0);
            }
            long version = row.getLong("user_version");
            if (version > VERSION) {
                throw Migrations.tooNew("the store " + file.path(), version);
            }
            return new Found(version == VERSION ? State.CURRENT : State.OLDER, version);
        }
    }

    private static FileLock lock(FileChannel channel, SqliteFile file) throws IOException {
        long deadline = System.nanoTime() + WAIT_FOR_OTHERS.toNanos();
        while (System.nanoTime() - deadline < 0) {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return lock;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new StoreException("the store " + file.path()
                + " is being brought up to date by another program: wait until that is done, and try again");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
