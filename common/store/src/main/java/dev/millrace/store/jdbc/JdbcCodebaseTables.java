package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.store.CodebaseTables;
import dev.millrace.store.DerivedChanges.CodebaseFacts;
import dev.millrace.store.DerivedTable;
import dev.millrace.store.ServedRow;
import dev.millrace.store.StoredText;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.Sql;
import dev.millrace.store.rows.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Derived rows of codebases and chains. */
final class JdbcCodebaseTables implements CodebaseTables {

    private static final String ID = DerivedReads.ID;

    private final DerivedReads reads;

    JdbcCodebaseTables(DerivedReads reads) {
        this.reads = reads;
    }

    @Override
    public Map<ArtifactId, Integer> codebasesOf(Collection<ArtifactId> artifacts) {
        Map<ArtifactId, Integer> found = new HashMap<>();
        reads.ofArtifacts(
                "SELECT artifact_id, codebase FROM codebase_member WHERE artifact_id IN ",
                artifacts,
                (artifact, row, ids) -> found.put(artifact, row.getInt(2)));
        return found;
    }

    @Override
    public Map<String, Integer> codebasesOfCommits(Collection<String> hashes) {
        return reads.read(statements -> {
            Map<String, Integer> found = new HashMap<>();
            Map<Integer, List<String>> byLength = new HashMap<>();
            hashes.forEach(hash -> byLength.computeIfAbsent(hash.length(), unseen -> new ArrayList<>())
                    .add(StoredText.of(hash)));
            for (long tool : new ArtifactRows(statements).toolNumbers()) {
                for (Map.Entry<Integer, List<String>> alike : byLength.entrySet()) {
                    for (List<String> list : Sql.lists(alike.getValue())) {
                        statements.list(
                                "SELECT a.native_id, m.codebase FROM artifact a JOIN codebase_member m"
                                        + " ON m.artifact_id = a.id WHERE a.tool_id = ? AND a.kind = ?"
                                        + " AND a.native_length = ? AND a.native_id IN "
                                        + Sql.marks(list),
                                row -> found.put(row.getString(1), row.getInt(2)),
                                Sql.values(
                                        List.of(tool, Codes.ARTIFACT_KIND.of(ArtifactKind.COMMIT), alike.getKey()),
                                        list,
                                        List.of()));
                    }
                }
            }
            return found;
        });
    }

    @Override
    public Map<String, Integer> codebasesNamed(Collection<String> names) {
        return reads.read(statements -> {
            Map<String, Integer> found = new HashMap<>();
            for (List<String> list :
                    Sql.lists(names.stream().map(StoredText::of).toList())) {
                statements.list(
                        "SELECT name, codebase FROM codebase_name WHERE name IN " + Sql.marks(list),
                        row -> found.put(row.getString(1), row.getInt(2)),
                        list.toArray());
            }
            return found;
        });
    }

    @Override
    public Map<Integer, CodebaseFacts> facts() {
        return reads.read(statements -> {
            Map<Integer, Set<String>> branches = new HashMap<>();
            Map<Integer, Set<String>> flagged = new HashMap<>();
            statements.list(
                    "SELECT codebase, kind, value FROM codebase_fact",
                    row -> (row.getString(2).equals(DerivedWriter.BRANCH) ? branches : flagged)
                            .computeIfAbsent(row.getInt(1), unseen -> new HashSet<>())
                            .add(row.getString(3)));
            Map<Integer, CodebaseFacts> facts = new HashMap<>();
            Set<Integer> all = new HashSet<>(branches.keySet());
            all.addAll(flagged.keySet());
            all.forEach(codebase -> facts.put(
                    codebase,
                    new CodebaseFacts(
                            branches.getOrDefault(codebase, Set.of()), flagged.getOrDefault(codebase, Set.of()))));
            return facts;
        });
    }

    @Override
    public int lastCodebase() {
        return reads.read(statements -> statements
                .first("SELECT max(codebase) FROM codebase_member", row -> row.getInt(1))
                .orElse(0));
    }

