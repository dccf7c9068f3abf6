package dev.millrace.store.jdbc;

import dev.millrace.model.FlowEvent;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.StoredText;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.ArtifactRows.Numbered;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.EventReader;
import dev.millrace.store.rows.Sql;
import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds who has or had a key. Keys say how things are called, so what is known of them counts whatever the as-of of the report:
 * a report on last year still finds an issue under the key it got since.
 */
final class KeyFinder {

    /** Somebody had the key: has it now, or was last seen with it at an instant. */
    private record Holding(Numbered holder, boolean current, long lastSeen) {

        /** Who has it now comes first, then who had it last; artifact ids decide the rest, so that the answer is one. */
        static final Comparator<Holding> BEST_FIRST = Comparator.comparing(Holding::current)
                .thenComparing(Holding::lastSeen)
                .reversed()
                .thenComparing(holding -> holding.holder().artifact());
    }

    /** Behind what separates it. */
    private static final Pattern NUMBER = Pattern.compile("[-#][0-9]+");

    private static final int MOST_NEAR = 200_000;

    private final Statements statements;
    private final ArtifactRows artifacts;
    private final EventReader events;
    private final long knownAt;

    KeyFinder(Statements statements, ArtifactRows artifacts, EventReader events, long knownAt) {
        this.statements = statements;
        this.artifacts = artifacts;
        this.events = events;
        this.knownAt = knownAt;
    }

    /** The best holder of each key that anybody had, by the key in lower case. */
    Map<String, Numbered> find(Collection<String> foldedKeys) throws SQLException {
        return best(holdings(foldedKeys));
    }

    /** All holders of one key, the best first. */
    List<Numbered> findAll(String foldedKey) throws SQLException {
        return holdings(List.of(foldedKey)).getOrDefault(foldedKey, List.of()).stream()
                .sorted(Holding.BEST_FIRST)
                .map(Holding::holder)
                .distinct()
                .toList();
    }

    /** What is called so and numbered, the highest number first. A part of a build has a word behind its number. */
    List<String> numbered(String foldedName, int most) throws SQLException {
        String begin = foldedName + " #";
        return statements.list(
                "SELECT folded FROM artifact_key WHERE folded > ? AND folded < ? AND SUBSTR(folded, ?) NOT LIKE '% %'"
                        + " GROUP BY folded ORDER BY LENGTH(folded) DESC, folded DESC LIMIT ?",
                row -> row.getString(1),
                begin,
                begin + (char) ('9' + 1),
                begin.codePointCount(0, begin.length()) + 1,
                most);
    }

    /**
     * Keys of the same project or repository that are as long, give or take one; if there are none, those of the same number elsewhere.
     * For the latter the database looks at each key, which takes a second for some millions.
     */
    List<String> near(String foldedKey) throws SQLException {
        int cut = Math.max(foldedKey.lastIndexOf('-'), foldedKey.lastIndexOf('#')) + 1;
        if (cut == 0) {
            return List.of();
        }
        String begin = foldedKey.substring(0, cut);
        List<String> numbers = statements.list(
                "SELECT folded FROM artifact_key WHERE folded > ? AND folded < ? AND LENGTH(folded) BETWEEN ? AND ?"
                        + " GROUP BY folded LIMIT " + MOST_NEAR,
                row -> row.getString(1),
                begin,
                foldedKey.substring(0, cut - 1) + (char) (foldedKey.charAt(cut - 1) + 1),
                foldedKey.length() - 1,
                foldedKey.length() + 1);
        String end = foldedKey.substring(cut - 1);
        return numbers.isEmpty() && NUMBER.matcher(end).matches()
                ? statements.list(
                        "SELECT folded FROM artifact_key WHERE folded LIKE ? GROUP BY folded LIMIT " + MOST_NEAR,
                        row -> row.getString(1),
                        '%' + end)
                : numbers;
    }

    /** The best holder of each key among the artifacts of one tool. */
    Map<String, Numbered> find(Collection<String> foldedKeys, ToolInstance tool) throws SQLException {
        Map<String, List<Holding>> holdings = holdings(foldedKeys);
        holdings.values()
                .forEach(all -> all.removeIf(
                        holding -> !holding.holder().artifact().tool().equals(tool)));
        return best(holdings);
    }

