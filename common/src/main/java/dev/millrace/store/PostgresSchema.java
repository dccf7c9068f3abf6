package dev.millrace.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Sees to it that a PostgreSQL database has the schema of this version. Several processes may do so at once: Flyway locks. */
final class PostgresSchema {

    private static final String COLLATION = "classpath:db/migration/millrace-postgresql";
    private static final String HISTORY =
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()"
                    + " AND table_name = 'flyway_schema_history'";
    private static final String VERSION =
            "SELECT coalesce(max(version::integer), 0) FROM flyway_schema_history WHERE success AND version ~ '^[0-9]+$'";

    private PostgresSchema() {}

    static void prepare(PostgresServer server) throws SQLException {
        long version = version(server);
        if (version > Migrations.VERSION) {
            throw Migrations.tooNew(server.name(), version);
        }
        if (version < Migrations.VERSION) {
            Migrations.run(server.name(), server.dataSource(), COLLATION);
        }
    }

    /** The version of the schema; 0 if there is none. */
    static long version(PostgresServer server) throws SQLException {
        try (Connection connection = server.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            return number(statement, HISTORY) == 0 ? 0 : number(statement, VERSION);
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
