package dev.millrace.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/**
 * The store in one SQLite file: the default, without any server. Several processes may have the file open; readers never wait,
 * and writers wait for each other. A commit that returned survives the end of the process and of the power.
 */
public final class SqliteFlowStore extends JdbcFlowStore {

    /** Longer than any single page takes to store. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private SqliteFlowStore(Database database, InstantSource clock) {
        super(database, clock);
    }

    /**
     * Opens the store in that file. Makes the file and its folders if there are none, and brings an older one up to date.
     *
     * @param clock says when a fact is recorded
     * @throws StoreException if the file cannot be used: no database, another program's, of a newer version, locked, not
     *     writable, on a network file system; the message names the file and says what to do
     */
    public static SqliteFlowStore open(Path file, InstantSource clock) {
        return open(file, clock, PATIENCE);
    }

    /** The same, waiting at most that long for other writers. */
    static SqliteFlowStore open(Path file, InstantSource clock, Duration patience) {
        return open(file, clock, patience, NetworkFileSystems.ofThisMachine());
    }

    /** The same, on a machine with those file systems. */
    static SqliteFlowStore open(Path file, InstantSource clock, Duration patience, NetworkFileSystems disks) {
        Objects.requireNonNull(clock, "clock");
        SqliteFile sqlite = new SqliteFile(file.toAbsolutePath().normalize(), patience);
        disks.refuse(sqlite.path());
        try {
            SqliteSchema.prepare(sqlite);
            Statements writer = new Statements(sqlite.connect());
            try {
                return new SqliteFlowStore(new Database(sqlite, writer, new Statements(sqlite.connect())), clock);
            } catch (SQLException e) {
                writer.close();
                throw e;
            }
        } catch (SQLException e) {
            throw sqlite.explain(e);
        }
    }
}
