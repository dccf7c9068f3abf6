package dev.millrace.store.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A quicker way than statements to add many rows at once, where a database has one. */
@FunctionalInterface
public interface BulkInsert {

    /**
     * Adds the rows, inside the running transaction.
     *
     * @param rows the values of the columns: texts, whole numbers and nulls
     */
    void insert(Connection connection, String table, List<String> columns, List<@Nullable Object[]> rows)
            throws SQLException;
}
