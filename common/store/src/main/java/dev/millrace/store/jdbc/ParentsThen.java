package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.EventOrder;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.ParentChanged;
import dev.millrace.model.Level;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.EventReader;
import dev.millrace.store.rows.SnapshotRows.Stored;
import dev.millrace.store.rows.Sql;
import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose part an issue was as of a report, and whose it has been. A snapshot tells the parent of today; what it was before, the first
 * change after as-of tells. So does that change tell the level: what was a part of an issue of the standard level was a sub-task.
 */
final class ParentsThen {

    private static final int PARENT_CHANGED = Codes.EVENT_KIND.of(FlowEvent.Kind.PARENT_CHANGED);

    /** The issue in {@code s}, or its parent, had another parent as of the report. Takes asOf, then knownAt twice. */
    static final String CHANGED_LATER = "EXISTS (SELECT 1 FROM event x WHERE x.kind = " + PARENT_CHANGED
            + " AND x.artifact_id IN (s.artifact_id, s.parent_id) AND x.occurred_at > ? AND " + Sql.known("x")
            + ")";

    private static final String LATER = "SELECT e.artifact_id, " + EventReader.COLUMNS + " FROM event e WHERE e.kind = "
            + PARENT_CHANGED + " AND e.occurred_at > ? AND " + Sql.known("e") + " AND e.artifact_id IN ";

    private static final String ANY_LATER = "SELECT 1 FROM event e WHERE e.kind = " + PARENT_CHANGED
            + " AND e.occurred_at > ? AND " + Sql.known("e") + " LIMIT 1";

    private static final String STANDARD =
            "SELECT s.artifact_id FROM snapshot s JOIN artifact a ON a.id = s.artifact_id"
                    + " WHERE a.kind = " + Codes.ARTIFACT_KIND.of(ArtifactKind.ISSUE) + " AND s.level = "
                    + Codes.LEVEL.of(Level.STANDARD) + " AND " + Sql.known("s")
                    + " AND s.created_at <= ? AND s.artifact_id IN ";

    private static final String ANY_ONCE = "SELECT 1 FROM past_parent LIMIT 1";

    private static final String ONCE = "SELECT h.parent_id, h.artifact_id FROM past_parent h WHERE h.parent_id IN ";

    private final Statements statements;
    private final ArtifactRows artifacts;
    private final EventReader events;
    private final long asOf;
    private final long knownAt;
    private final SeldomFound laterChanges;
    private final SeldomFound formerParents;

    ParentsThen(Statements statements, ArtifactRows artifacts, EventReader events, long asOf, long knownAt) {
        this.statements = statements;
        this.artifacts = artifacts;
        this.events = events;
        this.asOf = asOf;
        this.knownAt = knownAt;
        this.laterChanges = new SeldomFound(() -> statements
                .first(ANY_LATER, row -> row.getLong(1), asOf, knownAt, knownAt)
                .isPresent());
        this.formerParents = new SeldomFound(
                () -> statements.first(ANY_ONCE, row -> row.getLong(1)).isPresent());
    }

    /** The rows with the parent and the level that each had as of the report. */
    Map<Long, Stored> asOf(Map<Long, Stored> rows) throws SQLException {
        Map<Long, ParentChanged> next = laterChanges.worthAsking() ? next(rows) : Map.of();
        if (next.isEmpty()) {
            return rows;
        }
        Map<ArtifactId, Long> numbers = new HashMap<>();
        for (ParentChanged change : next.values()) {
            Long number = change.from() == null ? null : artifacts.number(change.from());
            if (change.from() != null && number != null) {
                numbers.put(change.from(), number);
            }
        }
        Set<Long> standard = standard(numbers.values());
        Map<Long, Stored> then = new LinkedHashMap<>(rows);
        next.forEach((number, change) ->
                then.computeIfPresent(number, (same, row) -> before(row, change.from(), numbers, standard)));
        return then;
    }

    private static Stored before(
            Stored row, @Nullable ArtifactId parent, Map<ArtifactId, Long> numbers, Set<Long> standard) {
        Long number = parent == null || parent.equals(row.snapshot().artifact()) ? null : numbers.get(parent);
        Level today = row.snapshot().level();
        Level level = number != null && standard.contains(number)
                ? Level.SUB_TASK
                : today == Level.SUB_TASK ? Level.STANDARD : today;
        return new Stored(row.number(), number, row.snapshot().partOf(number == null ? null : parent, level));
    }

    /** The first change of parent after as-of of each that has one. */
    private Map<Long, ParentChanged> next(Map<Long, Stored> rows) throws SQLException {
        Map<Long, List<FlowEvent>> later = new HashMap<>();
        for (List<Long> list : Sql.lists(rows.keySet())) {
            statements.list(
                    LATER + Sql.marks(list),
                    row -> {
                        Stored of = rows.get(row.getLong(1));
                        return of != null
                                && later.computeIfAbsent(of.number(), number -> new ArrayList<>())
                                        .add(events.read(row, 2, of.snapshot().artifact()));
                    },
                    Sql.values(List.of(asOf, knownAt, knownAt), list, List.of()));
        }
        Map<Long, ParentChanged> next = new HashMap<>();
        later.forEach((number, all) -> {
            if (EventOrder.of(all).get(0) instanceof ParentChanged change) {
                next.put(number, change);
            }
        });
        return next;
    }

    private Set<Long> standard(Collection<Long> numbers) throws SQLException {
        Set<Long> standard = new HashSet<>();
        for (List<Long> list : Sql.lists(numbers)) {
            statements.list(
                    STANDARD + Sql.marks(list),
                    row -> standard.add(row.getLong(1)),
                    Sql.values(List.of(knownAt, knownAt, asOf), list, List.of()));
        }
        return standard;
    }

    /** By each of the parents, what a change of parent ever led to it or away from it, whenever that was. */
    Map<Long, Set<Long>> everPartOf(Collection<Long> parents) throws SQLException {
        Map<Long, Set<Long>> parts = new HashMap<>();
        if (!formerParents.worthAsking()) {
            return parts;
        }
        for (List<Long> list : Sql.lists(parents)) {
            statements.list(
                    ONCE + Sql.marks(list),
                    row -> parts.computeIfAbsent(row.getLong(1), parent -> new HashSet<>())
                            .add(row.getLong(2)),
                    list.toArray());
        }
        return parts;
    }
}
