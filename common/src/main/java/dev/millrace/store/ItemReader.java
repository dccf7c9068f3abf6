package dev.millrace.store;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.Kind;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.model.ProjectIssues;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.ArtifactRows.Numbered;
import dev.millrace.store.SnapshotRows.Stored;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads items with their sub-tasks and blockers, many at a time: a fixed number of queries for each {@value Sql#LIST} items, and
 * never more than those in memory.
 */
final class ItemReader {

    private static final int ISSUE = Codes.ARTIFACT_KIND.of(ArtifactKind.ISSUE);
    private static final int SUB_TASK = Codes.LEVEL.of(Level.SUB_TASK);

    private static final String WITH_PARENT = " LEFT JOIN artifact p ON p.id = s.parent_id";

    /** The snapshot counts: it was known, and its artifact had been created. Takes knownAt twice, then asOf. */
    private static final String COUNTS = Sql.known("s") + " AND s.created_at <= ?";

    /** A sub-task comes inside its parent, if that counts and is no sub-task itself: else a ring of them would be lost. */
    private static final String FOLDS = "s.level = " + SUB_TASK
            + " AND EXISTS (SELECT 1 FROM snapshot o JOIN artifact oa ON oa.id = o.artifact_id WHERE o.artifact_id = s.parent_id"
            + " AND oa.kind = " + ISSUE + " AND o.level <> " + SUB_TASK + " AND o.created_at <= ? AND "
            + Sql.known("o") + ")";

    // CROSS JOIN makes SQLite walk the artifacts in the order of their index, so that nothing is sorted
    private static final String ITEMS = "SELECT " + SnapshotRows.COLUMNS + " FROM artifact a CROSS JOIN snapshot s"
            + WITH_PARENT + " WHERE a.tool_id = ? AND a.kind = " + ISSUE + " AND s.artifact_id = a.id AND " + COUNTS
            + " AND NOT (" + FOLDS + ") ORDER BY a.native_length, a.native_id";

    private static final String SOME_ITEMS = "SELECT " + SnapshotRows.COLUMNS
            + " FROM snapshot s JOIN artifact a ON a.id = s.artifact_id" + WITH_PARENT + " WHERE " + COUNTS
            + " AND a.kind = " + ISSUE + " AND NOT (" + FOLDS + ") AND s.artifact_id IN ";

    private static final String ARTIFACTS = "SELECT " + SnapshotRows.COLUMNS
            + " FROM artifact a CROSS JOIN snapshot s" + WITH_PARENT
            + " WHERE a.tool_id = ? AND a.kind = ? AND s.artifact_id = a.id AND " + COUNTS
            + " ORDER BY a.native_length, a.native_id";

    private static final String ISSUES = "SELECT " + SnapshotRows.COLUMNS + " FROM artifact a CROSS JOIN snapshot s"
            + WITH_PARENT + " WHERE a.tool_id = ? AND a.kind = " + ISSUE + " AND s.artifact_id = a.id AND " + COUNTS
            + " AND s.project IN ";

    private static final String SNAPSHOTS =
            "SELECT " + SnapshotRows.COLUMNS + " FROM snapshot s JOIN artifact a ON a.id = s.artifact_id" + WITH_PARENT
                    + " WHERE " + COUNTS + " AND s.artifact_id IN ";

    private static final String SUB_TASKS =
            "SELECT " + SnapshotRows.COLUMNS + " FROM snapshot s JOIN artifact a ON a.id = s.artifact_id" + WITH_PARENT
                    + " WHERE " + COUNTS + " AND a.kind = " + ISSUE + " AND s.level = " + SUB_TASK
                    + " AND s.parent_id IN ";

    private static final String EVENTS = "SELECT e.artifact_id, " + EventReader.COLUMNS + " FROM event e WHERE "
            + Sql.known("e") + " AND e.occurred_at <= ? AND e.artifact_id IN ";

    /** See {@link ProjectIssues}. */
    private static final String STATES = EVENTS.replace(
            "WHERE ",
            "WHERE e.kind IN ("
                    + Stream.of(Kind.CREATED, Kind.STATE_CHANGED, Kind.RESOLUTION_CHANGED, Kind.TYPE_CHANGED)
                            .map(kind -> String.valueOf(Codes.EVENT_KIND.of(kind)))
                            .collect(Collectors.joining(","))
                    + ") AND ");

    private final Statements statements;
    private final ArtifactRows artifacts;
    private final EventReader events;
    private final KeyFinder keys;
    private final LedgerReader ledger;
    private final long asOf;
    private final long knownAt;

    ItemReader(Statements statements, Knowledge knowledge) throws SQLException {
        this.statements = statements;
        this.artifacts = new ArtifactRows(statements);
        this.asOf = Millis.asOf(knowledge);
        this.knownAt = Millis.knownAt(knowledge);
        this.events = new EventReader(statements);
        this.keys = new KeyFinder(statements, artifacts, events, knownAt);
        this.ledger = new LedgerReader(statements, artifacts, knownAt);
    }

    Optional<ItemHistory> item(ArtifactId artifact) throws SQLException {
        Long number = artifacts.number(artifact);
        List<ItemHistory> found = new ArrayList<>();
        if (number != null) {
            give(List.copyOf(snapshots(SNAPSHOTS, List.of(number)).values()), found::add);
        }
        return found.stream().findFirst();
    }

    void forEachItem(Consumer<? super ItemHistory> consumer) throws SQLException {
        for (long tool : artifacts.toolNumbers()) {
            List<Stored> chunk = new ArrayList<>();
            statements.each(
                    ITEMS,
                    row -> {
                        chunk.add(SnapshotRows.read(row, artifacts));
                        if (chunk.size() == Sql.LIST) {
                            give(chunk, consumer);
                            chunk.clear();
                        }
                    },
                    tool,
                    knownAt,
                    knownAt,
                    asOf,
                    asOf,
                    knownAt,
                    knownAt);
            give(chunk, consumer);
        }
    }

    /** See {@link Projections#forEachItem}. */
    void forEachItem(Collection<ArtifactId> wanted, Consumer<? super ItemHistory> consumer) throws SQLException {
        List<ArtifactId> inOrder = wanted.stream().distinct().sorted().toList();
        for (int from = 0; from < inOrder.size(); from += Sql.LIST) {
            List<ArtifactId> some = inOrder.subList(from, Math.min(from + Sql.LIST, inOrder.size()));
            List<Stored> chunk = new ArrayList<>();
            for (List<Long> list : Sql.lists(artifacts.numbers(some))) {
                chunk.addAll(statements.list(
                        SOME_ITEMS + Sql.marks(list),
                        row -> SnapshotRows.read(row, artifacts),
                        Sql.values(List.of(knownAt, knownAt, asOf, asOf, knownAt, knownAt), list, List.of())));
            }
            chunk.sort(Comparator.comparing(item -> item.snapshot().artifact()));
            give(chunk, consumer);
        }
    }

    /** See {@link KnownFacts#histories}. */
    List<ArtifactHistory> histories(Collection<ArtifactId> wanted) throws SQLException {
        return histories(snapshots(SNAPSHOTS, artifacts.numbers(wanted))).values().stream()
                .sorted(Comparator.comparing(ArtifactHistory::artifact))
                .toList();
    }

    /** See {@link KnownFacts#forEachArtifact}. */
    void forEachArtifact(ArtifactKind kind, Consumer<? super ArtifactHistory> consumer) throws SQLException {
        for (long tool : artifacts.toolNumbers()) {
            Map<Long, Stored> chunk = new LinkedHashMap<>();
            statements.each(
                    ARTIFACTS,
                    row -> {
                        Stored stored = SnapshotRows.read(row, artifacts);
                        chunk.put(stored.number(), stored);
                        if (chunk.size() == Sql.LIST) {
                            giveHistories(chunk, consumer);
                            chunk.clear();
                        }
                    },
                    tool,
                    Codes.ARTIFACT_KIND.of(kind),
                    knownAt,
                    knownAt,
                    asOf);
            giveHistories(chunk, consumer);
        }
    }

    /** See {@link ProjectIssues#forEach}. */
    void forEachIssue(ToolInstance tool, Collection<String> projects, Consumer<? super ArtifactHistory> consumer)
            throws SQLException {
        Long number = artifacts.number(tool);
        if (number == null) {
            return;
        }
        for (List<String> list : Sql.lists(projects.stream().map(StoredText::of).toList())) {
            Map<Long, Stored> chunk = new LinkedHashMap<>();
            statements.each(
                    ISSUES + Sql.marks(list),
                    row -> {
                        Stored stored = SnapshotRows.read(row, artifacts);
                        chunk.put(stored.number(), stored);
                        if (chunk.size() == Sql.LIST) {
                            giveStates(chunk, consumer);
                            chunk.clear();
                        }
                    },
                    Sql.values(List.of(number, knownAt, knownAt, asOf), list, List.of()));
            giveStates(chunk, consumer);
        }
    }

    private void giveStates(Map<Long, Stored> chunk, Consumer<? super ArtifactHistory> consumer) throws SQLException {
        Map<Long, List<FlowEvent>> happened = events(STATES, chunk);
        chunk.forEach((number, row) -> consumer.accept(
                new ArtifactHistory(row.snapshot(), happened.getOrDefault(number, List.of()), List.of())));
    }

    private void giveHistories(Map<Long, Stored> chunk, Consumer<? super ArtifactHistory> consumer)
            throws SQLException {
        Map<Long, ArtifactHistory> histories = histories(chunk);
        chunk.keySet().forEach(number -> consumer.accept(Objects.requireNonNull(histories.get(number))));
    }

    private void give(List<Stored> items, Consumer<? super ItemHistory> consumer) throws SQLException {
        List<Long> parents = items.stream()
                .filter(item -> item.snapshot().level() != Level.SUB_TASK)
                .map(Stored::number)
                .toList();
        Map<Long, Stored> subTasks = snapshots(SUB_TASKS, parents);
        Map<Long, Stored> known = new LinkedHashMap<>();
        items.forEach(item -> known.put(item.number(), item));
        known.putAll(subTasks);
        Map<Long, ArtifactHistory> histories = histories(known);

        Map<Long, List<ArtifactHistory>> subTasksOf = new HashMap<>();
        subTasks.values().stream()
                .sorted(Comparator.comparing(task -> task.snapshot().artifact()))
                .forEach(task -> subTasksOf
                        .computeIfAbsent(task.parent(), parent -> new ArrayList<>())
                        .add(histories.get(task.number())));
        Blockers blockers = blockers(histories);
        for (Stored item : items) {
            ArtifactHistory history = Objects.requireNonNull(histories.get(item.number()));
            List<ArtifactHistory> tasks = subTasksOf.getOrDefault(item.number(), List.of());
            consumer.accept(new ItemHistory(history, tasks, blockers.of(history, tasks)));
        }
    }

    private Map<Long, Stored> snapshots(String query, Collection<Long> numbers) throws SQLException {
        Map<Long, Stored> found = new LinkedHashMap<>();
        for (List<Long> list : Sql.lists(numbers)) {
            List<Stored> rows = statements.list(
                    query + Sql.marks(list),
                    row -> SnapshotRows.read(row, artifacts),
                    Sql.values(List.of(knownAt, knownAt, asOf), list, List.of()));
            rows.forEach(row -> found.put(row.number(), row));
        }
        return found;
    }

    private Map<Long, List<FlowEvent>> events(String query, Map<Long, Stored> known) throws SQLException {
        Map<Long, List<FlowEvent>> happened = new HashMap<>();
        for (List<Long> list : Sql.lists(known.keySet())) {
            statements.list(
                    query + Sql.marks(list),
                    row -> {
                        long number = row.getLong(1);
                        ArtifactId artifact = Objects.requireNonNull(known.get(number))
                                .snapshot()
                                .artifact();
                        return happened.computeIfAbsent(number, unused -> new ArrayList<>())
                                .add(events.read(row, 2, artifact));
                    },
                    Sql.values(List.of(knownAt, knownAt, asOf), list, List.of()));
        }
        return happened;
    }

    private Map<Long, ArtifactHistory> histories(Map<Long, Stored> known) throws SQLException {
        Map<Long, List<FlowEvent>> happened = events(EVENTS, known);
        LedgerReader.Gaps gaps = ledger.gaps(
                known.values().stream().map(row -> row.snapshot().artifact()).toList());
        Map<Long, ArtifactHistory> histories = new HashMap<>();
        known.forEach((number, row) -> histories.put(
                number,
                new ArtifactHistory(
                        row.snapshot(),
                        happened.getOrDefault(number, List.of()),
                        gaps.of(row.snapshot().artifact()))));
        return histories;
    }

    private Blockers blockers(Map<Long, ArtifactHistory> histories) throws SQLException {
        Map<ToolInstance, Set<String>> wanted = new HashMap<>();
        for (ArtifactHistory history : histories.values()) {
            Set<String> named = Blockers.keys(history);
            if (!named.isEmpty()) {
                Set<String> ofTool = wanted.computeIfAbsent(history.artifact().tool(), tool -> new HashSet<>());
                named.forEach(key -> ofTool.add(StoredText.folded(key)));
            }
        }
        Map<ToolInstance, Map<String, Numbered>> holders = new HashMap<>();
        Set<Long> numbers = new HashSet<>();
        for (Map.Entry<ToolInstance, Set<String>> entry : wanted.entrySet()) {
            Map<String, Numbered> found = keys.find(entry.getValue(), entry.getKey());
            holders.put(entry.getKey(), found);
            found.values().forEach(holder -> numbers.add(holder.number()));
        }
        return new Blockers(holders, numbers.isEmpty() ? Map.of() : histories(snapshots(SNAPSHOTS, numbers)));
    }
}
