package dev.millrace.store.postgres;

import dev.millrace.facts.FactBatch;
import dev.millrace.pseudonym.KeyFile;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import dev.millrace.store.StoreException;
import dev.millrace.store.jdbc.JdbcFlowStore;
import dev.millrace.store.jdbc.ReadOnlyDialect;
import dev.millrace.store.rows.Database;
import dev.millrace.store.rows.Statements;
import dev.millrace.store.schema.Pseudonyms;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/**
 * The store in a PostgreSQL database, where people run one already. Several processes may have it open; readers never wait, and
 * writers wait for each other. A commit that returned is as safe as the server makes it.
 */
public final class PostgresFlowStore extends JdbcFlowStore {

    /** Longer than any single page takes to store. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final PostgresStatistics statistics;

    private PostgresFlowStore(
            Database database, InstantSource clock, Pseudonyms pseudonyms, PostgresStatistics statistics) {
        super(database, clock, pseudonyms);
        this.statistics = statistics;
    }

    @Override
    public CommitResult commit(FactBatch batch, Cursor cursor) {
        CommitResult result = super.commit(batch, cursor);
        statistics.stored(result);
        return result;
    }

    @Override
    public void close() {
        statistics.end();
        super.close();
    }

    /**
     * Opens the store in that database, which must exist. Makes the tables if there are none, and brings older ones up to date.
     *
     * @param key where the key of its pseudonyms is, or will be
     * @param clock says when a fact is recorded
     * @throws StoreException if the database cannot be used; the message names it and says what to do
     */
    public static PostgresFlowStore open(PostgresAddress address, KeyFile key, InstantSource clock) {
        return open(address, key, clock, PATIENCE);
    }

    /**
     * Opens the store to answer questions: as {@link #open} if this role may change it, else to read it as it is.
     *
     * @throws StoreException as {@link #open}, or if it would have to be brought up to date and may not be written
     */
    public static PostgresFlowStore openToRead(PostgresAddress address, KeyFile key, InstantSource clock) {
        PostgresServer server = new PostgresServer(address, PATIENCE);
        try {
            return PostgresSchema.mayWrite(server) ? open(address, key, clock) : openReadOnly(address, key, clock);
        } catch (SQLException e) {
            throw server.explain(e);
        }
    }

    /**
     * Opens the store and never changes anything in it, though it may be allowed to.
     *
     * @throws StoreException as {@link #openToRead}
     */
    public static PostgresFlowStore openReadOnly(PostgresAddress address, KeyFile key, InstantSource clock) {
        PostgresServer server = new PostgresServer(address, PATIENCE);
        try {
            PostgresSchema.check(server);
            Statements reader = new Statements(server.connect());
            return new PostgresFlowStore(
                    new Database(new ReadOnlyDialect(server, server.name(), () -> {}), reader, reader),
                    clock,
                    new Pseudonyms(server.name(), key),
                    new PostgresStatistics(server));
        } catch (SQLException e) {
            throw server.explain(e);
        }
    }

    /** The same, waiting at most that long for other writers. */
    static PostgresFlowStore open(PostgresAddress address, KeyFile key, InstantSource clock, Duration patience) {
        Objects.requireNonNull(clock, "clock");
        PostgresServer server = new PostgresServer(address, patience);
        Pseudonyms pseudonyms = new Pseudonyms(server.name(), key);
        try {
            PostgresSchema.prepare(server, pseudonyms);
            Statements writer = new Statements(server.connect(), new CopyInsert());
            try {
                return new PostgresFlowStore(
                        new Database(server, writer, new Statements(server.connect())),
                        clock,
                        pseudonyms,
                        new PostgresStatistics(server));
            } catch (SQLException e) {
                writer.close();
                throw e;
            }
        } catch (SQLException e) {
            throw server.explain(e);
        }
    }
}
