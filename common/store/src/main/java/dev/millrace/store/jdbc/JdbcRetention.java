package dev.millrace.store.jdbc;

import dev.millrace.store.Retention;
import dev.millrace.store.rows.Database;
import dev.millrace.store.rows.Millis;
import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Pruning over the tables of facts. */
final class JdbcRetention implements Retention {

    private static final String HORIZON = "SELECT horizon FROM recording WHERE id = 1 AND horizon IS NOT NULL";

    private final Database database;

    JdbcRetention(Database database) {
        this.database = database;
    }

    /** The horizon as the statements see it. */
    static Optional<Instant> horizon(Statements statements) throws SQLException {
        return statements.first(HORIZON, row -> Instant.ofEpochMilli(row.getLong(1)));
    }

    @Override
    public Pruned plan(Instant horizon) {
        return run(horizon, false);
    }

    @Override
    public Pruned prune(Instant horizon) {
        return run(horizon, true);
    }

    @Override
    public Optional<Instant> horizon() {
        return database.read(JdbcRetention::horizon);
    }

    private Pruned run(Instant horizon, boolean remove) {
        return database.write(statements -> {
            long bound = Millis.of(horizon, "the horizon");
            Pruning pruning = new Pruning(statements, bound);
            Pruned pruned = pruning.plan();
            if (remove) {
                pruning.remove();
                statements.update("UPDATE recording SET prunings = prunings + 1 WHERE id = 1");
                statements.update(
                        "UPDATE recording SET horizon = ? WHERE id = 1 AND (horizon IS NULL OR horizon < ?)",
                        bound,
                        bound);
            }
            pruning.end();
            return pruned;
        });
    }
}
