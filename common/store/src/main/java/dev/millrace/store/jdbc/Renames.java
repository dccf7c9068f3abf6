package dev.millrace.store.jdbc;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.NativeState;
import dev.millrace.model.StateUse;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.CommitResult;
import dev.millrace.store.StoredText;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.AttributeText;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.Identities;
import dev.millrace.store.rows.SnapshotRows;
import dev.millrace.store.rows.Sql;
import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gives what is stored of a repository its new name, inside one write transaction. */
final class Renames {

    /** Where builds say what they built. */
    private static final String SNAPSHOTS = "SELECT " + SnapshotRows.COLUMNS + " FROM snapshot s"
            + " JOIN artifact a ON a.id = s.artifact_id LEFT JOIN artifact p ON p.id = s.parent_id"
            + " WHERE s.retracted_at IS NULL AND s.artifact_id IN ";

    private final Statements statements;
    private final Identities ids;
    private final long recordedAt;
    private final ArtifactRows artifacts;

    Renames(Statements statements, Identities ids, long recordedAt) throws SQLException {
        this.statements = statements;
        this.ids = ids;
        this.recordedAt = recordedAt;
        this.artifacts = new ArtifactRows(statements);
    }

    CommitResult repository(ToolInstance tool, String from, String to) throws SQLException {
        Long number = artifacts.number(tool);
        if (number == null) {
            return CommitResult.NOTHING;
        }
        CommitResult result = CommitResult.NOTHING;
        for (List<Long> some : Sql.lists(of(number, from))) {
            result = result.plus(write(some, from, to));
        }
        List<StateUse> uses = statements.list(
                "SELECT state_id, state_name FROM state_use WHERE tool_id = ? AND project = ? AND retracted_at IS NULL"
                        + " ORDER BY id",
                row -> new StateUse(
                        tool,
                        to,
                        new NativeState(row.getString(1).isEmpty() ? null : row.getString(1), row.getString(2))),
                number,
                StoredText.of(from));
        List<LedgerEntry> lines = statements.list(
                "SELECT measure, expected, captured, note FROM ledger_line WHERE tool_id = ? AND scope = ?"
                        + " AND retracted_at IS NULL ORDER BY id",
                row -> new LedgerEntry(
                        tool, to, row.getString(1), Statements.number(row, 2), row.getLong(3), row.getString(4)),
                number,
                StoredText.of(from));
        result = result.plus(new FactWriter(statements, ids, recordedAt)
                .write(new FactBatch(List.of(), List.of(), List.of(), List.of(), uses, unknown(number, lines, to))));
        int retracted = retract("state_use", "project", number, from) + retract("ledger_line", "scope", number, from);
        return result.plus(new CommitResult(0, 0, 0, 0, retracted));
    }

    /** What is in a repository of that name, and what builds it. */
    private List<Long> of(long tool, String name) throws SQLException {
        String written = StoredText.of(name);
        List<Long> found = new ArrayList<>(statements.list(
                "SELECT s.artifact_id FROM snapshot s JOIN artifact a ON a.id = s.artifact_id"
                        + " WHERE a.tool_id = ? AND s.project = ? AND s.retracted_at IS NULL ORDER BY s.artifact_id",
                row -> row.getLong(1),
                tool,
                written));
        found.addAll(statements.list(
                "SELECT s.artifact_id FROM snapshot s JOIN artifact a ON a.id = s.artifact_id"
                        + " WHERE a.kind = ? AND s.retracted_at IS NULL AND " + AttributeText.LINES
                        + " LIKE ? ORDER BY s.artifact_id",
                row -> row.getLong(1),
                Codes.ARTIFACT_KIND.of(ArtifactKind.BUILD),
                "%\n" + Attribute.REPOSITORY + "\t%" + written + "%"));
        return found;
    }

    private CommitResult write(List<Long> numbers, String from, String to) throws SQLException {
        List<ArtifactSnapshot> renamed = new ArrayList<>();
        statements.each(
                SNAPSHOTS + Sql.marks(numbers),
                row -> renamed.add(renamed(SnapshotRows.read(row, artifacts).snapshot(), from, to)),
                numbers.toArray());
        return new FactWriter(statements, ids, recordedAt)
                .write(new FactBatch(renamed, List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    private static ArtifactSnapshot renamed(ArtifactSnapshot one, String from, String to) {
        boolean inside = one.project().equals(from);
        SortedMap<String, List<String>> attributes = new TreeMap<>(one.attributes());
        attributes.computeIfPresent(
                Attribute.REPOSITORY,
                (name, values) -> values.stream()
                        .map(value -> value.equals(from) ? to : value)
                        .distinct()
                        .toList());
        // a workflow lies in its repository
        boolean below = one.project().startsWith(from + '/');
        String key = one.key();
        boolean named = (inside || below) && (key.startsWith(from + '#') || key.startsWith(from + ' '));
        return new ArtifactSnapshot(
                one.artifact(),
                named ? to + key.substring(from.length()) : key,
                one.title(),
                inside || below ? to + one.project().substring(from.length()) : one.project(),
                one.type(),
                one.level(),
                one.parent(),
                one.state(),
                one.resolution(),
                one.url(),
                one.createdAt(),
                one.updatedAt(),
                attributes);
    }

    /** A line that the new name has already is the later one. */
    private List<LedgerEntry> unknown(long tool, List<LedgerEntry> lines, String to) throws SQLException {
        List<String> known = statements.list(
                "SELECT measure FROM ledger_line WHERE tool_id = ? AND scope = ? AND retracted_at IS NULL",
                row -> row.getString(1),
                tool,
                StoredText.of(to));
        return lines.stream().filter(line -> !known.contains(line.measure())).toList();
    }

    private int retract(String table, String column, long tool, String name) throws SQLException {
        return statements.update(
                "UPDATE " + table + " SET retracted_at = ? WHERE retracted_at IS NULL AND tool_id = ? AND " + column
                        + " = ?",
                recordedAt,
                tool,
                StoredText.of(name));
    }

    /** The cursor of a source, what it has shown and what is noted of it, under another id. */
    static int source(Statements statements, String from, String to) throws SQLException {
        int moved = 0;
        for (String[] place :
                List.of(new String[] {"collector_cursor", "source"}, new String[] {"source", "name"}, new String[] {
                    "note", "name"
                })) {
            String column = place[1];
            moved += statements.update(
                    "UPDATE " + place[0] + " SET " + column + " = ? WHERE " + column
                            + " = ? AND NOT EXISTS (SELECT 1 FROM " + place[0] + " o WHERE o." + column + " = ?)",
                    StoredText.of(to),
                    StoredText.of(from),
                    StoredText.of(to));
        }
        return moved;
    }
}
