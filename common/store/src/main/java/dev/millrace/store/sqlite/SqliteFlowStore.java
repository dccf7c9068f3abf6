package dev.millrace.store.sqlite;

import dev.millrace.files.Links;
import dev.millrace.pseudonym.KeyFile;
import dev.millrace.store.StoreException;
import dev.millrace.store.jdbc.JdbcFlowStore;
import dev.millrace.store.jdbc.ReadOnlyDialect;
import dev.millrace.store.rows.Database;
import dev.millrace.store.rows.Statements;
import dev.millrace.store.schema.Pseudonyms;
import dev.millrace.words.FileWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The store in one SQLite file: the default, without any server. Several processes may have the file open; readers never wait,
 * and writers wait for each other. A commit that returned survives the end of the process and of the power.
 */
public final class SqliteFlowStore extends JdbcFlowStore {

    /** Longer than any single page takes to store. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private SqliteFlowStore(Database database, InstantSource clock, Pseudonyms pseudonyms) {
        super(database, clock, pseudonyms);
    }

    /**
     * Opens the store in that file. Makes the file and its folders if there are none, and brings an older one up to date. The key of its
     * pseudonyms is beside it, under its name and {@code .key}.
     *
     * @param clock says when a fact is recorded
     * @throws StoreException if the file cannot be used: no database, another program's, of a newer version, locked, not
     *     writable, on a network file system; the message names the file and says what to do
     */
    public static SqliteFlowStore open(Path file, InstantSource clock) {
        return open(file, clock, PATIENCE);
    }

    /** The same, with the key of its pseudonyms in that file. */
    public static SqliteFlowStore open(Path file, KeyFile key, InstantSource clock) {
        return open(file, key, clock, PATIENCE, NetworkFileSystems.ofThisMachine());
    }

    /**
     * Opens the store to answer questions. One that may be written is brought up to date, and keeps what reports computed; else it is
     * read as it is, also beside another user's hub or on a disk that cannot be written, and every attempt to change it is refused.
     *
     * @throws StoreException as {@link #open}, or if it would have to be brought up to date and may not be written
     */
    public static SqliteFlowStore openToRead(Path file, InstantSource clock) {
        return openToRead(file, clock, Files::isWritable);
    }

    /** The same, with the key of its pseudonyms in that file. */
    public static SqliteFlowStore openToRead(Path file, KeyFile key, InstantSource clock) {
        return SqliteAccess.mayWrite(target(file), Files::isWritable)
                ? open(file, key, clock)
                : openReadOnly(file, clock, Files::isWritable);
    }

    /** The same where a test says what may be written. */
    static SqliteFlowStore openToRead(Path file, InstantSource clock, Predicate<Path> writable) {
        return SqliteAccess.mayWrite(target(file), writable) ? open(file, clock) : openReadOnly(file, clock, writable);
    }

    /**
     * Opens the store and never changes anything in it, though it may be allowed to.
     *
     * @throws StoreException as {@link #openToRead}
     */
    public static SqliteFlowStore openReadOnly(Path file, InstantSource clock) {
        return openReadOnly(file, clock, Files::isWritable);
    }

    private static SqliteFlowStore openReadOnly(Path file, InstantSource clock, Predicate<Path> writable) {
        Objects.requireNonNull(clock, "clock");
        Path target = target(file);
        NetworkFileSystems.ofThisMachine().refuse(target);
        SqliteAccess access = SqliteAccess.toRead(target, writable);
        SqliteFile sqlite = new SqliteFile(target, PATIENCE, access);
        try {
            ReadOnlyDialect.Check check = access == SqliteAccess.IMMUTABLE ? new UnchangedFile(sqlite) : () -> {};
            SqliteSchema.check(sqlite);
            Statements reader = new Statements(sqlite.connect());
            reader.run("PRAGMA query_only = ON");
            return new SqliteFlowStore(
                    new Database(new ReadOnlyDialect(sqlite, "the store " + target, check), reader, reader),
                    clock,
                    new Pseudonyms("the store " + target, KeyFile.beside(target)));
        } catch (SQLException e) {
            throw sqlite.explain(e);
        }
    }

    /** Where the file really lies. */
    public static Path target(Path file) {
        try {
            return Links.target(file).normalize();
        } catch (IOException e) {
            throw new StoreException("the store " + file + " cannot be found: " + FileWords.why(e), e);
        }
    }

    /** The same, waiting at most that long for other writers. */
    static SqliteFlowStore open(Path file, InstantSource clock, Duration patience) {
        return open(file, clock, patience, NetworkFileSystems.ofThisMachine());
    }

    /** The same, on a machine with those file systems. */
    static SqliteFlowStore open(Path file, InstantSource clock, Duration patience, NetworkFileSystems disks) {
        return open(file, KeyFile.beside(target(file)), clock, patience, disks);
    }

    private static SqliteFlowStore open(
            Path file, KeyFile key, InstantSource clock, Duration patience, NetworkFileSystems disks) {
        Objects.requireNonNull(clock, "clock");
        SqliteFile sqlite = new SqliteFile(target(file), patience);
        Pseudonyms pseudonyms = new Pseudonyms("the store " + sqlite.path(), key);
        disks.refuse(sqlite.path());
        try {
            SqliteSchema.prepare(sqlite, pseudonyms);
            Statements writer = new Statements(sqlite.connect());
            try {
                Database database = new Database(sqlite, writer, new Statements(sqlite.connect()));
                return new SqliteFlowStore(database, clock, pseudonyms);
            } catch (SQLException e) {
                writer.close();
                throw e;
            }
        } catch (SQLException e) {
            throw sqlite.explain(e);
        }
    }
}
