package dev.millrace.store.rows;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final String insert;
    private final String retract;

    /**
     * A table whose rows are told apart by {@code key}. The last column of the key is the one in which the facts of a batch differ
     * most: it is looked up for many values at a time.
     */
    public FactTable(String name, List<String> key, List<String> content) {
        this.name = name;
        this.keySize = key.size();
        this.contentSize = content.size();
        List<String> columns = Stream.of(List.of("id", "revision", "recorded_at"), key, content)
                .flatMap(List::stream)
                .toList();
        List<String> found = Stream.of(List.of("id", "revision", "retracted_at"), key, content)
                .flatMap(List::stream)
                .toList();
        String prefix = String.join(
                "",
                key.subList(0, keySize - 1).stream().map(c -> c + " = ? AND ").toList());
        // ascending, so that of several revisions the last one stays in the map
        this.find = "SELECT " + String.join(", ", found) + " FROM " + name + " WHERE " + prefix + key.get(keySize - 1)
                + " IN %s ORDER BY revision";
        this.insert = "INSERT INTO " + name + " (" + String.join(", ", columns) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        this.retract = "UPDATE " + name + " SET retracted_at = ? WHERE id = ?";
    }

    /** Puts all rows. A fact that comes twice ends as the later one reads. */
    public <F> Changed<F> put(Statements statements, Identities ids, long recordedAt, List<Row<F>> rows)
            throws SQLException {
        Map<List<?>, List<Row<F>>> groups = new LinkedHashMap<>();
        for (Row<F> row : rows) {
            groups.computeIfAbsent(row.key().subList(0, keySize - 1), prefix -> new ArrayList<>())
                    .add(row);
        }
        Changed<F> changed = new Changed<>(new ArrayList<>(), new ArrayList<>());
        for (Map.Entry<List<?>, List<Row<F>>> group : groups.entrySet()) {
            Map<List<?>, Latest> known = latest(statements, group.getKey(), group.getValue());
            for (Row<F> row : group.getValue()) {
                put(statements, ids, recordedAt, row, known, changed);
            }
        }
        // first the inserts: what is retracted may have come in the same batch
        statements.runBatch(insert);
        statements.runBatch(retract);
        return changed;
    }

    private <F> void put(
            Statements statements,
            Identities ids,
            long recordedAt,
            Row<F> row,
            Map<List<?>, Latest> known,
            Changed<F> changed)
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
        List<@Nullable Object> values = new ArrayList<>();
        values.add(id);
        values.add(revision);
        values.add(recordedAt);
        values.addAll(row.key());
        values.addAll(row.content());
        statements.addToBatch(insert, values.toArray());
        known.put(row.key(), new Latest(id, revision, true, row.content()));
        (before == null ? changed.added() : changed.revised()).add(row.fact());
    }

    private <F> Map<List<?>, Latest> latest(Statements statements, List<?> prefix, List<Row<F>> rows)
            throws SQLException {
        Set<Object> wanted = new LinkedHashSet<>();
        rows.forEach(row -> wanted.add(row.key().get(keySize - 1)));
        Map<List<?>, Latest> latest = new HashMap<>();
        for (List<Object> list : Sql.lists(wanted)) {
            statements.list(
                    String.format(find, Sql.marks(list)),
                    row -> latest.put(
                            values(row, FIXED_COLUMNS + 1, keySize),
                            new Latest(
                                    row.getLong(1),
                                    row.getLong(2),
                                    row.getObject(FIXED_COLUMNS) == null,
                                    values(row, FIXED_COLUMNS + 1 + keySize, contentSize))),
                    Sql.values(prefix, list, List.of()));
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
