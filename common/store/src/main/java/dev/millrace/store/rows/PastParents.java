package dev.millrace.store.rows;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent.ParentChanged;
import java.sql.SQLException;
import java.util.stream.Stream;

/** Notes where changes of parent are to be looked for; who had which parent when, the events themselves say. */
public final class PastParents {

    private final Statements statements;
    private final Identities ids;

    public PastParents(Statements statements, Identities ids) {
        this.statements = statements;
        this.ids = ids;
    }

    /** Notes both ends of a change, also those that are not captured, or not yet. */
    public void note(ParentChanged change) throws SQLException {
        long part = ids.of(change.artifact());
        for (ArtifactId parent : Stream.concat(Stream.ofNullable(change.from()), Stream.ofNullable(change.to()))
                .toList()) {
            statements.update(
                    "INSERT INTO past_parent (parent_id, artifact_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    ids.of(parent),
                    part);
        }
    }
}
