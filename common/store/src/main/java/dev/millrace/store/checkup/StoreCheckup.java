package dev.millrace.store.checkup;

import dev.millrace.store.StoreException;
import dev.millrace.store.postgres.PostgresAddress;
import dev.millrace.store.postgres.PostgresSchema;
import dev.millrace.store.postgres.PostgresServer;
import dev.millrace.store.schema.Migrations;
import dev.millrace.store.sqlite.NetworkFileSystems;
import dev.millrace.store.sqlite.SqliteAccess;
import dev.millrace.store.sqlite.SqliteFile;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.store.sqlite.SqliteSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks at a store without changing it. */
public final class StoreCheckup {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int SHOWN_DAMAGE = 5;

    private StoreCheckup() {}

    /** The store in that SQLite file. Reads all of it once, to see whether it is whole. */
    public static StoreHealth sqlite(Path file) {
        return sqlite(file, NetworkFileSystems.ofThisMachine());
    }

    /** The same, on a machine with those file systems. */
    static StoreHealth sqlite(Path file, NetworkFileSystems disks) {
        SqliteFile sqlite;
        SqliteAccess access;
        try {
            Path target = SqliteFlowStore.target(file);
            disks.refuse(target);
            if (!Files.exists(target)) {
                return absent();
            }
            access = SqliteAccess.toRead(target, Files::isWritable);
            sqlite = new SqliteFile(target, PATIENCE, access);
        } catch (StoreException e) {
            return unusable(String.valueOf(e.getMessage()));
        }
        try (Connection connection = sqlite.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = ON");
            if (number(statement, "PRAGMA application_id") != SqliteSchema.APPLICATION_ID) {
                return number(statement, "SELECT count(*) FROM sqlite_master") == 0
                        ? absent()
                        : unusable(sqlite.notAStore("it is the database of another program"));
            }
            int schema = (int) number(statement, "PRAGMA user_version");
            return new StoreHealth(
                    true,
                    schema,
                    Migrations.VERSION,
                    // what is read as immutable has none for the moment
                    access == SqliteAccess.IMMUTABLE
                            ? null
                            : text(statement, "PRAGMA journal_mode").get(0),
                    damage(statement),
                    schema > Migrations.VERSION
                            ? Migrations.tooNew("the store " + sqlite.path(), schema)
                                    .getMessage()
                            : null);
        } catch (SQLException e) {
            return unusable(String.valueOf(sqlite.explain(e).getMessage()));
        }
    }

    /** The store in that PostgreSQL database, which looks after its integrity itself. */
    public static StoreHealth postgres(PostgresAddress address) {
        PostgresServer server = new PostgresServer(address, PATIENCE);
        try {
            long schema = PostgresSchema.version(server);
            if (schema == 0) {
                return absent();
            }
            return new StoreHealth(
                    true,
                    (int) schema,
                    Migrations.VERSION,
                    null,
                    List.of(),
                    schema > Migrations.VERSION
                            ? Migrations.tooNew(server.name(), schema).getMessage()
                            : null);
        } catch (SQLException e) {
            return unusable(String.valueOf(server.explain(e).getMessage()));
        }
    }

    private static StoreHealth absent() {
        return new StoreHealth(false, null, Migrations.VERSION, null, List.of(), null);
    }

    private static StoreHealth unusable(String problem) {
        return new StoreHealth(true, null, Migrations.VERSION, null, List.of(), problem);
    }

    private static List<String> damage(Statement statement) throws SQLException {
        List<String> said = text(statement, "PRAGMA quick_check(" + SHOWN_DAMAGE + ")");
        return said.equals(List.of("ok")) ? List.of() : said;
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static List<String> text(Statement statement, String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                lines.add(String.valueOf(rows.getString(1)));
            }
        }
        return lines;
    }
}
