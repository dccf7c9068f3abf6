package dev.millrace.store.jdbc;

import dev.millrace.store.StoreException;
import dev.millrace.store.rows.Database;
import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives each commit its recorded-at so that an answer once given stays true: never earlier than the last one even if the clock
 * goes back, and later than every {@code knownAt} that a reader was given an answer for. For the latter a reader leaves the
 * instant it asked for in the store before it reads; one short write per report.
 */
public final class RecordingClock {

    private record Marks(
            @Nullable Long lastRecorded, @Nullable Long readUntil) {}

    private final Database database;
    private final InstantSource clock;
    private long answered = Long.MIN_VALUE;

    RecordingClock(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What time it is, in milliseconds since 1970; for what is no fact. */
    long now() {
        return clock.instant().toEpochMilli();
    }

    /** The recorded-at of what the running write transaction stores. */
    long next(Statements statements) throws SQLException {
        Marks marks = marks(statements);
        long now = clock.instant().toEpochMilli();
        if (marks.lastRecorded() != null) {
            now = Math.max(now, marks.lastRecorded());
        }
        return marks.readUntil() == null ? now : Math.max(now, marks.readUntil() + 1);
    }

    /** Says that the running write transaction stored something. */
    void recorded(Statements statements, long at) throws SQLException {
        statements.update("UPDATE recording SET last_recorded_at = ? WHERE id = 1", at);
    }

    Optional<Instant> lastRecorded(Statements statements) throws SQLException {
        return Optional.ofNullable(marks(statements).lastRecorded()).map(Instant::ofEpochMilli);
    }

    /**
     * Promises that no later commit will be recorded at or before {@code knownAt}. Called before a read begins. Of an instant
     * that is still to come nothing can be promised, and a commit must not be dated there.
     */
    void answering(long knownAt) {
        // nothing can be left in a store that is only read; what was recorded before keeps its promise all the same
        if (knownAt <= answered || database.readOnly()) {
            return;
        }
        Marks marks = database.read(RecordingClock::marks);
        long last = marks.lastRecorded() == null ? Long.MIN_VALUE : marks.lastRecorded();
        boolean final_ = knownAt < last || (marks.readUntil() != null && knownAt <= marks.readUntil());
        if (!final_ && knownAt > Math.max(last, clock.instant().toEpochMilli())) {
            return;
        }
        if (!final_) {
            database.write(statements -> statements.update(
                    "UPDATE recording SET read_until = ? WHERE id = 1 AND (read_until IS NULL OR read_until < ?)",
                    knownAt,
                    knownAt));
        }
        answered = knownAt;
    }

    private static Marks marks(Statements statements) throws SQLException {
        return statements
                .first(
                        "SELECT last_recorded_at, read_until FROM recording WHERE id = 1",
                        row -> new Marks(Statements.number(row, 1), Statements.number(row, 2)))
                .orElseThrow(() -> new StoreException("the store has lost its clock: the file is damaged"));
    }
}
