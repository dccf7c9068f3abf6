package dev.millrace.store.postgres;

import dev.millrace.store.StoreException;
import dev.millrace.store.jdbc.RecordingClock;
import dev.millrace.store.rows.Database;
import dev.millrace.store.rows.Identities;
import dev.millrace.store.rows.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/** One PostgreSQL database: how to connect to it, how its transactions begin, and what its errors mean for a user. */
public final class PostgresServer implements Database.Dialect {

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String UNKNOWN_DATABASE = "3D000";
    private static final String UNKNOWN_SCHEMA = "3F000";
    private static final String NOT_ALLOWED = "42501";
    private static final String DISK_FULL = "53100";

    private final PostgresAddress address;
    private final Duration patience;

    public PostgresServer(PostgresAddress address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    public PGSimpleDataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.url());
        if (address.user() != null) {
            source.setUser(address.user());
        }
        if (address.password() != null) {
            source.setPassword(address.password());
        }
        source.setApplicationName("millrace");
        source.setReWriteBatchedInserts(true);
        return source;
    }

    Connection connect() throws SQLException {
        Connection connection = dataSource().getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = " + patience.toMillis());
            // the driver streams results only inside transactions that it knows of
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The lock is what the numbers of {@link Identities} and the {@link RecordingClock} stand on: one writer at a time. */
    @Override
    public void beginWrite(Statements statements) throws SQLException {
        statements.run("LOCK TABLE recording IN EXCLUSIVE MODE");
    }

    @Override
    public void beginRead(Statements statements) throws SQLException {
        statements.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    }

    @Override
    public void commit(Statements statements) throws SQLException {
        statements.commit();
    }

    @Override
    public void rollBack(Statements statements) throws SQLException {
        statements.rollBack();
    }

    @Override
    public long bytes(Statements statements) throws SQLException {
        return statements
                .first(
                        "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c"
                                + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE n.nspname = current_schema() AND c.relkind = 'r'",
                        row -> row.getLong(1))
                .orElse(0L);
    }

    @Override
    public StoreException explain(SQLException e) {
        return new StoreException(message(e), e);
    }

    /** The store, for a message. */
    public String name() {
        return "the store " + address;
    }

    private String message(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("08")) {
            return name() + " cannot be reached (" + e.getMessage()
                    + "): check the address, and that the server is up; what was stored stays";
        }
        if (state.startsWith("28")) {
            return name() + " refused the log-in (" + e.getMessage() + "): check store.user and store.password";
        }
        return switch (state) {
            case LOCK_NOT_AVAILABLE ->
                name() + " is being written by another program and did not become free in " + patience.toMillis()
                        + " ms: let the other run end, and try again";
            case UNKNOWN_DATABASE, UNKNOWN_SCHEMA ->
                name() + " does not exist (" + e.getMessage() + "): create the database first, see docs/operations.md";
            case NOT_ALLOWED ->
                name() + " may not be used so (" + e.getMessage()
                        + "): the role of the store must own its schema, see docs/operations.md";
            case DISK_FULL -> "the disk of " + name() + " is full: make room and try again; nothing was lost";
            default -> name() + " failed: " + e.getMessage();
        };
    }
}
