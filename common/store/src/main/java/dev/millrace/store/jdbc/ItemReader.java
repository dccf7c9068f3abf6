package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.model.ProjectIssues;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.FactChanges;
import dev.millrace.store.KnownFacts;
import dev.millrace.store.StoredText;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.ArtifactRows.Numbered;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.EventReader;
import dev.millrace.store.rows.Millis;
import dev.millrace.store.rows.SnapshotRows;
import dev.millrace.store.rows.SnapshotRows.Stored;
import dev.millrace.store.rows.Sql;
import dev.millrace.store.rows.Statements;
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
import org.jspecify.annotations.Nullable;

/**
 * Reads items with their sub-tasks and blockers, many at a time: a fixed number of queries for each {@value Sql#LIST} items, and
 * never more than those in memory.
 */
final class ItemReader {

    private final Statements statements;
    private final ArtifactRows artifacts;
    private final EventReader events;
    private final KeyFinder keys;
    private final LedgerReader ledger;
    private final ParentsThen parents;
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
        this.parents = new ParentsThen(statements, artifacts, events, asOf, knownAt);
    }

    Optional<ItemHistory> item(ArtifactId artifact) throws SQLException {
        Long number = artifacts.number(artifact);
        List<ItemHistory> found = new ArrayList<>();
        if (number != null) {
            Collection<Stored> item =
                    snapshots(ItemQueries.SNAPSHOTS, List.of(number)).values();
            give(List.copyOf(item), folded(item), found::add);
        }
        return found.stream().findFirst();
    }

    void forEachItem(Consumer<? super ItemHistory> consumer) throws SQLException {
        for (long tool : artifacts.toolNumbers()) {
            List<Stored> chunk = new ArrayList<>();
            statements.each(
                    ItemQueries.ITEMS,
                    row -> {
                        chunk.add(SnapshotRows.read(row, artifacts));
                        if (chunk.size() == Sql.LIST) {
                            giveItems(chunk, consumer);
                            chunk.clear();
                        }
                    },
                    tool,
                    knownAt,
                    knownAt,
                    asOf,
                    asOf,
                    knownAt,
                    knownAt,
                    asOf,
                    knownAt,
                    knownAt);
            giveItems(chunk, consumer);
        }
    }

    /** See {@link FactChanges#forEachItem}. */
    void forEachItem(Collection<ArtifactId> wanted, Consumer<? super ItemHistory> consumer) throws SQLException {
        List<ArtifactId> inOrder = wanted.stream().distinct().sorted().toList();
        for (int from = 0; from < inOrder.size(); from += Sql.LIST) {
            List<ArtifactId> some = inOrder.subList(from, Math.min(from + Sql.LIST, inOrder.size()));
            List<Stored> chunk = new ArrayList<>();
            for (List<Long> list : Sql.lists(artifacts.numbers(some))) {
                chunk.addAll(statements.list(
                        ItemQueries.SOME_ITEMS + Sql.marks(list),
                        row -> SnapshotRows.read(row, artifacts),
                        Sql.values(
                                List.of(knownAt, knownAt, asOf, asOf, knownAt, knownAt, asOf, knownAt, knownAt),
                                list,
                                List.of())));
            }
            chunk.sort(Comparator.comparing(item -> item.snapshot().artifact()));
            giveItems(chunk, consumer);
        }
    }

    /** See {@link KnownFacts#histories}. */
    List<ArtifactHistory> histories(Collection<ArtifactId> wanted) throws SQLException {
        return histories(snapshots(ItemQueries.SNAPSHOTS, artifacts.numbers(wanted))).values().stream()
                .sorted(Comparator.comparing(ArtifactHistory::artifact))
                .toList();
    }

    /** See {@link KnownFacts#forEachArtifact}. */
    void forEachArtifact(ArtifactKind kind, Consumer<? super ArtifactHistory> consumer) throws SQLException {
        for (long tool : artifacts.toolNumbers()) {
            Map<Long, Stored> chunk = new LinkedHashMap<>();
            statements.each(
                    ItemQueries.ARTIFACTS,
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
                    ItemQueries.ISSUES + Sql.marks(list),
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
        Map<Long, List<FlowEvent>> happened = events(ItemQueries.STATES, chunk);
        chunk.forEach((number, row) -> consumer.accept(
                new ArtifactHistory(row.snapshot(), happened.getOrDefault(number, List.of()), List.of())));
    }

    private void giveHistories(Map<Long, Stored> chunk, Consumer<? super ArtifactHistory> consumer)
            throws SQLException {
        Map<Long, ArtifactHistory> histories = histories(parents.asOf(chunk));
        chunk.keySet().forEach(number -> consumer.accept(Objects.requireNonNull(histories.get(number))));
    }

    /** Gives those of the rows that were items as of the report. */
    private void giveItems(List<Stored> rows, Consumer<? super ItemHistory> consumer) throws SQLException {
        Map<Long, Stored> numbered = new LinkedHashMap<>();
        rows.forEach(row -> numbered.put(row.number(), row));
        Map<Long, Stored> then = parents.asOf(numbered);
        then.keySet().removeAll(folded(then.values()));
        give(List.copyOf(then.values()), Set.of(), consumer);
    }

    /** The numbers of those that come inside their parents. */
    private Set<Long> folded(Collection<Stored> rows) throws SQLException {
        Set<Long> named = new HashSet<>();
        rows.forEach(row -> {
            if (row.snapshot().level() == Level.SUB_TASK && row.parent() != null) {
                named.add(row.parent());
            }
        });
        Map<Long, Stored> holders = named.isEmpty() ? Map.of() : snapshots(ItemQueries.SNAPSHOTS, named);
        Set<Long> folded = new HashSet<>();
        for (Stored row : rows) {
            Stored holder = row.parent() == null ? null : holders.get(row.parent());
            if (row.snapshot().level() == Level.SUB_TASK
                    && holder != null
                    && isIssue(holder)
                    && holder.snapshot().level() != Level.SUB_TASK) {
                folded.add(row.number());
            }
        }
        return folded;
    }

    private static boolean isIssue(Stored row) {
        return row.snapshot().artifact().kind() == ArtifactKind.ISSUE;
    }

    /**
     * Gives the items.
     *
     * @param alone the numbers of those that are a part of another one and are asked for by themselves: what they did is told whole
     */
    private void give(List<Stored> items, Set<Long> alone, Consumer<? super ItemHistory> consumer) throws SQLException {
        List<Long> standard = numbers(items, Level.STANDARD);
        List<Long> holders = new ArrayList<>(standard);
        holders.addAll(numbers(items, Level.PORTFOLIO));
        Map<Long, Set<Long>> once = parents.everPartOf(standard);
        Map<Long, Stored> parts = snapshots(ItemQueries.SUB_TASKS, holders);
        Set<Long> others = new HashSet<>();
        once.values().forEach(others::addAll);
        others.removeAll(parts.keySet());
        parts.putAll(snapshots(ItemQueries.SNAPSHOTS, others));
        parts.values().removeIf(part -> !isIssue(part));
        Map<Long, Stored> known = new LinkedHashMap<>();
        items.forEach(item -> known.put(item.number(), item));
        known.putAll(parts);
        Map<Long, ArtifactHistory> histories = histories(known);
        Families families = new Families(parts.values(), once, histories);
        Set<ArtifactId> parentsOnce = new HashSet<>();
        for (Stored other : snapshots(ItemQueries.SNAPSHOTS, artifacts.numbers(families.named()))
                .values()) {
            if (isIssue(other) && other.snapshot().level() == Level.STANDARD) {
                parentsOnce.add(other.snapshot().artifact());
            }
        }
        Blockers blockers = blockers(histories);
        for (Stored item : items) {
            ArtifactHistory history = Objects.requireNonNull(histories.get(item.number()));
            List<ArtifactHistory> tasks = families.partsOf(item.number());
            consumer.accept(new ItemHistory(
                    history,
                    tasks,
                    alone.contains(item.number()) ? Set.of() : Families.otherParents(history, tasks, parentsOnce),
                    blockers.of(history, tasks),
                    List.of()));
        }
    }

    private static List<Long> numbers(List<Stored> items, Level level) {
        return items.stream()
                .filter(item -> item.snapshot().level() == level)
                .map(Stored::number)
                .toList();
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
        return parents.asOf(found);
    }

    private Map<Long, List<FlowEvent>> events(String query, Map<Long, Stored> known) throws SQLException {
        Gathered gathered = new Gathered(known);
        for (List<Long> list : Sql.lists(known.keySet())) {
            statements.rows(
                    query + Sql.marks(list),
                    row -> {
                        ArtifactId artifact = gathered.turnTo(row.getLong(1));
                        gathered.current.add(events.read(row, 2, artifact));
                    },
                    Sql.values(List.of(knownAt, knownAt, asOf), list, List.of()));
        }
        return gathered.all;
    }

    /** Events by the number of their artifact; those of one mostly stand together. */
    private static final class Gathered {

        private final Map<Long, Stored> known;
        private final Map<Long, List<FlowEvent>> all = new HashMap<>();
        private long number;
        private List<FlowEvent> current = List.of();
        private @Nullable ArtifactId artifact;

        Gathered(Map<Long, Stored> known) {
            this.known = known;
        }

        ArtifactId turnTo(long next) {
            ArtifactId same = artifact;
            if (same != null && next == number) {
                return same;
            }
            number = next;
            current = all.computeIfAbsent(next, unused -> new ArrayList<>());
            ArtifactId other =
                    Objects.requireNonNull(known.get(next)).snapshot().artifact();
            artifact = other;
            return other;
        }
    }

    private Map<Long, ArtifactHistory> histories(Map<Long, Stored> known) throws SQLException {
        Map<Long, List<FlowEvent>> happened = events(ItemQueries.EVENTS, known);
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
        return new Blockers(
                holders, numbers.isEmpty() ? Map.of() : histories(snapshots(ItemQueries.SNAPSHOTS, numbers)));
    }
}
