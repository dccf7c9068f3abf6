package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Attribute;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Level;
import dev.millrace.model.Workflow;
import dev.millrace.store.Retention;
import dev.millrace.store.StoredText;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.AttributeText;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.EventDetails;
import dev.millrace.store.rows.Sql;
import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what may go, inside one write transaction: first all that must stay for itself, then all that this needs, and what is left
 * goes. In doubt an artifact stays.
 */
final class Pruning {

    private static final int ISSUE = Codes.ARTIFACT_KIND.of(ArtifactKind.ISSUE);
    private static final int PULL_REQUEST = Codes.ARTIFACT_KIND.of(ArtifactKind.PULL_REQUEST);
    private static final int COMMIT = Codes.ARTIFACT_KIND.of(ArtifactKind.COMMIT);
    private static final int BUILD = Codes.ARTIFACT_KIND.of(ArtifactKind.BUILD);
    private static final int DEPLOYMENT = Codes.ARTIFACT_KIND.of(ArtifactKind.DEPLOYMENT);
    private static final int SUB_TASK = Codes.LEVEL.of(Level.SUB_TASK);
    private static final int BLOCKER_CHANGED = Codes.EVENT_KIND.of(FlowEvent.Kind.BLOCKER_CHANGED);

    private static final String ITEMS = ISSUE + ", " + PULL_REQUEST;
    private static final String DELIVERIES = COMMIT + ", " + BUILD + ", " + DEPLOYMENT;

    private static final String KEEP = "INSERT INTO prune_kept (artifact_id) SELECT DISTINCT ";
    private static final String ONCE = " ON CONFLICT DO NOTHING";

    /** The words of the common model for an end; an issue has ended by the category of its state, or by a resolution without one. */
    private static final String ENDED = "(a.kind = " + COMMIT
            + " OR (a.kind = " + PULL_REQUEST + " AND coalesce(s.state_name, '') IN ('merged', 'closed'))"
            + " OR (a.kind = " + DEPLOYMENT
            + " AND coalesce(s.state_name, '') IN ('success', 'failure', 'error', 'inactive'))"
            + " OR (a.kind = " + BUILD
            + " AND coalesce(s.state_name, '') IN ('success', 'failure', 'unstable', 'aborted', 'not_built'))"
            + " OR (a.kind = " + ISSUE
            + " AND (coalesce(d.category, '') = 'done' OR (d.category IS NULL AND s.resolution IS NOT NULL))))";

    /** What stays for itself: it changed since, it may still change, or it was found to be gone since. */
    private static final List<String> FOR_ITSELF = List.of(
            KEEP + "artifact_id FROM event WHERE occurred_at >= ?" + ONCE,
            KEEP + "artifact_id FROM snapshot WHERE updated_at >= ? OR created_at >= ?" + ONCE,
            KEEP + "artifact_id FROM tombstone WHERE recorded_at >= ?" + ONCE);

    /** What an issue that stopped since is held against: others of its workflow that were done some time before. */
    private static final List<String> HELD_AGAINST = List.of(
            KEEP + "e.artifact_id FROM event e JOIN artifact a ON a.id = e.artifact_id WHERE a.kind = " + ISSUE
                    + " AND e.occurred_at >= ?" + ONCE,
            KEEP + "s.artifact_id FROM snapshot s JOIN artifact a ON a.id = s.artifact_id WHERE a.kind = " + ISSUE
                    + " AND s.updated_at >= ?" + ONCE);

    private static final String UNENDED = KEEP + "s.artifact_id FROM snapshot s JOIN artifact a ON a.id = s.artifact_id"
            + " LEFT JOIN state_definition d ON d.tool_id = a.tool_id AND d.state_id = s.state_id"
            + " AND d.retracted_at IS NULL WHERE s.retracted_at IS NULL AND NOT (" + ENDED + ")" + ONCE;

    private static final String WATCHED = KEEP + "artifact_id FROM watched WHERE 1 = 1" + ONCE;

    private static final String PLACE = "CASE WHEN b.kind = " + DEPLOYMENT + " THEN n.title ELSE '' END";

    /**
     * The newest of each environment and job before the horizon: the first one after it carries what came in between. Of places that
     * nothing has been brought to since, only those that may be production: what was merged after it still waits for it.
     */
    private static final String BASELINES = KEEP
            + "s.artifact_id FROM snapshot s JOIN artifact a ON a.id = s.artifact_id JOIN (SELECT b.kind AS kind,"
            + " n.project AS project, " + PLACE + " AS place,"
            + " max(CASE WHEN n.created_at < ? THEN n.created_at END) AS newest"
            + " FROM snapshot n JOIN artifact b ON b.id = n.artifact_id"
            + " WHERE b.kind IN (" + DEPLOYMENT + ", " + BUILD + ") AND n.retracted_at IS NULL"
            + " GROUP BY b.kind, n.project, " + PLACE + " HAVING max(n.created_at) >= ?"
            + " OR max(CASE WHEN " + AttributeText.holding("n.attributes", Attribute.PRODUCTION)
            + " OR lower(n.title) LIKE '%prod%'"
            + " OR lower(n.title) LIKE '%live%' THEN 1 ELSE 0 END) = 1) l"
            + " ON l.kind = a.kind AND l.project = s.project AND l.newest = s.created_at"
            + " WHERE s.retracted_at IS NULL" + ONCE;

