package dev.millrace.store.postgres;

import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.cursor;
import static dev.millrace.store.jdbc.Facts.issue;
import static dev.millrace.store.jdbc.Facts.ledger;
import static dev.millrace.store.jdbc.Facts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.StoreException;
import dev.millrace.store.schema.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresServerTest {

    private static final Knowledge EVERYTHING = new Knowledge(Instant.MAX, Instant.MAX);

    @Test
    void order_is_that_of_bytes_whatever_the_language_of_the_database() throws SQLException {
        try (FlowStore store = open(TestPostgres.newDatabase("orders"))) {
            store.commit(
                    batch().with(ledger("b", 1L, 1), ledger("B", 1L, 1), ledger("a", 1L, 1), ledger("_", 1L, 1))
                            .get(),
                    cursor("x"));
            List<String> scopes = new ArrayList<>();
            store.forEachLedgerEntry(EVERYTHING, line -> scopes.add(line.scope()));

            assertThat(scopes).containsExactly("B", "_", "a", "b");
        }
    }

    @Test
    void server_that_is_not_there_is_named() {
        PostgresAddress nobody = new PostgresAddress("jdbc:postgresql://localhost:1/flow", "ann", "s3cret");

        assertThatThrownBy(() -> open(nobody))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("jdbc:postgresql://localhost:1/flow", "cannot be reached", "check the address")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void database_that_does_not_exist_is_named() {
        PostgresAddress nowhere = TestPostgres.address("nowhere");

        assertThatThrownBy(() -> open(nowhere))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("/nowhere does not exist", "create the database first");
    }

    @Test
    void database_of_another_program_is_left_alone() throws SQLException {
        PostgresAddress other = TestPostgres.newDatabase("other");
        TestPostgres.execute(other, "CREATE TABLE theirs (id INTEGER)");

        assertThatThrownBy(() -> open(other))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("/other", "non-empty schema");
    }

    @Test
    void schema_newer_than_the_program_is_refused() throws SQLException {
        PostgresAddress database = TestPostgres.newDatabase("newer");
        open(database).close();
        TestPostgres.execute(
                database,
                "INSERT INTO flyway_schema_history SELECT 99, '99', 'later', 'SQL', 'V99__later.sql', 0, 'x', now(), 1, true");

        assertThatThrownBy(() -> open(database))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("/newer has schema 99", "up to " + Migrations.VERSION, "newer version");
    }

    @Test
    void writer_that_does_not_end_is_waited_for_and_named() throws SQLException {
        PostgresAddress database = TestPostgres.newDatabase("locked");
        Duration patience = Duration.ofMillis(50);
        try (FlowStore store =
                        PostgresFlowStore.open(database, TestPostgres.key(database), InstantSource.system(), patience);
                Connection other = new PostgresServer(database, patience).connect();
                Statement statement = other.createStatement()) {
            store.commit(batch().with(snapshot(1)).get(), cursor("1"));
            statement.execute("LOCK TABLE recording IN EXCLUSIVE MODE");

            assertThatThrownBy(() -> store.commit(FactBatch.empty(), cursor("2")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll("/locked is being written by another program", "try again");
            assertThat(store.item(issue(1), EVERYTHING)).isPresent();

            other.rollback();
            store.commit(FactBatch.empty(), cursor("3"));
            assertThat(store.cursor("test")).contains(cursor("3"));
        }
    }

    /** What cannot be brought about on every machine. */
    @ParameterizedTest
    @CsvSource({
        "28P01, check store.user and store.password",
        "42501, must own its schema",
        "53100, make room",
        "08006, cannot be reached",
        "XX000, it broke"
    })
    void reason_of_the_server_becomes_advice(String state, String advice) {
        PostgresServer server = new PostgresServer(
                new PostgresAddress("jdbc:postgresql://db.example.org/flow?sslmode=require", "ann", "s3cret"),
                Duration.ofSeconds(1));

        assertThat(server.explain(new SQLException("it broke", state)))
                .hasMessageContainingAll("jdbc:postgresql://db.example.org/flow", advice)
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://ann:s3cret@db.example.org/flow",
                "jdbc:postgresql://db.example.org/flow?password=s3cret",
                "jdbc:postgresql://db.example.org/flow?sslmode=require&PASSWORD=s3cret",
                "jdbc:mysql://db.example.org/flow?x=s3cret"
            })
    void address_with_credentials_is_refused_and_not_repeated(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PostgresAddress(url, null, null))
                .withMessageNotContaining("s3cret");
    }

    @Test
    void password_is_not_printed() {
        assertThat(new PostgresAddress("jdbc:postgresql://db.example.org/flow?sslmode=require", "ann", "s3cret"))
                .hasToString("jdbc:postgresql://db.example.org/flow");
    }

    private static FlowStore open(PostgresAddress address) {
        return PostgresFlowStore.open(address, TestPostgres.key(address), InstantSource.system());
    }
}
