package dev.millrace.store;

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

    private PostgresFlowStore(Database database, InstantSource clock, PostgresStatistics statistics) {
        super(database, clock);
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
     * @param clock says when a fact is recorded
     * @throws StoreException if the database cannot be used; the message names it and says what to do
     */
    public static PostgresFlowStore open(PostgresAddress address, InstantSource clock) {
        return open(address, clock, PATIENCE);
    }

    /** The same, waiting at most that long for other writers. */
    static PostgresFlowStore open(PostgresAddress address, InstantSource clock, Duration patience) {
        Objects.requireNonNull(clock, "clock");
        PostgresServer server = new PostgresServer(address, patience);
        try {
            PostgresSchema.prepare(server);
            Statements writer = new Statements(server.connect());
            try {
                return new PostgresFlowStore(
                        new Database(server, writer, new Statements(server.connect())),
                        clock,
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
