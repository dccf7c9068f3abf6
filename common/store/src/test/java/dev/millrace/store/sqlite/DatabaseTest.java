package dev.millrace.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.store.rows.Database;
import dev.millrace.store.rows.Statements;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    private static final String INSERT = "INSERT INTO t (id) VALUES (?)";

    @TempDir
    private Path folder;

    @Test
    void changes_put_aside_by_a_failed_transaction_are_not_made_by_the_next_one() throws SQLException {
        SqliteFile file = new SqliteFile(folder.resolve("t.db"), Duration.ofSeconds(1));
        try (Database database = new Database(file, new Statements(file.connect()), new Statements(file.connect()))) {
            database.write(statements -> statements.update("CREATE TABLE t (id INTEGER)"));

            assertThatThrownBy(() -> database.write(statements -> {
                        statements.addToBatch(INSERT, 1L);
                        throw new IllegalStateException("before the changes were made");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            database.write(statements -> {
                statements.addToBatch(INSERT, 2L);
                statements.runBatch(INSERT);
                return true;
            });

            assertThat(database.<Object>read(statements -> statements.list("SELECT id FROM t", row -> row.getLong(1))))
                    .isEqualTo(List.of(2L));
        }
    }
}
