package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactKind;
import dev.millrace.model.FlowEvent.Kind;
import dev.millrace.model.Level;
import dev.millrace.model.ProjectIssues;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.EventReader;
import dev.millrace.store.rows.SnapshotRows;
import dev.millrace.store.rows.Sql;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@link ItemReader} asks. */
final class ItemQueries {

    private static final int ISSUE = Codes.ARTIFACT_KIND.of(ArtifactKind.ISSUE);
    private static final int SUB_TASK = Codes.LEVEL.of(Level.SUB_TASK);

    private static final String WITH_PARENT = " LEFT JOIN artifact p ON p.id = s.parent_id";

    /** The snapshot counts: it was known, and its artifact had been created. Takes knownAt twice, then asOf. */
    private static final String COUNTS = Sql.known("s") + " AND s.created_at <= ?";

    /**
     * A sub-task comes inside its parent, if that counts and is no sub-task itself: else a ring of them would be lost. Today's parent
     * says so, if neither has had another one since as-of.
     */
    private static final String FOLDS = "s.level = " + SUB_TASK
            + " AND EXISTS (SELECT 1 FROM snapshot o JOIN artifact oa ON oa.id = o.artifact_id WHERE o.artifact_id = s.parent_id"
            + " AND oa.kind = " + ISSUE + " AND o.level <> " + SUB_TASK + " AND o.created_at <= ? AND "
            + Sql.known("o") + ")";

    // all of them take knownAt twice, then asOf; those that leave out what folds take asOf, knownAt twice, and all
    // three again

    // CROSS JOIN makes SQLite walk the artifacts in the order of their index, so that nothing is sorted
    static final String ITEMS = "SELECT " + SnapshotRows.COLUMNS + " FROM artifact a CROSS JOIN snapshot s"
            + WITH_PARENT + " WHERE a.tool_id = ? AND a.kind = " + ISSUE + " AND s.artifact_id = a.id AND " + COUNTS
            + " AND (NOT (" + FOLDS + ") OR " + ParentsThen.CHANGED_LATER
            + ") ORDER BY a.native_length, a.native_id";

    static final String SOME_ITEMS = "SELECT " + SnapshotRows.COLUMNS
            + " FROM snapshot s JOIN artifact a ON a.id = s.artifact_id" + WITH_PARENT + " WHERE " + COUNTS
            + " AND a.kind = " + ISSUE + " AND (NOT (" + FOLDS + ") OR " + ParentsThen.CHANGED_LATER
            + ") AND s.artifact_id IN ";

    static final String ARTIFACTS = "SELECT " + SnapshotRows.COLUMNS
            + " FROM artifact a CROSS JOIN snapshot s" + WITH_PARENT
            + " WHERE a.tool_id = ? AND a.kind = ? AND s.artifact_id = a.id AND " + COUNTS
            + " ORDER BY a.native_length, a.native_id";

    /** Takes a tool before the instants, and a list of projects after them. */
    static final String ISSUES = "SELECT " + SnapshotRows.COLUMNS + " FROM artifact a CROSS JOIN snapshot s"
            + WITH_PARENT + " WHERE a.tool_id = ? AND a.kind = " + ISSUE + " AND s.artifact_id = a.id AND " + COUNTS
            + " AND s.project IN ";

    static final String SNAPSHOTS =
            "SELECT " + SnapshotRows.COLUMNS + " FROM snapshot s JOIN artifact a ON a.id = s.artifact_id" + WITH_PARENT
                    + " WHERE " + COUNTS + " AND s.artifact_id IN ";

    static final String SUB_TASKS =
            "SELECT " + SnapshotRows.COLUMNS + " FROM snapshot s JOIN artifact a ON a.id = s.artifact_id" + WITH_PARENT
                    + " WHERE " + COUNTS + " AND a.kind = " + ISSUE + " AND s.level = " + SUB_TASK
                    + " AND s.parent_id IN ";

    static final String EVENTS = "SELECT e.artifact_id, " + EventReader.COLUMNS + " FROM event e WHERE "
            + Sql.known("e") + " AND e.occurred_at <= ? AND e.artifact_id IN ";

    /** See {@link ProjectIssues}. */
    static final String STATES = EVENTS.replace(
            "WHERE ",
            "WHERE e.kind IN ("
                    + Stream.of(Kind.CREATED, Kind.STATE_CHANGED, Kind.RESOLUTION_CHANGED, Kind.TYPE_CHANGED)
                            .map(kind -> String.valueOf(Codes.EVENT_KIND.of(kind)))
                            .collect(Collectors.joining(","))
                    + ") AND ");

    private ItemQueries() {}
}