    private static final String LINKED_TO = KEEP
            + "l.to_id FROM link l JOIN prune_kept k ON k.artifact_id = l.from_id JOIN artifact f ON f.id = l.from_id"
            + " JOIN artifact t ON t.id = l.to_id WHERE f.kind IN (%1$s) AND t.kind IN (%2$s)"
            + " AND NOT (f.kind = " + ISSUE + " AND t.kind = " + ISSUE + ")" + ONCE;
    private static final String LINKED_FROM = KEEP
            + "l.from_id FROM link l JOIN prune_kept k ON k.artifact_id = l.to_id JOIN artifact f ON f.id = l.from_id"
            + " JOIN artifact t ON t.id = l.to_id WHERE t.kind IN (%1$s) AND f.kind IN (%2$s)"
            + " AND NOT (f.kind = " + ISSUE + " AND t.kind = " + ISSUE + ")" + ONCE;

    /** What was a sub-task once: its time counts with the parent that it had then. Epics hold too much together. */
    private static final String FORMER =
            "EXISTS (SELECT 1 FROM snapshot o WHERE o.artifact_id = h.parent_id AND o.level = "
                    + Codes.LEVEL.of(Level.STANDARD) + ")";

    /** Issues, pull requests and sub-tasks hang together; repeated until nothing is added. */
    private static final List<String> OF_ITEMS = List.of(
            String.format(LINKED_TO, ITEMS, ITEMS),
            String.format(LINKED_FROM, ITEMS, ITEMS),
            KEEP + "s.parent_id FROM snapshot s JOIN prune_kept k ON k.artifact_id = s.artifact_id"
                    + " WHERE s.parent_id IS NOT NULL AND s.level = " + SUB_TASK + ONCE,
            KEEP + "s.artifact_id FROM snapshot s JOIN prune_kept k ON k.artifact_id = s.parent_id WHERE s.level = "
                    + SUB_TASK + ONCE,
            KEEP + "h.parent_id FROM past_parent h JOIN prune_kept k ON k.artifact_id = h.artifact_id WHERE " + FORMER
                    + ONCE,
            KEEP + "h.artifact_id FROM past_parent h JOIN prune_kept k ON k.artifact_id = h.parent_id WHERE " + FORMER
                    + ONCE);

    /** What items were delivered by, never back to other items: a build carries many, and in the end everything would stay. */
    private static final List<String> OF_DELIVERIES = List.of(
            String.format(LINKED_TO, ITEMS, DELIVERIES),
            String.format(LINKED_FROM, ITEMS, DELIVERIES),
            String.format(LINKED_TO, DELIVERIES, DELIVERIES),
            String.format(LINKED_FROM, COMMIT, BUILD + ", " + DEPLOYMENT));

    /** Which change a deployment contains is found by ancestry: from the oldest commit that stays on, no gap. */
    private static final String FLOOR = "SELECT min(c.updated_at) AS floor, c.project AS project FROM snapshot c"
            + " JOIN artifact b ON b.id = c.artifact_id JOIN prune_kept k ON k.artifact_id = c.artifact_id"
            + " WHERE b.kind = " + COMMIT + " GROUP BY c.project";

    private static final String COMMITS_SINCE_FLOOR = KEEP
            + "s.artifact_id FROM snapshot s JOIN artifact a ON a.id = s.artifact_id JOIN (" + FLOOR
            + ") f ON f.project = s.project WHERE a.kind = " + COMMIT + " AND s.updated_at >= f.floor" + ONCE;

    /** What is delivered after the horizon may have come to rest long before it. */
    private static final List<String> STILL_TO_DELIVER = List.of(
            String.format(LINKED_TO, DELIVERIES, DELIVERIES),
            COMMITS_SINCE_FLOOR,
            String.format(LINKED_TO, DELIVERIES, ITEMS),
            String.format(LINKED_FROM, COMMIT, ITEMS));

    private static final List<String> SINCE_FLOOR = List.of(
            KEEP + "s.artifact_id FROM snapshot s JOIN artifact a ON a.id = s.artifact_id JOIN (" + FLOOR
                    + ") f ON f.project = s.project WHERE a.kind IN (" + COMMIT + ", " + DEPLOYMENT
                    + ") AND s.updated_at >= f.floor" + ONCE,
            KEEP + "s.artifact_id FROM snapshot s JOIN artifact a ON a.id = s.artifact_id WHERE a.kind IN (" + BUILD
                    + ", " + DEPLOYMENT + ") AND s.updated_at >= (SELECT min(g.floor) FROM (" + FLOOR + ") g)" + ONCE);

    private final Statements statements;
    private final long horizon;

    Pruning(Statements statements, long horizon) {
        this.statements = statements;
        this.horizon = horizon;
    }

