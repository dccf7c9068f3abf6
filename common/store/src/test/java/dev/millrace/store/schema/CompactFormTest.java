package dev.millrace.store.schema;

import static dev.millrace.store.jdbc.Facts.ANN;
import static dev.millrace.store.jdbc.Facts.BUG;
import static dev.millrace.store.jdbc.Facts.DOING;
import static dev.millrace.store.jdbc.Facts.OPEN;
import static dev.millrace.store.jdbc.Facts.header;
import static dev.millrace.store.jdbc.Facts.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.StageRun;
import dev.millrace.store.CommitResult;
import dev.millrace.store.FlowStore;
import dev.millrace.store.StoreException;
import dev.millrace.store.jdbc.Facts;
import dev.millrace.store.postgres.PostgresAddress;
import dev.millrace.store.postgres.PostgresFlowStore;
import dev.millrace.store.postgres.PostgresServer;
import dev.millrace.store.postgres.TestPostgres;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store of schema 11, whose details and attributes are JSON, says in this version what it said, and is nothing new to its sources. */
class CompactFormTest {

    private static final Knowledge EVERYTHING = new Knowledge(Instant.MAX, Instant.MAX);
    private static final String AS_SCHEMA_11 = "DELETE FROM flyway_schema_history WHERE version NOT IN"
            + " ('1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11')";

    /** What schema 11 held of each event of {@link #facts}, written down by that version. */
    private static final List<String> DETAILS = List.of(
            "{\"state\":{\"id\":\"1\",\"name\":\"Open\"},\"type\":{\"id\":\"10\",\"name\":\"Bug\"}}",
            "{\"state\":{\"name\":\"Open\"}}",
            "{\"from\":{\"id\":\"1\",\"name\":\"Open\"},\"to\":{\"id\":\"3\",\"name\":\"In Progress\"}}",
            "{\"to\":\"Won't \\\"Fix\\\"\"}",
            "{\"from\":{\"id\":\"10\",\"name\":\"Bug\"},\"to\":{\"id\":\"10\",\"name\":\"Bug\"}}",
            "{\"to\":{\"pseudonym\":\"" + ANN.pseudonym() + "\",\"type\":\"human\"}}",
            "{\"from\":\"A-1\",\"to\":\"B-1\"}",
            "{\"from\":\"jira:acme:issue:2\"}",
            "{\"raised\":true}",
            "{\"key\":\"A-1\",\"added\":false}",
            "{\"sha\":\"" + "a".repeat(40) + "\",\"authoredAt\":\"2026-03-02T08:00:00.000Z\"}",
            "{\"reviewer\":{\"pseudonym\":\"" + ANN.pseudonym() + "\",\"type\":\"human\"}}",
            "{\"verdict\":\"approved\"}",
            "{\"run\":{\"id\":\"7\",\"kind\":\"stage\",\"name\":\"Build\",\"agentWaitMs\":5}}",
            "{\"run\":{\"id\":\"8\",\"parentId\":\"7\",\"kind\":\"branch\",\"name\":\"\",\"start\":\"2026-03-02T08:00:00.000Z\","
                    + "\"end\":\"2026-03-02T08:01:00.000Z\",\"result\":\"SUCCESS\",\"skipped\":\"no\\tneed\","
                    + "\"agentWaitMs\":0,\"inputPauseMs\":7}}");

    private static final String ATTRIBUTES = "{\"empty\":[],\"labels\":[\"\",\"a \\\"b\\\"\",\"c\\td\"]}";

    @TempDir
    private Path folder;

