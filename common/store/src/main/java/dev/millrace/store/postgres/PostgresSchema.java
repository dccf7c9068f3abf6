package dev.millrace.store.postgres;

import dev.millrace.store.StoreException;
import dev.millrace.store.schema.Migrations;
import dev.millrace.store.schema.Pseudonyms;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Sees to it that a PostgreSQL database has the schema of this version. Several processes may do so at once: Flyway locks. */
public final class PostgresSchema {

    private static final String COLLATION = "classpath:db/migration/millrace-postgresql";
    private static final String HISTORY =
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()"
                    + " AND table_name = 'flyway_schema_history'";
    private static final String VERSION =
            "SELECT coalesce(max(version::integer), 0) FROM flyway_schema_history WHERE success AND version ~ '^[0-9]+$'";

    /** Not on a server that only repeats another one, nor in sessions that are set to read, nor without the right. */
    private static final String WRITABLE = "SELECT CASE WHEN pg_is_in_recovery() OR"
            + " current_setting('transaction_read_only') = 'on' THEN 0"
            + " WHEN to_regclass('recording') IS NULL THEN 1"
            + " WHEN has_table_privilege(to_regclass('recording'), 'UPDATE') THEN 1 ELSE 0 END";

    private PostgresSchema() {}

    /**
     * Looks whether a database can be read as it is.
     *
     * @throws StoreException if not
     */
    static void check(PostgresServer server) throws SQLException {
        long version = version(server);
        if (version == 0) {
            throw new StoreException(
                    server.name() + " holds no table that this role may read: run millrace sync first, or"
                            + " grant SELECT on all tables to this role, see docs/operations.md");
        } else if (version > Migrations.VERSION) {
            throw Migrations.tooNew(server.name(), version);
        } else if (version < Migrations.VERSION) {
            throw Migrations.tooOld(server.name(), version);
        }
    }

    /** Whether this role may change the store on this server; also if there is none yet. */
    static boolean mayWrite(PostgresServer server) throws SQLException {
        try (Connection connection = server.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            return number(statement, WRITABLE) == 1;
        }
    }

    static void prepare(PostgresServer server, Pseudonyms pseudonyms) throws SQLException {
        long version = version(server);
        if (version > Migrations.VERSION) {
            throw Migrations.tooNew(server.name(), version);
        }
        if (version < Migrations.VERSION) {
            Migrations.run(server.name(), server.dataSource(), pseudonyms, COLLATION);
        }
    }

    /** The version of the schema; 0 if there is none. */
    public static long version(PostgresServer server) throws SQLException {
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