    private static Map<String, Numbered> best(Map<String, List<Holding>> holdings) {
        Map<String, Numbered> best = new HashMap<>();
        holdings.forEach((key, all) ->
                all.stream().min(Holding.BEST_FIRST).ifPresent(holding -> best.put(key, holding.holder())));
        return best;
    }

    private Map<String, List<Holding>> holdings(Collection<String> foldedKeys) throws SQLException {
        Set<String> wanted = new HashSet<>(foldedKeys);
        Map<Long, Numbered> candidates = new HashMap<>();
        for (List<String> keys : Sql.lists(wanted)) {
            statements.list(
                    "SELECT a.tool_id, a.kind, a.native_id, a.id FROM artifact_key k JOIN artifact a ON a.id ="
                            + " k.artifact_id WHERE k.folded IN " + Sql.marks(keys),
                    row -> candidates.put(row.getLong(4), new Numbered(row.getLong(4), artifacts.read(row, 1))),
                    keys.toArray());
        }
        Map<String, List<Holding>> holdings = new HashMap<>();
        for (List<Long> numbers : Sql.lists(candidates.keySet())) {
            Set<Long> gone = addFromSnapshots(numbers, candidates, wanted, holdings);
            addFromMoves(numbers, candidates, wanted, holdings);
            holdings.values()
                    .forEach(all -> all.removeIf(
                            holding -> gone.contains(holding.holder().number())));
        }
        return holdings;
    }

    /** The candidates that had been captured and were known to be gone: nobody is found under their keys. */
    private Set<Long> addFromSnapshots(
            List<Long> numbers, Map<Long, Numbered> candidates, Set<String> wanted, Map<String, List<Holding>> holdings)
            throws SQLException {
        Set<Long> gone = new HashSet<>();
        Set<Long> there = new HashSet<>();
        statements.list(
                "SELECT s.artifact_id, s.key, s.updated_at, s.retracted_at IS NULL OR s.retracted_at > ? FROM snapshot"
                        + " s WHERE s.artifact_id IN " + Sql.marks(numbers) + " AND s.recorded_at <= ?",
                row -> {
                    Numbered holder = Objects.requireNonNull(candidates.get(row.getLong(1)));
                    boolean current = row.getBoolean(4);
                    (current ? there : gone).add(holder.number());
                    return add(holdings, wanted, row.getString(2), new Holding(holder, current, row.getLong(3)));
                },
                Sql.values(List.of(knownAt), numbers, List.of(knownAt)));
        gone.removeAll(there);
        return gone;
    }

    private void addFromMoves(
            List<Long> numbers, Map<Long, Numbered> candidates, Set<String> wanted, Map<String, List<Holding>> holdings)
            throws SQLException {
        statements.list(
                "SELECT e.artifact_id, " + EventReader.COLUMNS + " FROM event e" + " WHERE e.artifact_id IN "
                        + Sql.marks(numbers) + " AND e.kind = ? AND " + Sql.known("e"),
                row -> {
                    Numbered holder = Objects.requireNonNull(candidates.get(row.getLong(1)));
                    FlowEvent event = events.read(row, 2, holder.artifact());
                    Holding holding =
                            new Holding(holder, false, event.occurredAt().toEpochMilli());
                    return event instanceof FlowEvent.Moved moved
                            && add(holdings, wanted, moved.fromKey(), holding)
                            && add(holdings, wanted, moved.toKey(), holding);
                },
                Sql.values(List.of(), numbers, List.of(Codes.EVENT_KIND.of(FlowEvent.Kind.MOVED), knownAt, knownAt)));
    }

    private static boolean add(Map<String, List<Holding>> holdings, Set<String> wanted, String key, Holding holding) {
        String folded = StoredText.folded(key);
        return !wanted.contains(folded)
                || holdings.computeIfAbsent(folded, unused -> new ArrayList<>()).add(holding);
    }
}
