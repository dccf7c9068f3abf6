package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.Millis;
import dev.millrace.store.rows.Sql;
import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** When the first item of a store was created. */
final class FirstItem {

    private static final String CREATED =
            "SELECT s.created_at FROM snapshot s JOIN artifact a ON a.id = s.artifact_id WHERE a.kind IN (?, ?) AND "
                    + Sql.known("s");

    private final Statements statements;
    private final long knownAt;

    FirstItem(Statements statements, Knowledge knowledge) {
        this.statements = statements;
        this.knownAt = Millis.knownAt(knowledge);
    }

    Optional<Instant> createdBy(Instant enough) throws SQLException {
        Object issue = Codes.ARTIFACT_KIND.of(ArtifactKind.ISSUE);
        Object pullRequest = Codes.ARTIFACT_KIND.of(ArtifactKind.PULL_REQUEST);
        Optional<Long> early = statements.first(
                CREATED + " AND s.created_at <= ? LIMIT 1",
                row -> row.getLong(1),
                issue,
                pullRequest,
                knownAt,
                knownAt,
                Millis.of(enough, "the earliest instant"));
        Optional<Long> first = early.isPresent()
                ? early
                : statements.first(
                        CREATED + " ORDER BY s.created_at LIMIT 1",
                        row -> row.getLong(1),
                        issue,
                        pullRequest,
                        knownAt,
                        knownAt);
        return first.map(Instant::ofEpochMilli);
    }
}
