package dev.millrace.store.rows;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One table of facts and the one way to add to it: a fact that is there already with the same content changes nothing, one that
 * reads differently is retracted and the new reading is added as its next revision.
 */
public final class FactTable {

    /**
     * A fact as values of columns; numbers are longs.
     *
     * @param fact what is stored
     * @param key tells it from the others of its table
     * @param content what may read differently later
     */
    public record Row<F>(F fact, List<?> key, List<? extends @Nullable Object> content) {}

    /** What changed: the facts that are new, and those that read differently than before. */
    public record Changed<F>(List<F> added, List<F> revised) {

        Changed() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        public int count() {
            return added.size() + revised.size();
        }
    }

    private record Latest(long id, long revision, boolean live, List<? extends @Nullable Object> content) {}

    private static final int FIXED_COLUMNS = 3;

    private final String name;
    private final int keySize;
    private final int contentSize;
    private final String find;
    private final List<String> columns;
    private final String retract;

    /** A table whose rows are told apart by {@code key}. */
    public FactTable(String name, List<String> key, List<String> content) {
        this.name = name;
        this.keySize = key.size();
        this.contentSize = content.size();
        this.columns = Stream.of(List.of("id", "revision", "recorded_at"), key, content)
                .flatMap(List::stream)
                .toList();
        String found = Stream.of(List.of("id", "revision", "retracted_at"), key, content)
                .flatMap(List::stream)
                .map(column -> "f." + column)
                .collect(Collectors.joining(", "));
        String same = IntStream.range(0, keySize)
                .mapToObj(i -> "f." + key.get(i) + " = k.column" + (i + 1))
                .collect(Collectors.joining(" AND "));
        // CROSS JOIN makes SQLite look each key up in the index of the table
        this.find = "SELECT " + found + " FROM (VALUES %s) AS k CROSS JOIN " + name + " f WHERE " + same;
        this.retract = "UPDATE " + name + " SET retracted_at = ? WHERE id = ?";
    }

    /**
     * Puts all rows. A fact that comes twice ends as the later one reads.
     *
     * @param fresh numbers of which the table has nothing: rows whose key begins with one are not looked up
     */
    public <F> Changed<F> put(
            Statements statements, Identities ids, long recordedAt, List<Row<F>> rows, Set<Long> fresh)
            throws SQLException {
        Changed<F> changed = new Changed<>();
        List<@Nullable Object[]> added = new ArrayList<>();
        Map<List<?>, Latest> known = latest(statements, rows, fresh);
        for (Row<F> row : rows) {
            put(statements, ids, recordedAt, row, known, changed, added);
        }
        // first the inserts: what is retracted may have come in the same batch
        statements.insert(name, columns, added);
        statements.runBatch(retract);
        return changed;
    }

    private <F> void put(
            Statements statements,
            Identities ids,
            long recordedAt,
            Row<F> row,
            Map<List<?>, Latest> known,
            Changed<F> changed,
            List<@Nullable Object[]> added)
            throws SQLException {
        Latest before = known.get(row.key());
        if (before != null && before.live() && before.content().equals(row.content())) {
            return;
        }
        if (before != null && before.live()) {
            statements.addToBatch(retract, recordedAt, before.id());
        }
        long id = ids.next(name);
        long revision = before == null ? 1 : before.revision() + 1;
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        values.add(id);
        values.add(revision);
        values.add(recordedAt);
        values.addAll(row.key());
        values.addAll(row.content());
        added.add(values.toArray());
        known.put(row.key(), new Latest(id, revision, true, row.content()));
        (before == null ? changed.added() : changed.revised()).add(row.fact());
    }

    private <F> Map<List<?>, Latest> latest(Statements statements, List<Row<F>> rows, Set<Long> fresh)
            throws SQLException {
        Set<List<?>> wanted = new LinkedHashSet<>();
        for (Row<F> row : rows) {
            if (!fresh.contains(row.key().get(0))) {
                wanted.add(row.key());
            }
        }
        Map<List<?>, Latest> latest = new HashMap<>();
        for (List<List<?>> list : Sql.lists(wanted)) {
            String marks = String.join(",", Collections.nCopies(list.size(), Sql.marks(list.get(0))));
            statements.list(
                    String.format(find, marks),
                    row -> latest.merge(
                            values(row, FIXED_COLUMNS + 1, keySize),
                            new Latest(
                                    row.getLong(1),
                                    row.getLong(2),
                                    row.getObject(FIXED_COLUMNS) == null,
                                    values(row, FIXED_COLUMNS + 1 + keySize, contentSize)),
                            (one, other) -> one.revision() > other.revision() ? one : other),
                    list.stream().flatMap(List::stream).toArray());
        }
        return latest;
    }

    private static List<@Nullable Object> values(ResultSet row, int first, int count) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Object value = row.getObject(first + i);
            values.add(value instanceof Number number ? (Object) number.longValue() : value);
        }
        return values;
    }
}
