package dev.millrace.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmptyStoreTest {

    private static final String INSTALLED = "SELECT max(installed_on) FROM flyway_schema_history";

    @TempDir
    private Path folder;

    @Test
    void what_the_build_made_is_byte_for_byte_what_the_migrations_make() throws Exception {
        byte[] built = SqliteSchema.empty();
        assertThat(built).as("made by Maven in the phase process-classes").isNotNull();
        Path copy = Files.write(folder.resolve("copy.db"), built);
        Path migrated = folder.resolve("migrated.db");

        EmptyStore.make(migrated, Instant.parse(first(copy, INSTALLED).replace(' ', 'T') + "Z"));

        assertThat(copy).hasSameBinaryContentAs(migrated);
    }

    @Test
    void new_store_is_a_copy_that_later_versions_can_migrate() throws Exception {
        Path file = folder.resolve("new.db");

        SqliteFlowStore.open(file, InstantSource.system()).close();

        String made = first(file, INSTALLED);
        assertThat(Instant.parse(made.replace(' ', 'T') + "Z"))
                .as("by the build")
                .isBefore(Instant.now());
        first(file, "PRAGMA user_version = " + (SqliteSchema.VERSION - 1));
        SqliteFlowStore.open(file, InstantSource.system()).close();
        assertThat(first(file, "PRAGMA user_version")).isEqualTo(Integer.toString(SqliteSchema.VERSION));
        assertThat(first(file, INSTALLED)).as("nothing was migrated twice").isEqualTo(made);
    }

    private static String first(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet row = statement.getResultSet()) {
                return row.getString(1);
            }
        }
    }
}