    @Override
    public List<ArtifactId> members(Collection<Integer> codebases) {
        List<ArtifactId> members = new ArrayList<>();
        for (int codebase : codebases) {
            reads.each(
                    "SELECT " + ID
                            + " FROM codebase_member m JOIN artifact a ON a.id = m.artifact_id WHERE m.codebase = ?",
                    (row, ids) -> members.add(ids.read(row, 1)),
                    codebase);
        }
        return members;
    }

    @Override
    public Map<ArtifactId, ServedRow> changes(int codebase) {
        Map<ArtifactId, ServedRow> changes = new HashMap<>();
        reads.each(
                "SELECT " + ID + ", c.codebase, c.service, c.first_production, c.traced, c.digest FROM chain_change c"
                        + " JOIN artifact a ON a.id = c.change_id WHERE c.codebase = ?",
                (row, ids) -> changes.put(ids.read(row, 1), served(row, 4, Set.of())),
                codebase);
        return changes;
    }

    private static ServedRow served(ResultSet row, int column, Set<ArtifactId> runs) throws SQLException {
        Long first = Statements.number(row, column + 2);
        return new ServedRow(
                row.getInt(column),
                row.getString(column + 1),
                first == null ? null : Instant.ofEpochMilli(first),
                row.getInt(column + 3) != 0,
                row.getLong(column + 4),
                runs);
    }

    @Override
    public Map<ArtifactId, byte[]> bodies(DerivedTable table, int codebase) {
        Map<ArtifactId, byte[]> bodies = new HashMap<>();
        reads.each(
                "SELECT " + ID + ", d.body FROM " + table.text() + " d JOIN artifact a ON a.id = d."
                        + table.columns().get(0) + " WHERE d.codebase = ?",
                (row, ids) -> bodies.put(ids.read(row, 1), row.getBytes(4)),
                codebase);
        return bodies;
    }

    @Override
    public Map<ArtifactId, Map<ArtifactId, Integer>> membersOf(Collection<ArtifactId> issues) {
        Map<ArtifactId, Map<ArtifactId, Integer>> found = new HashMap<>();
        reads.ofArtifacts(
                "SELECT m.item_id, " + ID + ", c.codebase FROM chain_member m"
                        + " JOIN chain_change c ON c.change_id = m.artifact_id JOIN artifact a ON a.id = m.artifact_id"
                        + " WHERE m.is_change = 1 AND m.item_id IN ",
                issues,
                (issue, row, ids) ->
                        found.computeIfAbsent(issue, unseen -> new HashMap<>()).put(ids.read(row, 2), row.getInt(5)));
        return found;
    }

    @Override
    public Map<ArtifactId, Set<ArtifactId>> itemsOf(Collection<ArtifactId> artifacts) {
        Map<ArtifactId, Set<ArtifactId>> found = new HashMap<>();
        reads.ofArtifacts(
                "SELECT m.artifact_id, " + ID + " FROM chain_member m JOIN artifact a ON a.id = m.item_id"
                        + " WHERE m.artifact_id IN ",
                artifacts,
                (artifact, row, ids) -> found.computeIfAbsent(artifact, unseen -> new HashSet<>())
                        .add(ids.read(row, 2)));
        return found;
    }

    @Override
    public Map<ArtifactId, ServedRow> served(Collection<ArtifactId> changes) {
        Map<ArtifactId, Set<ArtifactId>> runs = new HashMap<>();
        reads.ofArtifacts(
                "SELECT s.change_id, " + ID + " FROM served s JOIN artifact a ON a.id = s.run_id WHERE s.change_id IN ",
                changes,
                (change, row, ids) ->
                        runs.computeIfAbsent(change, unseen -> new HashSet<>()).add(ids.read(row, 2)));
        Map<ArtifactId, ServedRow> found = new HashMap<>();
        reads.ofArtifacts(
                "SELECT change_id, codebase, service, first_production, traced, digest FROM chain_change"
                        + " WHERE change_id IN ",
                changes,
                (change, row, ids) -> found.put(change, served(row, 2, runs.getOrDefault(change, Set.of()))));
        return found;
    }
}
