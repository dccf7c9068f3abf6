package dev.millrace.store.schema;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.ParentChanged;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.Identities;
import dev.millrace.store.rows.PastParents;
import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/** Fills the table of past parents from the events of a store of before. They stand inside JSON, which no two databases read alike. */
final class PastParentsMigration implements JavaMigration {

    private static final String CHANGES =
            "SELECT a.tool_id, a.kind, a.native_id, e.detail FROM event e JOIN artifact a ON a.id = e.artifact_id WHERE e.kind = "
                    + Codes.EVENT_KIND.of(FlowEvent.Kind.PARENT_CHANGED);

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("10");
    }

    @Override
    public String getDescription() {
        return "past parents";
    }

    @Override
    public Integer getChecksum() {
        return 1;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    @SuppressWarnings("resource") // the connection is Flyway's
    public void migrate(Context context) throws SQLException {
        Statements statements = new Statements(context.getConnection());
        ArtifactRows artifacts = new ArtifactRows(statements);
        List<ParentChanged> changes = new ArrayList<>();
        statements.each(CHANGES, row -> {
            ArtifactId part = artifacts.read(row, 1);
            EventHeader header = new EventHeader(EventId.of(part, "parent"), part, Instant.EPOCH, 0, null);
            changes.add((ParentChanged) JsonForm.event(FlowEvent.Kind.PARENT_CHANGED, header, row.getString(4)));
        });
        PastParents parents = new PastParents(statements, new Identities(statements));
        for (ParentChanged change : changes) {
            parents.note(change);
        }
    }
}
