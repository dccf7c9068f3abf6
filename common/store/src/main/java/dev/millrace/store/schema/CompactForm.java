package dev.millrace.store.schema;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.StoreException;
import dev.millrace.store.rows.AttributeText;
import dev.millrace.store.rows.Codes;
import dev.millrace.store.rows.EventDetails;
import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Writes the details of events and the attributes of snapshots in the form of {@link EventDetails} and {@link AttributeText}, where
 * they are JSON. What is damaged stays as it is, and whoever reads it says so. One transaction, some thousand rows in memory.
 */
public final class CompactForm implements JavaMigration {

    /** Which schema has that form. */
    public static final int VERSION = 12;

    private static final int AT_A_TIME = 2_000;
    private static final int REMEMBERED = 10_000;

    private static final String EVENTS =
            "SELECT id, kind, detail FROM event WHERE id > ? ORDER BY id LIMIT " + AT_A_TIME;
    private static final String SNAPSHOTS =
            "SELECT id, 0, attributes FROM snapshot WHERE id > ? ORDER BY id LIMIT " + AT_A_TIME;
    private static final String SET_DETAIL = "UPDATE event SET detail = ? WHERE id = ?";
    private static final String SET_ATTRIBUTES = "UPDATE snapshot SET attributes = ? WHERE id = ?";

    /** What details do not depend on. */
    private static final EventHeader ANY = header();

    private record Text(long id, int kind, String text) {}

    private record Detail(int kind, String text) {}

    private interface Change {
        String of(Text row);
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(Integer.toString(VERSION));
    }

    @Override
    public String getDescription() {
        return "compact form";
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
        Map<Detail, String> known = new HashMap<>();
        change(statements, EVENTS, SET_DETAIL, row -> {
            if (known.size() == REMEMBERED) {
                known.clear();
            }
            return known.computeIfAbsent(new Detail(row.kind(), row.text()), CompactForm::detail);
        });
        change(statements, SNAPSHOTS, SET_ATTRIBUTES, CompactForm::attributes);
    }

    private static void change(Statements statements, String query, String update, Change change) throws SQLException {
        List<Text> page = page(statements, query, 0);
        while (!page.isEmpty()) {
            for (Text row : page) {
                String now = row.text().startsWith("{") ? change.of(row) : row.text();
                if (!now.equals(row.text())) {
                    statements.addToBatch(update, now, row.id());
                }
            }
            statements.runBatch(update);
            page = page(statements, query, page.get(page.size() - 1).id());
        }
    }

    private static List<Text> page(Statements statements, String query, long after) throws SQLException {
        return statements.list(query, row -> new Text(row.getLong(1), row.getInt(2), row.getString(3)), after);
    }

    private static String detail(Detail detail) {
        try {
            return EventDetails.write(JsonForm.event(Codes.EVENT_KIND.read(detail.kind()), ANY, detail.text()));
        } catch (StoreException e) {
            return detail.text();
        }
    }

    private static String attributes(Text row) {
        try {
            return AttributeText.write(JsonForm.attributes(row.text()));
        } catch (StoreException e) {
            return row.text();
        }
    }

    private static EventHeader header() {
        ArtifactId artifact = ArtifactId.issue(ToolInstance.jira("any"), "1");
        return new EventHeader(EventId.of(artifact, "any"), artifact, Instant.EPOCH, 0, null);
    }
}
