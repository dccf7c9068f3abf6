package dev.millrace.store.jdbc;

import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.store.InventoryEntry;
import dev.millrace.store.Listing;
import dev.millrace.store.StoredText;
import dev.millrace.store.rows.Identities;
import dev.millrace.store.rows.SnapshotRows;
import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which source has shown which artifact, and in which of its complete listings last. A listing is a number that grows; between
 * two of them nothing is written for what is shown again.
 */
final class Listings {

    /** The live snapshots of what a source has shown. */
    static final String SHOWN = "SELECT " + SnapshotRows.COLUMNS + " FROM source o JOIN shown w ON w.source_id = o.id"
            + " JOIN snapshot s ON s.artifact_id = w.artifact_id JOIN artifact a ON a.id = s.artifact_id"
            + " LEFT JOIN artifact p ON p.id = s.parent_id WHERE o.name = ? AND s.retracted_at IS NULL ORDER BY a.id";

    /** How many they are. */
    static final String PRESENT = "SELECT count(*) FROM source o JOIN shown w ON w.source_id = o.id"
            + " JOIN snapshot s ON s.artifact_id = w.artifact_id WHERE o.name = ? AND s.retracted_at IS NULL";

    private static final String SHOW =
            "INSERT INTO shown (artifact_id, source_id, listing) VALUES (?, ?, ?) ON CONFLICT (artifact_id, source_id)"
                    + " DO UPDATE SET listing = excluded.listing WHERE shown.listing <> excluded.listing";

    private static final int NONE = 0;
    private static final int REFRESH = 1;
    private static final int SWEEP = 2;

    /** The projects of which more than a handful are stored, and nothing was met. */
    private static final String VANISHED = "SELECT n.project FROM shown s"
            + " JOIN snapshot n ON n.artifact_id = s.artifact_id AND n.retracted_at IS NULL WHERE s.source_id = ?"
            + " GROUP BY n.project HAVING count(*) > " + Listing.HANDFUL + " AND max(s.listing) < ? ORDER BY n.project";

    private record Row(long id, long listing, int underWay) {}

    private final Statements statements;
    private final Identities ids;

    Listings(Statements statements, Identities ids) {
        this.statements = statements;
        this.ids = ids;
    }

    /** The batch has shown its artifacts, and those it says to be there; it also says what is to be read again. */
    void shown(String source, FactBatch batch, long now) throws SQLException {
        Set<ArtifactId> there = new LinkedHashSet<>();
        for (ArtifactSnapshot snapshot : batch.snapshots()) {
            there.add(snapshot.artifact());
        }
        for (ExistenceFact presence : batch.existence()) {
            if (presence instanceof ExistenceFact.Gone) {
                there.remove(presence.artifact());
            } else {
                there.add(presence.artifact());
            }
        }
        if (there.isEmpty() && batch.watches().isEmpty()) {
            return;
        }
        Row row = findOrAdd(source);
        for (ArtifactId artifact : there) {
            statements.addToBatch(SHOW, ids.of(artifact), row.id(), row.listing());
        }
        statements.runBatch(SHOW);
        new Watches(statements, ids).put(row.id(), batch.watches(), now);
    }

    void begin(String source) throws SQLException {
        Row row = findOrAdd(source);
        open(row, REFRESH);
    }

    /** Begins a reconciliation, unless any listing is under way. */
    void beginSweep(String source) throws SQLException {
        Row row = findOrAdd(source);
        if (row.underWay() == NONE) {
            open(row, SWEEP);
        }
    }

    private void open(Row row, int kind) throws SQLException {
        statements.update(
                "UPDATE source SET listing = ?, under_way = ?, sweep_state = NULL WHERE id = ?",
                row.listing() + 1,
                kind,
                row.id());
    }

    Optional<Listing> underWay(String source) throws SQLException {
        return find(source, REFRESH).isPresent() ? counted(source) : Optional.empty();
    }

    Optional<Listing> sweepUnderWay(String source) throws SQLException {
        return find(source, SWEEP).isPresent() ? counted(source) : Optional.empty();
    }

    private Optional<Listing> counted(String source) throws SQLException {
        Row row = findOrAdd(source);
        List<String> vanished = statements.list(VANISHED, found -> found.getString(1), row.id(), row.listing());
        return statements.first(
                // what was never captured cannot be missed
                "SELECT count(*), coalesce(sum(CASE WHEN s.listing < ? THEN 1 ELSE 0 END), 0) FROM shown s"
                        + " JOIN snapshot n ON n.artifact_id = s.artifact_id AND n.retracted_at IS NULL"
                        + " WHERE s.source_id = ?",
                counts -> new Listing(counts.getLong(1), counts.getLong(2), vanished),
                row.listing(),
                row.id());
    }

    /** A reconciliation has met these; what the source has never shown is to be read as soon as possible. */
    void met(String source, List<InventoryEntry> there, long now) throws SQLException {
        Row row = findOrAdd(source);
        Watches watches = new Watches(statements, ids);
        for (InventoryEntry item : there) {
            long artifact = ids.of(item.artifact());
            int known = statements.update(
                    "UPDATE shown SET listing = ? WHERE artifact_id = ? AND source_id = ?",
                    row.listing(),
                    artifact,
                    row.id());
            if (known == 0) {
                watches.unseen(row.id(), artifact, item.handle(), now);
            }
        }
    }

    /** Ends a listing; gives the numbers of what nobody shows any more. */
    List<Long> end(String source, long now) throws SQLException {
        Row row = find(source).filter(found -> found.underWay() != NONE).orElse(null);
        if (row == null) {
            return List.of();
        }
        List<Long> unmet = statements.list(
                "SELECT s.artifact_id FROM shown s WHERE s.source_id = ? AND s.listing < ? AND NOT EXISTS"
                        + " (SELECT 1 FROM shown o WHERE o.artifact_id = s.artifact_id AND o.source_id <> s.source_id)"
                        + " ORDER BY s.artifact_id",
                shown -> shown.getLong(1),
                row.id(),
                row.listing());
        statements.update(
                "DELETE FROM watched WHERE source_id = ? AND artifact_id IN"
                        + " (SELECT artifact_id FROM shown WHERE source_id = ? AND listing < ?)",
                row.id(),
                row.id(),
                row.listing());
        statements.update("DELETE FROM shown WHERE source_id = ? AND listing < ?", row.id(), row.listing());
        close(row, now);
        return unmet;
    }

    /** Ends a listing as if it had met everything; gives 1 if one was under way. */
    int abandon(String source, long now) throws SQLException {
        Row row = find(source).filter(found -> found.underWay() != NONE).orElse(null);
        return row == null ? 0 : close(row, now);
    }

    private int close(Row row, long now) throws SQLException {
        return statements.update(
                "UPDATE source SET under_way = 0, sweep_state = NULL, swept_at = ? WHERE id = ?", now, row.id());
    }

    private Optional<Row> find(String source, int kind) throws SQLException {
        return find(source).filter(row -> row.underWay() == kind);
    }

    private Optional<Row> find(String source) throws SQLException {
        return statements.first(
                "SELECT id, listing, under_way FROM source WHERE name = ?",
                row -> new Row(row.getLong(1), row.getLong(2), row.getInt(3)),
                StoredText.of(source));
    }

    private Row findOrAdd(String source) throws SQLException {
        Optional<Row> found = find(source);
        if (found.isPresent()) {
            return found.get();
        }
        long id = ids.next("source");
        statements.update(
                "INSERT INTO source (id, name, listing, under_way) VALUES (?, ?, 0, 0)", id, StoredText.of(source));
        return new Row(id, 0, NONE);
    }
}
