package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactId;
import dev.millrace.store.DerivedChanges;
import dev.millrace.store.DerivedStore;
import dev.millrace.store.DerivedTable;
import dev.millrace.store.StoreException;
import dev.millrace.store.StoredText;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.Sql;
import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes derived rows inside a transaction. */
final class DerivedWriter {

    static final String BRANCH = "default branch";
    private static final String FLAG = "production flag";

    private final Statements statements;

    DerivedWriter(Statements statements) {
        this.statements = statements;
    }

    /** Deletes all rows. */
    static void deleteAll(Statements statements) throws SQLException {
        for (DerivedTable table : DerivedTable.values()) {
            statements.update("DELETE FROM " + table.text());
        }
        for (String table : List.of("derived_word", "item_group", "codebase_name", "codebase_fact")) {
            statements.update("DELETE FROM " + table);
        }
    }

    void write(DerivedChanges changes, DerivedStore.Words words) throws SQLException {
        number("derived_word", words.first(), words.words());
        number("item_group", words.firstGroup(), words.groups());
        codebases(changes);
        Map<ArtifactId, Long> numbers = numbers(changes);
        for (DerivedTable table : DerivedTable.values()) {
            String owner = table.columns().get(0);
            Set<Long> cleared = new HashSet<>();
            changes.cleared(table).forEach(artifact -> {
                Long number = numbers.get(artifact);
                if (number != null) {
                    cleared.add(number);
                }
            });
            for (List<Long> list : Sql.lists(cleared)) {
                statements.update(
                        "DELETE FROM " + table.text() + " WHERE " + owner + " IN " + Sql.marks(list), list.toArray());
            }
            String insert = "INSERT INTO " + table.text() + " (" + String.join(", ", table.columns()) + ") VALUES ("
                    + String.join(", ", Collections.nCopies(table.columns().size(), "?")) + ")";
            for (@Nullable Object[] row : changes.added(table)) {
                statements.addToBatch(insert, values(row, numbers));
            }
            statements.runBatch(insert);
        }
    }

    private void number(String table, int first, List<byte[]> bodies) throws SQLException {
        String insert = "INSERT INTO " + table + " (number, body) VALUES (?, ?)";
        int number = first;
        for (byte[] body : bodies) {
            statements.addToBatch(insert, number++, body);
        }
        statements.runBatch(insert);
    }

    private void codebases(DerivedChanges changes) throws SQLException {
        for (Map.Entry<Integer, Integer> merged : changes.merged().entrySet()) {
            for (String table : List.of(
                    "codebase_member",
                    "codebase_name",
                    "chain_change",
                    "automation",
                    "delivery_change",
                    "delivery_deployment")) {
                statements.update(
                        "UPDATE " + table + " SET codebase = ? WHERE codebase = ?", merged.getValue(), merged.getKey());
            }
            statements.update("DELETE FROM codebase_fact WHERE codebase = ?", merged.getKey());
        }
        String name = "INSERT INTO codebase_name (name, codebase) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET codebase = excluded.codebase";
        for (Map.Entry<String, Integer> entry : changes.names().entrySet()) {
            statements.addToBatch(name, StoredText.of(entry.getKey()), entry.getValue());
        }
        statements.runBatch(name);
        String fact = "INSERT INTO codebase_fact (codebase, kind, value) VALUES (?, ?, ?)";
        for (Map.Entry<Integer, DerivedChanges.CodebaseFacts> entry :
                changes.facts().entrySet()) {
            statements.update("DELETE FROM codebase_fact WHERE codebase = ?", entry.getKey());
            for (String branch : entry.getValue().defaultBranches()) {
                statements.addToBatch(fact, entry.getKey(), BRANCH, StoredText.of(branch));
            }
            for (String repository : entry.getValue().flagged()) {
                statements.addToBatch(fact, entry.getKey(), FLAG, StoredText.of(repository));
            }
        }
        statements.runBatch(fact);
    }

    private Map<ArtifactId, Long> numbers(DerivedChanges changes) throws SQLException {
        Set<ArtifactId> wanted = new HashSet<>();
        for (DerivedTable table : DerivedTable.values()) {
            wanted.addAll(changes.cleared(table));
            for (@Nullable Object[] row : changes.added(table)) {
                for (Object value : row) {
                    if (value instanceof ArtifactId artifact) {
                        wanted.add(artifact);
                    }
                }
            }
        }
        Map<ArtifactId, Long> numbers = new HashMap<>();
        new ArtifactRows(statements).numbered(wanted).forEach((number, artifact) -> numbers.put(artifact, number));
        return numbers;
    }

    private static @Nullable Object[] values(@Nullable Object[] row, Map<ArtifactId, Long> numbers) {
        @Nullable Object[] values = new @Nullable Object[row.length];
        for (int i = 0; i < row.length; i++) {
            Object value = row[i];
            if (value instanceof ArtifactId artifact) {
                Long number = numbers.get(artifact);
                if (number == null) {
                    throw new StoreException("the store has no artifact " + artifact + " that a derived row is about");
                }
                values[i] = number;
            } else {
                values[i] = value instanceof String text ? StoredText.of(text) : value;
            }
        }
        return values;
    }
}
