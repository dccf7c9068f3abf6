package dev.millrace.store.jdbc;

import dev.millrace.model.Knowledge;
import dev.millrace.store.StoreException;
import dev.millrace.store.rows.Database;
import dev.millrace.store.rows.Millis;
import java.time.Instant;

/** Reads what was known at an instant. No later commit changes what such a read finds. */
final class AsOfReads {

    private final Database database;
    private final RecordingClock clock;

    AsOfReads(Database database, RecordingClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What the work finds at that knowledge. */
    <T> T at(Knowledge knowledge, Database.Work<T> work) {
        clock.answering(Millis.knownAt(knowledge));
        return database.read(statements -> {
            Instant horizon = JdbcRetention.horizon(statements).orElse(Instant.MIN);
            if (knowledge.asOf().isBefore(horizon)) {
                throw new StoreException(
                        "what had ended before " + horizon + " was pruned, so nothing can be said as of "
                                + knowledge.asOf() + ": ask for " + horizon + " or later");
            }
            return work.in(statements);
        });
    }
}