    /** Finds what may go. */
    Retention.Pruned plan() throws SQLException {
        for (String table : List.of("prune_kept", "prune_gone")) {
            statements.run("DROP TABLE IF EXISTS " + table);
            statements.run("CREATE TEMPORARY TABLE " + table + " (artifact_id INTEGER PRIMARY KEY)");
        }
        statements.update(FOR_ITSELF.get(0), horizon);
        statements.update(FOR_ITSELF.get(1), horizon, horizon);
        statements.update(FOR_ITSELF.get(2), horizon);
        for (String rule : HELD_AGAINST) {
            statements.update(rule, horizon - Workflow.LOOKED_BACK.toMillis());
        }
        statements.update(UNENDED);
        statements.update(WATCHED);
        long forItself = gone();
        needed();
        statements.update("INSERT INTO prune_gone (artifact_id) SELECT DISTINCT s.artifact_id FROM snapshot s"
                + " WHERE NOT EXISTS (SELECT 1 FROM prune_kept k WHERE k.artifact_id = s.artifact_id)");
        Map<ArtifactKind, Long> kinds = new EnumMap<>(ArtifactKind.class);
        statements
                .list(
                        "SELECT a.kind, count(*) FROM prune_gone g JOIN artifact a ON a.id = g.artifact_id GROUP BY a.kind",
                        row -> Map.entry(Codes.ARTIFACT_KIND.read(row.getInt(1)), row.getLong(2)))
                .forEach(entry -> kinds.put(entry.getKey(), entry.getValue()));
        long left = kinds.values().stream().mapToLong(Long::longValue).sum();
        return new Retention.Pruned(
                Instant.ofEpochMilli(horizon),
                kinds,
                count("SELECT count(*) FROM event e JOIN prune_gone g ON g.artifact_id = e.artifact_id"),
                forItself - left,
                oldest());
    }

    private void needed() throws SQLException {
        statements.update(BASELINES, horizon, horizon);
        for (String rule : STILL_TO_DELIVER) {
            statements.update(rule);
        }
        repeated(OF_ITEMS);
        blockers();
        for (String rule : OF_DELIVERIES) {
            statements.update(rule);
        }
        repeated(SINCE_FLOOR);
    }

    private void repeated(List<String> rules) throws SQLException {
        int added;
        do {
            added = 0;
            for (String rule : rules) {
                added += statements.update(rule);
            }
        } while (added > 0);
    }

    /** When what blocked an item ended, its own history says. The keys stand inside a text of ours, which no database reads. */
    private void blockers() throws SQLException {
        Set<String> keys = new LinkedHashSet<>();
        statements.list(
                "SELECT e.detail FROM event e JOIN prune_kept k ON k.artifact_id = e.artifact_id WHERE e.kind = "
                        + BLOCKER_CHANGED,
                row -> keys.add(StoredText.folded(EventDetails.blockerKey(row.getString(1)))));
        for (List<String> list : Sql.lists(keys)) {
            statements.update(
                    KEEP + "artifact_id FROM artifact_key WHERE folded IN " + Sql.marks(list) + ONCE,
                    Sql.values(List.of(), list, List.of()));
        }
    }

    private long gone() throws SQLException {
        return count("SELECT count(DISTINCT s.artifact_id) FROM snapshot s"
                + " WHERE NOT EXISTS (SELECT 1 FROM prune_kept k WHERE k.artifact_id = s.artifact_id)");
    }

    private Optional<Instant> oldest() throws SQLException {
        return statements
                .first(
                        "SELECT min(s.created_at) FROM snapshot s JOIN prune_gone g ON g.artifact_id = s.artifact_id",
                        row -> Optional.ofNullable(Statements.number(row, 1)))
                .flatMap(found -> found)
                .map(Instant::ofEpochMilli);
    }

    private long count(String query) throws SQLException {
        return statements.first(query, row -> row.getLong(1)).orElse(0L);
    }

    /** Removes what the plan says. That it was shown stays noted, so that no reconciliation takes it for something new. */
    void remove() throws SQLException {
        removeLedger();
        for (String table : List.of("event", "snapshot", "artifact_key", "tombstone")) {
            statements.update("DELETE FROM " + table + " WHERE artifact_id IN (SELECT artifact_id FROM prune_gone)");
        }
        statements.update("DELETE FROM past_parent WHERE artifact_id IN (SELECT artifact_id FROM prune_gone)");
        statements.update("DELETE FROM link WHERE from_id IN (SELECT artifact_id FROM prune_gone)");
    }

    private void removeLedger() throws SQLException {
        ArtifactRows rows = new ArtifactRows(statements);
        List<String> scopes = new ArrayList<>(statements.list(
                "SELECT a.tool_id, a.kind, a.native_id FROM prune_gone g JOIN artifact a ON a.id = g.artifact_id",
                row -> rows.read(row, 1).toString()));
        for (List<String> list : Sql.lists(scopes)) {
            statements.update(
                    "DELETE FROM ledger_line WHERE scope IN " + Sql.marks(list),
                    Sql.values(List.of(), list, List.of()));
        }
    }

    void end() throws SQLException {
        statements.run("DROP TABLE prune_kept");
        statements.run("DROP TABLE prune_gone");
    }
}
