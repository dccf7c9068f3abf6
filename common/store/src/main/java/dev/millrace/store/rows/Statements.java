package dev.millrace.store.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The prepared statements of one connection, each prepared once: preparing costs SQLite more than running. Plain JDBC rather
 * than a mapping library, because that costs 50 us a statement and 0.4 s at start, these 2 us and nothing.
 */
public final class Statements implements AutoCloseable {

    /** Makes a value of the row the result stands at; never moves on. */
    @FunctionalInterface
    public interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Takes the row the result stands at; never moves on. */
    @FunctionalInterface
    public interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    private static final int ROWS_AT_A_TIME = 1_000;

    /** Of fewer rows, statements are no slower. */
    private static final int MANY = 16;

    private final Connection connection;
    private final @Nullable BulkInsert bulk;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    public Statements(Connection connection) {
        this(connection, null);
    }

    /** The same, with a quicker way to add many rows. */
    public Statements(Connection connection, @Nullable BulkInsert bulk) {
        this.connection = connection;
        this.bulk = bulk;
    }

    /** Keeps what was done since the last commit or roll-back, on a connection that begins transactions by itself. */
    public void commit() throws SQLException {
        connection.commit();
    }

    /** Forgets what was done since the last commit or roll-back, on a connection that begins transactions by itself. */
    public void rollBack() throws SQLException {
        connection.rollback();
    }

    /** Runs a command that takes no values, such as BEGIN. */
    public void run(String sql) throws SQLException {
        prepare(sql).execute();
    }

    public int update(String sql, @Nullable Object... values) throws SQLException {
        return bind(prepare(sql), values).executeUpdate();
    }

    /** Puts a change aside until {@link #runBatch}. */
    public void addToBatch(String sql, @Nullable Object... values) throws SQLException {
        bind(prepare(sql), values).addBatch();
    }

    /** Makes the changes put aside, if there are any. */
    public void runBatch(String sql) throws SQLException {
        prepare(sql).executeBatch();
    }

    /** Adds rows to a table: for each, the values of the columns. */
    public void insert(String table, List<String> columns, List<@Nullable Object[]> rows) throws SQLException {
        if (bulk != null && rows.size() >= MANY) {
            bulk.insert(connection, table, columns, rows);
            return;
        }
        String sql = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES " + Sql.marks(columns);
        for (@Nullable Object[] row : rows) {
            addToBatch(sql, row);
        }
        runBatch(sql);
    }

    /** Forgets the changes put aside by a transaction that failed. */
    void clearBatches() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.clearBatch();
        }
    }

    public <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... values) throws SQLException {
        try (ResultSet rows = bind(prepare(sql), values).executeQuery()) {
            return rows.next() ? Optional.of(mapper.map(rows)) : Optional.empty();
        }
    }

    public <T> List<T> list(String sql, RowMapper<T> mapper, @Nullable Object... values) throws SQLException {
        List<T> all = new ArrayList<>();
        try (ResultSet rows = bind(prepare(sql), values).executeQuery()) {
            while (rows.next()) {
                all.add(mapper.map(rows));
            }
        }
        return all;
    }

    /** Gives the rows of a short result. The consumer must not run the same statement. */
    public void rows(String sql, RowConsumer consumer, @Nullable Object... values) throws SQLException {
        try (ResultSet rows = bind(prepare(sql), values).executeQuery()) {
            while (rows.next()) {
                consumer.accept(rows);
            }
        }
    }

    /** Streams the rows. Prepared anew, so that the consumer may run any statement, this one included. */
    public void each(String sql, RowConsumer consumer, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bind(fetching(statement), values).executeQuery()) {
            while (rows.next()) {
                consumer.accept(rows);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** The column as a number, or null if it has none: JDBC itself would say 0. */
    public static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    /** PostgreSQL's driver would read the whole result into memory otherwise. */
    private static PreparedStatement fetching(PreparedStatement statement) throws SQLException {
        statement.setFetchSize(ROWS_AT_A_TIME);
        return statement;
    }

    private static PreparedStatement bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
