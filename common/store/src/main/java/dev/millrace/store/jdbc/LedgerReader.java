package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.Sql;
import dev.millrace.store.rows.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the completeness ledger. */
final class LedgerReader {

    /** What is missing of some artifacts, by the scope its lines name. */
    record Gaps(Map<String, List<LedgerEntry>> byScope) {

        List<LedgerEntry> of(ArtifactId artifact) {
            return byScope.getOrDefault(artifact.toString(), List.of());
        }
    }

    private static final String LINES =
            "SELECT l.tool_id, l.scope, l.measure, l.expected, l.captured, l.note FROM ledger_line l"
                    + " WHERE l.tool_id = ? AND " + Sql.known("l");
    private static final String ANY_GAP =
            "SELECT 1 FROM ledger_line l WHERE " + Sql.known("l") + " AND l.expected > l.captured LIMIT 1";
    private static final String IN_ORDER = " ORDER BY l.scope, l.measure";

    private final Statements statements;
    private final ArtifactRows artifacts;
    private final long knownAt;
    private final SeldomFound gaps;

    LedgerReader(Statements statements, ArtifactRows artifacts, long knownAt) {
        this.statements = statements;
        this.artifacts = artifacts;
        this.knownAt = knownAt;
        this.gaps = new SeldomFound(() -> statements
                .first(ANY_GAP, row -> row.getLong(1), knownAt, knownAt)
                .isPresent());
    }

    void forEach(Consumer<? super LedgerEntry> consumer) throws SQLException {
        for (long tool : artifacts.toolNumbers()) {
            statements.each(LINES + IN_ORDER, row -> consumer.accept(read(row)), tool, knownAt, knownAt);
        }
    }

    /** The lines of these scopes that say something is missing. */
    List<LedgerEntry> gapsOf(Collection<String> scopes) throws SQLException {
        List<LedgerEntry> gaps = new ArrayList<>();
        for (long tool : artifacts.toolNumbers()) {
            for (List<String> list : Sql.lists(scopes.stream().distinct().toList())) {
                gaps.addAll(statements.list(
                        LINES + " AND l.expected > l.captured AND l.scope IN " + Sql.marks(list) + IN_ORDER,
                        this::read,
                        Sql.values(List.of(tool, knownAt, knownAt), list, List.of())));
            }
        }
        return gaps;
    }

    /** The lines that say something of these artifacts is missing. */
    Gaps gaps(Collection<ArtifactId> wanted) throws SQLException {
        if (!gaps.worthAsking()) {
            return new Gaps(Map.of());
        }
        Map<ToolInstance, List<String>> scopes = new HashMap<>();
        wanted.forEach(artifact -> scopes.computeIfAbsent(artifact.tool(), tool -> new ArrayList<>())
                .add(artifact.toString()));
        Map<String, List<LedgerEntry>> byScope = new HashMap<>();
        for (Map.Entry<ToolInstance, List<String>> entry : scopes.entrySet()) {
            Long tool = artifacts.number(entry.getKey());
            if (tool == null) {
                continue;
            }
            for (List<String> list : Sql.lists(entry.getValue())) {
                statements
                        .list(
                                LINES + " AND l.expected > l.captured AND l.scope IN " + Sql.marks(list) + IN_ORDER,
                                this::read,
                                Sql.values(List.of(tool, knownAt, knownAt), list, List.of()))
                        .forEach(line -> byScope.computeIfAbsent(line.scope(), scope -> new ArrayList<>())
                                .add(line));
            }
        }
        return new Gaps(byScope);
    }

    private LedgerEntry read(ResultSet row) throws SQLException {
        return new LedgerEntry(
                artifacts.tool(row.getLong(1)),
                row.getString(2),
                row.getString(3),
                Statements.number(row, 4),
                row.getLong(5),
                row.getString(6));
    }
}
