package dev.millrace.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a file has the schema of this version before anything reads it. The version also stands in the file's header:
 * as nearly always it is right, Flyway, which needs 0.3 s to find that out, is not even started.
 */
final class SqliteSchema {

    /** The highest number among the migrations. */
    static final int VERSION = 1;

    /** Marks the file as ours in SQLite's own header field for that: "MLRC". */
    static final int APPLICATION_ID = 0x4d4c5243;

    private static final String MIGRATIONS = "classpath:db/migration";
    private static final long POLL_MILLIS = 20;

    private enum State {
        EMPTY,
        OLDER,
        CURRENT
    }

    private SqliteSchema() {}

    static void prepare(SqliteFile file) throws SQLException {
        if (Files.isDirectory(file.path())) {
            throw new StoreException(file.notAStore("it is a folder"));
        }
        try {
            Path folder = file.path().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (state(file) != State.CURRENT) {
                migrateAlone(file);
            }
        } catch (IOException e) {
            throw new StoreException(
                    "the store " + file.path() + " cannot be made (" + e
                            + "): make its folder writable, or name another file",
                    e);
        }
    }

    /**
     * Flyway takes no lock on SQLite, and two processes may meet on a new file. The lock file is removed only once the schema is
     * right: who then still holds the removed one finds nothing left to do. (DELETE_ON_CLOSE would unlink it as soon as it is
     * open, and everybody would lock a file of their own.)
     */
    private static void migrateAlone(SqliteFile file) throws IOException, SQLException {
        Path lockFile = file.path().resolveSibling(file.path().getFileName() + ".migrating");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel, file)) {
            State state = state(file);
            if (lock.isValid() && state != State.CURRENT) {
                migrate(file, state);
            }
            Files.deleteIfExists(lockFile);
        }
    }

    private static void migrate(SqliteFile file, State state) throws SQLException {
        if (state == State.EMPTY) {
            set(file, "PRAGMA application_id = " + APPLICATION_ID);
            set(file, "PRAGMA journal_mode = WAL");
        }
        try {
            Flyway.configure()
                    .loggers(QuietFlywayLog.class.getName())
                    .locations(MIGRATIONS)
                    .dataSource(file.dataSource())
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "the store " + file.path() + " could not be brought to schema " + VERSION + ": " + e.getMessage(),
                    e);
        }
        set(file, "PRAGMA user_version = " + VERSION);
    }

    private static void set(SqliteFile file, String pragma) throws SQLException {
        try (Connection connection = file.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(pragma);
        }
    }

    private static State state(SqliteFile file) throws SQLException {
        try (Connection connection = file.connect();
                Statement statement = connection.createStatement()) {
            long version = number(statement, "PRAGMA user_version");
            if (number(statement, "PRAGMA application_id") != APPLICATION_ID) {
                if (number(statement, "SELECT count(*) FROM sqlite_master") > 0) {
                    throw new StoreException(file.notAStore("it is the database of another program"));
                }
                return State.EMPTY;
            }
            if (version > VERSION) {
                throw new StoreException("the store " + file.path() + " has schema " + version
                        + ", and this version of Millrace knows schemas up to " + VERSION
                        + ": use the newer version that wrote it, or name another file");
            }
            return version == VERSION ? State.CURRENT : State.OLDER;
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static FileLock lock(FileChannel channel, SqliteFile file) throws IOException {
        long deadline = System.nanoTime() + file.patience().toNanos();
        while (System.nanoTime() < deadline) {
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
