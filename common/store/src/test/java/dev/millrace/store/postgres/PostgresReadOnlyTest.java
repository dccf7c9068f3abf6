package dev.millrace.store.postgres;

import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.cursor;
import static dev.millrace.store.jdbc.Facts.issue;
import static dev.millrace.store.jdbc.Facts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.StoreException;
import dev.millrace.store.schema.Migrations;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A role that may select from the tables, as docs/operations.md grants it, and nothing else. */
class PostgresReadOnlyTest {

    private static Knowledge now() {
        return new Knowledge(Instant.now(), Instant.now());
    }

    private PostgresAddress owner;
    private PostgresAddress reader;

    @BeforeEach
    void store() throws SQLException {
        owner = TestPostgres.newDatabase("readers");
        try (FlowStore store = PostgresFlowStore.open(owner, TestPostgres.key(owner), InstantSource.system())) {
            store.commit(batch().with(snapshot(1)).get(), cursor("1"));
        }
        TestPostgres.execute(owner, "DROP ROLE IF EXISTS millrace_reader; CREATE ROLE millrace_reader LOGIN");
        reader = new PostgresAddress(owner.url(), "millrace_reader", null);
    }

    private void grant() throws SQLException {
        TestPostgres.execute(owner, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO millrace_reader");
    }

    @Test
    void role_that_may_only_select_answers_questions_and_changes_nothing() throws SQLException {
        grant();
        try (FlowStore store = PostgresFlowStore.openToRead(reader, TestPostgres.key(reader), InstantSource.system())) {
            assertThat(store.item(issue(1), now())).isPresent();
            assertThatThrownBy(() -> store.commit(batch().with(snapshot(2)).get(), cursor("2")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("can only be read here");
            assertThat(store.item(issue(1), now())).as("still readable").isPresent();
        } finally {
            TestPostgres.execute(owner, "DROP OWNED BY millrace_reader");
        }
    }

    @Test
    void role_that_may_not_select_is_told_what_to_grant() {
        assertThatThrownBy(() -> PostgresFlowStore.openToRead(reader, TestPostgres.key(reader), InstantSource.system()))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("no table that this role may read", "grant SELECT on all tables");
    }

    @Test
    void older_store_is_told_with_its_version_and_left_alone() throws SQLException {
        grant();
        TestPostgres.execute(owner, "DELETE FROM flyway_schema_history WHERE version = '" + Migrations.VERSION + "'");
        try {
            assertThatThrownBy(() ->
                            PostgresFlowStore.openToRead(reader, TestPostgres.key(reader), InstantSource.system()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll("has schema " + (Migrations.VERSION - 1), "with permission to write it");
        } finally {
            TestPostgres.execute(owner, "DROP OWNED BY millrace_reader");
        }
    }

    @Test
    void owner_can_open_it_to_be_read_only() {
        try (FlowStore store = PostgresFlowStore.openReadOnly(owner, TestPostgres.key(owner), InstantSource.system())) {
            assertThat(store.item(issue(1), now())).isPresent();
            assertThatThrownBy(() -> store.operations().put("a", "b", "c"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("can only be read here");
        }
    }
}
