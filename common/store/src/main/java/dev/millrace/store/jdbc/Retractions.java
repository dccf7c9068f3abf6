package dev.millrace.store.jdbc;

import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Link;
import dev.millrace.store.StoreException;
import dev.millrace.store.StoredText;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.EventRows;
import dev.millrace.store.rows.Identities;
import dev.millrace.store.rows.Sql;
import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Retracts what is not true any more, inside one write transaction: the rows stay and say until when they were believed. */
final class Retractions {

    private static final String RETRACT = " SET retracted_at = ? WHERE retracted_at IS NULL AND ";

    /** What only the tool itself can state; other rules are conclusions of ours. */
    private static final String STATED = "rule IN (" + Codes.LINK_RULE.of(Link.Rule.EXPLICIT) + ", "
            + Codes.LINK_RULE.of(Link.Rule.CLOSING_REFERENCE) + ")";

    private final Statements statements;
    private final Identities ids;
    private final long recordedAt;
    private int removed;

    Retractions(Statements statements, Identities ids, long recordedAt) {
        this.statements = statements;
        this.ids = ids;
        this.recordedAt = recordedAt;
    }

    private record Named(Set<String> events, Set<StatedLink> links) {
        Named() {
            this(new HashSet<>(), new HashSet<>());
        }
    }

    private record StatedLink(String relation, long to) {}

    /** How many artifacts were found to be gone. */
    int removed() {
        return removed;
    }

    /** What the existence facts of a batch say, whose facts are stored already. */
    int apply(FactBatch batch) throws SQLException {
        if (batch.existence().isEmpty()) {
            return 0;
        }
        Map<ArtifactId, Named> whole = new HashMap<>();
        Set<Long> gone = new HashSet<>();
        int retracted = 0;
        for (ExistenceFact fact : batch.existence()) {
            if (fact instanceof ExistenceFact.Whole) {
                whole.put(fact.artifact(), new Named());
            } else if (fact instanceof ExistenceFact.Gone) {
                gone.add(ids.of(fact.artifact()));
            } else if (fact instanceof ExistenceFact.Unlinked unlinked) {
                retracted += unlink(unlinked.link());
            }
        }
        for (FlowEvent event : batch.events()) {
            Named named = whole.get(event.artifact());
            if (named != null) {
                named.events().add(EventRows.localId(event));
            }
        }
        for (Link link : batch.links()) {
            Named named = whole.get(link.from());
            if (named != null) {
                named.links().add(new StatedLink(StoredText.of(link.relation()), ids.of(link.to())));
            }
        }
        for (Map.Entry<ArtifactId, Named> entry : whole.entrySet()) {
            retracted += allBut(ids.of(entry.getKey()), entry.getValue());
        }
        return retracted + gone(gone);
    }

    private int unlink(Link link) throws SQLException {
        return statements.update(
                "UPDATE link" + RETRACT + "from_id = ? AND relation = ? AND rule = ? AND to_id = ?",
                recordedAt,
                ids.of(link.from()),
                StoredText.of(link.relation()),
                (long) Codes.LINK_RULE.of(link.rule()),
                ids.of(link.to()));
    }

    private int allBut(long artifact, Named named) throws SQLException {
        record Row(long id, boolean named) {}

        int retracted = 0;
        List<Row> events = statements.list(
                "SELECT id, local_id FROM event WHERE artifact_id = ? AND retracted_at IS NULL",
                row -> new Row(row.getLong(1), named.events().contains(row.getString(2))),
                artifact);
        for (Row row : events) {
            if (!row.named()) {
                retracted += statements.update("UPDATE event" + RETRACT + "id = ?", recordedAt, row.id());
            }
        }
        List<Row> links = statements.list(
                "SELECT id, relation, to_id FROM link WHERE from_id = ? AND retracted_at IS NULL AND " + STATED,
                row -> new Row(
                        row.getLong(1), named.links().contains(new StatedLink(row.getString(2), row.getLong(3)))),
                artifact);
        for (Row row : links) {
            if (!row.named()) {
                retracted += statements.update("UPDATE link" + RETRACT + "id = ?", recordedAt, row.id());
            }
        }
        return retracted;
    }

    /** Artifacts that are there: what was known to be gone has come back. */
    void back(Collection<Object> artifacts) throws SQLException {
        for (List<Object> list : Sql.lists(artifacts)) {
            statements.update(
                    "UPDATE tombstone" + RETRACT + "artifact_id IN " + Sql.marks(list),
                    Sql.values(List.of(recordedAt), list, List.of()));
        }
    }

    /** Artifacts that are not there any more. */
    int gone(Collection<Long> artifacts) throws SQLException {
        ArtifactRows rows = new ArtifactRows(statements);
        int retracted = 0;
        for (long artifact : artifacts) {
            int snapshots = statements.update("UPDATE snapshot" + RETRACT + "artifact_id = ?", recordedAt, artifact);
            if (snapshots > 0) {
                removed++;
                statements.update(
                        "INSERT INTO tombstone (id, artifact_id, recorded_at) VALUES (?, ?, ?)",
                        ids.next("tombstone"),
                        artifact,
                        recordedAt);
            }
            retracted += snapshots;
            retracted += statements.update("UPDATE event" + RETRACT + "artifact_id = ?", recordedAt, artifact);
            retracted += statements.update("UPDATE link" + RETRACT + "from_id = ?", recordedAt, artifact);
            ArtifactId id = statements
                    .first(
                            "SELECT tool_id, kind, native_id FROM artifact WHERE id = ?",
                            row -> rows.read(row, 1),
                            artifact)
                    .orElseThrow(
                            () -> new StoreException("the store is damaged: artifact " + artifact + " has no row"));
            retracted += statements.update(
                    "UPDATE ledger_line" + RETRACT + "tool_id = ? AND scope = ?",
                    recordedAt,
                    ids.of(id.tool()),
                    StoredText.of(id.toString()));
            statements.update("DELETE FROM shown WHERE artifact_id = ?", artifact);
            statements.update("DELETE FROM watched WHERE artifact_id = ?", artifact);
        }
        return retracted;
    }
}
