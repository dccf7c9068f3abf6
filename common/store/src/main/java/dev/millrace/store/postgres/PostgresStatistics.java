package dev.millrace.store.postgres;

import dev.millrace.store.CommitResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Has the server look at its tables again after much was stored. Without statistics it plans reads of whole items so badly that they
 * take thirty times as long, and its autovacuum comes minutes after the first sync or import, when the first report has been asked for.
 */
final class PostgresStatistics {

    /** Below this every plan is quick. */
    private static final long FIRST = 10_000;

    private final PostgresServer server;
    private long stored;
    private long due = FIRST;

    PostgresStatistics(PostgresServer server) {
        this.server = server;
    }

    /** So many facts were stored; the tables are looked at whenever that has doubled. */
    void stored(CommitResult result) {
        stored += result.newEvents() + (long) result.newSnapshots() + result.otherFacts();
        if (stored >= due) {
            analyze();
            due = 2 * stored;
        }
    }

    /** Nothing more will be stored through this store. */
    void end() {
        if (stored >= FIRST && 2 * stored != due) {
            analyze();
        }
    }

    private void analyze() {
        try (Connection connection = server.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE");
        } catch (SQLException e) {
            // nothing is lost but speed, and autovacuum will do the same
        }
    }
}