    private static FactBatch facts() {
        ArtifactId a = issue(1);
        List<FlowEvent> events = List.of(
                new FlowEvent.Created(header(a, "00", 0), OPEN, BUG),
                new FlowEvent.Created(header(a, "01", 0), new NativeState(null, "Open"), null),
                new FlowEvent.StateChanged(header(a, "02", 0), OPEN, DOING),
                new FlowEvent.ResolutionChanged(header(a, "03", 0), null, "Won't \"Fix\""),
                new FlowEvent.TypeChanged(header(a, "04", 0), BUG, BUG),
                new FlowEvent.AssigneeChanged(header(a, "05", 0), null, ANN),
                new FlowEvent.Moved(header(a, "06", 0), "A-1", "B-1"),
                new FlowEvent.ParentChanged(header(a, "07", 0), issue(2), null),
                new FlowEvent.FlagChanged(header(a, "08", 0), true),
                new FlowEvent.BlockerChanged(header(a, "09", 0), "A-1", false),
                new FlowEvent.CommitAdded(header(a, "10", 0), "a".repeat(40), Facts.DAY),
                new FlowEvent.ReviewRequested(header(a, "11", 0), ANN),
                new FlowEvent.Reviewed(header(a, "12", 0), "APPROVED"),
                new FlowEvent.StageRan(header(a, "13", 0), Facts.STAGE_RUN),
                new FlowEvent.StageRan(
                        header(a, "14", 0),
                        new StageRun(
                                "8",
                                "7",
                                StageRun.Kind.BRANCH,
                                "",
                                Facts.minute(0),
                                Facts.minute(1),
                                "SUCCESS",
                                "no\tneed",
                                Duration.ZERO,
                                Duration.ofMillis(7))));
        ArtifactSnapshot snapshot = new ArtifactSnapshot(
                a,
                "A-1",
                "",
                "A",
                null,
                Level.STANDARD,
                null,
                null,
                null,
                null,
                Facts.minute(0),
                Facts.minute(0),
                new TreeMap<>(Map.of("labels", List.of("", "a \"b\"", "c\td"), "empty", List.of())));
        return new FactBatch(
                List.of(snapshot, Facts.snapshot(2).get()), events, List.of(), List.of(), List.of(), List.of());
    }

    @Test
    void file_of_before_says_what_it_said() throws Exception {
        Path file = folder.resolve("flow.db");
        try (FlowStore store = SqliteFlowStore.open(file, InstantSource.system())) {
            store.commit(facts(), Facts.cursor("1"));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            makeOld(connection);
            run(connection, "PRAGMA user_version = 11");
        }
        try (FlowStore store = SqliteFlowStore.open(file, InstantSource.system())) {
            assertSame(store);
        }
    }

    @Test
    void database_of_before_says_what_it_said() throws Exception {
        PostgresAddress database = TestPostgres.newDatabase("compact");
        try (FlowStore store = PostgresFlowStore.open(database, TestPostgres.key(database), InstantSource.system())) {
            store.commit(facts(), Facts.cursor("1"));
        }
        PostgresServer server = new PostgresServer(database, Duration.ofSeconds(30));
        try (Connection connection = server.dataSource().getConnection()) {
            makeOld(connection);
        }
        try (FlowStore store = PostgresFlowStore.open(database, TestPostgres.key(database), InstantSource.system())) {
            assertSame(store);
        }
    }

    @Test
    void what_was_damaged_before_is_named_when_it_is_read() throws Exception {
        Path file = folder.resolve("flow.db");
        try (FlowStore store = SqliteFlowStore.open(file, InstantSource.system())) {
            store.commit(facts(), Facts.cursor("1"));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            makeOld(connection);
            run(connection, "UPDATE event SET detail = '{\"sha\":' WHERE local_id = '#10'");
            run(connection, "PRAGMA user_version = 11");
        }
        try (FlowStore store = SqliteFlowStore.open(file, InstantSource.system())) {
            assertThatThrownBy(() -> store.forEachEvent(EVERYTHING, event -> {}))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll("jira:acme:issue:1#10", "damaged");
        }
    }

    private static void makeOld(Connection connection) throws SQLException {
        StoreBeforeDerivedRows.make(connection);
        for (int i = 0; i < DETAILS.size(); i++) {
            run(
                    connection,
                    String.format(
                            "UPDATE event SET detail = '%s' WHERE local_id = '#%02d'",
                            DETAILS.get(i).replace("'", "''"), i));
        }
        run(connection, "UPDATE snapshot SET attributes = '{}'");
        run(connection, "UPDATE snapshot SET attributes = '" + ATTRIBUTES + "' WHERE key = 'A-1'");
        run(connection, AS_SCHEMA_11);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static void assertSame(FlowStore store) {
        List<FlowEvent> events = new ArrayList<>();
        store.forEachEvent(EVERYTHING, events::add);
        assertThat(events).containsExactlyInAnyOrderElementsOf(facts().events());
        assertThat(store.item(issue(1), EVERYTHING).orElseThrow().item().snapshot())
                .isEqualTo(facts().snapshots().get(0));
        assertThat(store.commit(facts(), Facts.cursor("2"))).isEqualTo(CommitResult.NOTHING);
    }
}
