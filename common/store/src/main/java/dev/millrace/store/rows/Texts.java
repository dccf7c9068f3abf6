package dev.millrace.store.rows;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Texts of rows, within one read. Taken as bytes, which costs SQLite's driver a third of what {@code getString} does; what repeats
 * from row to row, such as the names of states and projects, is held once.
 */
final class Texts {

    private static final int ROOM = 2_048;
    /** Longer ones, such as the hash of a commit, hardly ever come again. */
    private static final int LONGEST = 32;

    private final Recent<String> recent = new Recent<>(ROOM);

    /** The text of a column that is never null and in which nearly all differ. */
    static String some(ResultSet row, int column) throws SQLException {
        return new String(row.getBytes(column), StandardCharsets.UTF_8);
    }

    /** The text of a column in which nearly all differ, or null. */
    static @Nullable String each(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** The text of a column in which many are the same, or null. */
    @Nullable String shared(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : of(bytes, 0, bytes.length);
    }

    /** The text of a column that is never null and in which many are the same. */
    String sharedSome(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return of(bytes, 0, bytes.length);
    }

    /** The text of those bytes. */
    String of(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            return new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }
        int place = recent.place(bytes, from, to);
        String known = recent.at(place, bytes, from, to);
        if (known == null) {
            known = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            recent.put(place, bytes, from, to, known);
        }
        return known;
    }
}
