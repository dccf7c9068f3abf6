package dev.millrace.store.jdbc;

import dev.millrace.store.InventoryEntry;
import dev.millrace.store.Listing;
import dev.millrace.store.Reconciliations;
import dev.millrace.store.StoredText;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.Database;
import dev.millrace.store.rows.Identities;
import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reconciliations over the tables that listings use. */
final class JdbcReconciliations implements Reconciliations {

    private static final long DAY_MILLIS = 86_400_000;

    private static final String UNMET = "SELECT a.tool_id, a.kind, a.native_id, s.key FROM source o"
            + " JOIN shown w ON w.source_id = o.id AND w.listing < o.listing JOIN artifact a ON a.id = w.artifact_id"
            + " JOIN snapshot s ON s.artifact_id = a.id AND s.retracted_at IS NULL"
            + " WHERE o.name = ? AND o.under_way = 2 ORDER BY s.project, a.id";

    private final Database database;
    private final RecordingClock clock;

    JdbcReconciliations(Database database, RecordingClock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean due(String source) {
        Optional<Boolean> due = database.read(statements -> statements.first(
                "SELECT under_way, swept_at FROM source WHERE name = ? AND (under_way = 2 OR swept_at IS NOT NULL)",
                row -> row.getInt(1) == 2 || row.getLong(2) <= clock.now() - DAY_MILLIS,
                StoredText.of(source)));
        if (due.isEmpty()) {
            database.write(statements -> statements.update(
                    "UPDATE source SET swept_at = ? WHERE name = ?", clock.now(), StoredText.of(source)));
        }
        return due.orElse(false);
    }

    @Override
    public void begin(String source) {
        database.write(statements -> {
            new Listings(statements, new Identities(statements)).beginSweep(source);
            return true;
        });
    }

    @Override
    public Optional<String> state(String source) {
        return database.read(statements -> statements.first(
                "SELECT sweep_state FROM source WHERE name = ? AND under_way = 2 AND sweep_state IS NOT NULL",
                row -> row.getString(1),
                StoredText.of(source)));
    }

    @Override
    public void page(String source, List<InventoryEntry> there, String nextState) {
        database.write(statements -> {
            Identities ids = new Identities(statements);
            new Listings(statements, ids).met(source, there, clock.now());
            return statements.update(
                    "UPDATE source SET sweep_state = ? WHERE name = ?",
                    StoredText.of(nextState),
                    StoredText.of(source));
        });
    }

    @Override
    public Optional<Listing> listing(String source) {
        return database.read(statements -> new Listings(statements, new Identities(statements)).sweepUnderWay(source));
    }

    @Override
    public List<InventoryEntry> unmet(String source) {
        return database.read(statements -> unmet(statements, source));
    }

    private static List<InventoryEntry> unmet(Statements statements, String source) throws SQLException {
        ArtifactRows artifacts = new ArtifactRows(statements);
        return statements.list(
                UNMET, row -> new InventoryEntry(artifacts.read(row, 1), row.getString(4)), StoredText.of(source));
    }
}
