package dev.millrace.store.rows;

import dev.millrace.codec.CoverageJson;
import dev.millrace.model.Coverage;
import dev.millrace.store.StoreException;
import dev.millrace.store.StoredText;
import java.sql.SQLException;
import java.util.Optional;

/** The coverage of the collected sources, as {@code V8__coverage.sql} keeps it. */
public final class CoverageRows {

    private record Row(long id, String content) {}

    private CoverageRows() {}

    public static Optional<Coverage> known(Statements statements, long knownAt) throws SQLException {
        try {
            return statements
                    .first(
                            "SELECT c.content FROM coverage c WHERE " + Sql.known("c") + " ORDER BY c.id DESC LIMIT 1",
                            row -> row.getString(1),
                            knownAt,
                            knownAt)
                    .map(CoverageJson::read);
        } catch (IllegalArgumentException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Whether that changed anything. */
    public static boolean put(Statements statements, Identities ids, Coverage coverage, long recordedAt)
            throws SQLException {
        String content = StoredText.of(CoverageJson.write(coverage));
        Optional<Row> before = statements.first(
                "SELECT id, content FROM coverage WHERE retracted_at IS NULL ORDER BY id DESC LIMIT 1",
                row -> new Row(row.getLong(1), row.getString(2)));
        if (before.isPresent() && before.get().content().equals(content)) {
            return false;
        }
        if (before.isPresent()) {
            statements.update(
                    "UPDATE coverage SET retracted_at = ? WHERE id = ?",
                    recordedAt,
                    before.get().id());
        }
        statements.update(
                "INSERT INTO coverage (id, content, recorded_at) VALUES (?, ?, ?)",
                ids.next("coverage"),
                content,
                recordedAt);
        return true;
    }
}
