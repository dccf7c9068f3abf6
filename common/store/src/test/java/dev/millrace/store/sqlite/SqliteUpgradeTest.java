package dev.millrace.store.sqlite;

import static dev.millrace.store.jdbc.Facts.JIRA;
import static dev.millrace.store.jdbc.Facts.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.derive.Derivation;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.store.CursorPlace;
import dev.millrace.store.FlowStore;
import dev.millrace.store.Listing;
import dev.millrace.store.StoreException;
import dev.millrace.store.jdbc.Facts;
import dev.millrace.store.schema.JsonStore;
import dev.millrace.store.schema.StoreBeforeDerivedRows;
import dev.millrace.valuestream.Definition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores of every schema there ever was open in this version; what they know stays as it was. */
class SqliteUpgradeTest {

    private static final Knowledge EVERYTHING = new Knowledge(Instant.MAX, Instant.MAX);
    private static final Knowledge FIRST_DAY = new Knowledge(Instant.MAX, Instant.parse("2026-06-01T12:00:00Z"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void store_of_an_earlier_schema_opens_and_knows_what_it_knew(int schema) throws Exception {
        try (FlowStore store = upgraded(schema)) {
            assertThat(titles(store, EVERYTHING)).containsExactly("renamed", "a title");
            assertThat(titles(store, FIRST_DAY)).containsExactly("first's title", "a title");
            List<FlowEvent> events = new ArrayList<>();
            store.forEachEvent(FIRST_DAY, events::add);
            assertThat(events).hasSize(6);
            store.forEachEvent(EVERYTHING, events::add);
            assertThat(events).hasSize(13);
            assertThat(store.find("OLD-3", EVERYTHING)).contains(issue(3));
            assertThat(store.states(EVERYTHING).seenIn(JIRA, "FLOW")).containsExactly(Facts.DOING);
            assertThat(store.cursor("jira:acme/issues").orElseThrow().state()).contains("\"mark\":2");
            assertThat(store.item(issue(1), FIRST_DAY).orElseThrow().item().gaps())
                    .hasSize(1);
            assertThat(store.coverage(EVERYTHING)).as("nobody noted it then").isEmpty();
        }
    }

    @Test
    void when_a_cursor_moved_before_it_was_kept_is_unknown_until_it_moves() throws Exception {
        try (FlowStore store = upgraded(2)) {
            List<CursorPlace> places = new ArrayList<>();
            store.operations().forEachCursor(places::add);
            assertThat(places).hasSize(1);
            assertThat(places.get(0).cursor().source()).isEqualTo("jira:acme/issues");
            assertThat(places.get(0).movedAt()).isEmpty();
        }
    }

    @Test
    void first_refresh_after_an_upgrade_knows_what_was_shown_before() throws Exception {
        try (FlowStore store = upgraded(1)) {
            store.beginListing("jira:acme/issues");
            assertThat(store.listing("jira:acme/issues")).contains(new Listing(3, 3));
        }
    }

    @Test
    void changes_of_parent_that_were_stored_before_are_found() throws Exception {
        Path file = folder.resolve("flow.db");
        try (FlowStore store = SqliteFlowStore.open(file, InstantSource.system())) {
            store.commit(
                    Facts.batch()
                            .with(
                                    Facts.snapshot(1),
                                    Facts.snapshot(2),
                                    Facts.snapshot(3).subTaskOf(issue(2)))
                            .with(
                                    Facts.reparented(issue(3), "p", 10, issue(1), issue(2)),
                                    Facts.reparented(issue(3), "q", 5, issue(77), issue(1)))
                            .get(),
                    Facts.cursor("x"));
        }
        // as the eighth schema left it
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            StoreBeforeDerivedRows.make(connection);
            JsonStore.make(connection);
        }
        execute(
                file,
                "DROP TABLE past_parent; DROP INDEX event_parent; PRAGMA user_version = 8;"
                        + " DELETE FROM artifact WHERE native_id = '77';"
                        + " DELETE FROM flyway_schema_history WHERE CAST(version AS INTEGER) > 8;"
                        + " ALTER TABLE recording DROP COLUMN pseudonym_key");
        try (FlowStore store = SqliteFlowStore.open(file, InstantSource.system())) {
            assertThat(store.item(issue(1), EVERYTHING).orElseThrow().subTasks())
                    .extracting(task -> task.artifact())
                    .containsExactly(issue(3));
            store.commit(Facts.batch().with(Facts.snapshot(77)).get(), Facts.cursor("y"));
            assertThat(store.item(issue(77), EVERYTHING).orElseThrow().subTasks())
                    .as("a parent that is captured only now")
                    .hasSize(1);
        }
    }

    @Test
    void rows_that_the_thirteenth_schema_derived_are_derived_again() throws Exception {
        upgraded(1).close();
        Path file = folder.resolve("flow.db");
        execute(
                file,
                "ALTER TABLE item_flow DROP COLUMN level; ALTER TABLE item_flow DROP COLUMN origin;"
                        + " DROP TABLE link_state; DROP TABLE link_name; DROP INDEX link_development;"
                        + " DROP INDEX delivery_change_arrived; DROP INDEX item_flow_owner; DROP INDEX delivery_deployment_service;"
                        + " CREATE INDEX delivery_change_arrived ON delivery_change"
                        + " (arrived_at, reverted, codebase, service, owner); PRAGMA user_version = 13;"
                        + " UPDATE derivation SET fingerprint = 'of version 13', mark = '{}';"
                        + " DELETE FROM flyway_schema_history WHERE CAST(version AS INTEGER) > 13");
        try (FlowStore store = SqliteFlowStore.open(file, InstantSource.system())) {
            Knowledge now = new Knowledge(Instant.now(), Instant.MAX);
            assertThat(new Derivation(store, Definition.standard(), 0).view(now))
                    .isPresent();
            assertThat(store.derived().state().orElseThrow().fingerprint()).isNotEqualTo("of version 13");
        }
    }

    @Test
    void store_of_a_newer_schema_is_refused_and_left_as_it_is() throws Exception {
        upgraded(1).close();
        Path file = folder.resolve("flow.db");
        execute(file, "PRAGMA user_version = 99");

        assertThatThrownBy(() -> SqliteFlowStore.open(file, InstantSource.system()))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(
                        file.toString(), "schema 99", "up to " + SqliteSchema.VERSION, "newer version");
    }

    private FlowStore upgraded(int schema) throws IOException, SQLException {
        Path file = folder.resolve("flow.db");
        try (InputStream dump = SqliteUpgradeTest.class.getResourceAsStream("/store/schema-" + schema + ".sql")) {
            execute(file, new String(dump.readAllBytes(), StandardCharsets.UTF_8));
        }
        execute(file, "PRAGMA journal_mode = WAL");
        execute(file, "PRAGMA application_id = " + SqliteSchema.APPLICATION_ID);
        execute(file, "PRAGMA user_version = " + schema);
        return SqliteFlowStore.open(file, InstantSource.system());
    }

    private static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static List<String> titles(FlowStore store, Knowledge knowledge) {
        List<String> titles = new ArrayList<>();
        store.forEachItem(knowledge, item -> titles.add(item.item().snapshot().title()));
        return titles;
    }
}
