package dev.millrace.store.schema;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.LinkDecision;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.jdbc.FactWriter;
import dev.millrace.store.jdbc.Facts;
import dev.millrace.store.rows.Identities;
import dev.millrace.store.rows.Statements;
import dev.millrace.store.sqlite.SqliteSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Facts that name people in every place where facts can, and a store of schema 8 that holds them as that version wrote them. */
final class OldStore {

    static final List<String> NAMES = List.of("jane", "john", "petra");
    static final List<String> SENTENCES =
            List.of("Started by user Jane Doe", "Replayed #3 by Jane Doe", "Der Build wurde von Jane Doe gestartet");

    private static final ToolInstance GITHUB = new ToolInstance("github", "github.com");
    private static final ToolInstance JENKINS = new ToolInstance("jenkins", "main");
    static final ArtifactId PULL_REQUEST = new ArtifactId(GITHUB, ArtifactKind.PULL_REQUEST, "1");
    static final ArtifactId BUILD = new ArtifactId(JENKINS, ArtifactKind.BUILD, "shop#1@1");
    static final ArtifactId ISSUE = Facts.issue(1);

    private OldStore() {}

    /** Somebody as a source tells of them. */
    static Actor person(String name) {
        return Actor.of(Facts.JIRA, name, Actor.Type.HUMAN);
    }

    /** What the sources say; the same whenever they are read. */
    static FactBatch facts() {
        List<FlowEvent> events = new ArrayList<>();
        events.add(new FlowEvent.Created(header(ISSUE, "created", "jane"), Facts.OPEN, null));
        events.add(new FlowEvent.AssigneeChanged(header(ISSUE, "assigned", "jane"), null, person("john")));
        events.add(new FlowEvent.AssigneeChanged(header(ISSUE, "assigned2", null), person("john"), person("petra")));
        events.add(new FlowEvent.ReviewRequested(
                header(PULL_REQUEST, "requested@1." + person("john").pseudonym(), "jane"), person("john")));
        events.add(new FlowEvent.ReviewRequested(header(PULL_REQUEST, "requested@2", null), null));
        // as somebody else's program may call its events
        events.add(new FlowEvent.StateChanged(
                header(ISSUE, "moved-by-" + person("petra").pseudonym(), "petra"), Facts.OPEN, Facts.DOING));
        Link decided = new LinkDecision(PULL_REQUEST, ISSUE, true, person("jane"), Facts.minute(3)).link();
        return new FactBatch(
                List.of(snapshot(ISSUE, "FLOW-1", List.of()), snapshot(BUILD, "shop #1", SENTENCES)),
                events,
                List.of(decided),
                List.of(),
                List.of(),
                List.of());
    }

    private static EventHeader header(ArtifactId artifact, String local, String name) {
        return new EventHeader(
                EventId.of(artifact, local), artifact, Facts.minute(1), 0, name == null ? null : person(name));
    }

    private static ArtifactSnapshot snapshot(ArtifactId artifact, String key, List<String> causes) {
        return new ArtifactSnapshot(
                artifact,
                key,
                "a title",
                "shop",
                null,
                Level.STANDARD,
                null,
                new NativeState(null, "open"),
                null,
                null,
                Facts.minute(0),
                Facts.minute(1),
                new TreeMap<>(causes.isEmpty() ? Map.of() : Map.of("causes", causes)));
    }

    /** Makes it in that file. */
    static void make(Path file) throws Exception {
        String url = "jdbc:sqlite:" + file;
        org.sqlite.SQLiteDataSource source = new org.sqlite.SQLiteDataSource();
        source.setUrl(url);
        make(source);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA application_id = " + SqliteSchema.APPLICATION_ID);
            statement.execute("PRAGMA user_version = 8");
        }
    }

    /** Makes it in that database. */
    static void make(DataSource database, String... more) throws Exception {
        List<String> places = new ArrayList<>(List.of(more));
        places.add("classpath:db/migration/millrace");
        Flyway.configure()
                .loggers(QuietFlywayLog.class.getName())
                .locations(places.toArray(String[]::new))
                .target("8")
                .dataSource(database)
                .load()
                .migrate();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Statements statements = new Statements(connection);
            new FactWriter(statements, new Identities(statements), 1).write(facts());
            JsonStore.make(connection);
            statements.update("UPDATE recording SET last_recorded_at = 1");
            statements.update("INSERT INTO projection (name, fingerprint, made, mark) VALUES ('r', 'f', 'm', 'k')");
            statements.update(
                    "INSERT INTO projection_part (name, part, number, bytes) VALUES ('r', 'p', 0, ?)", new byte[] {1});
            connection.commit();
        }
    }
}
