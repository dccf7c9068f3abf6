package dev.millrace.store.schema;

import dev.millrace.store.DerivedTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Takes the derived rows out of a store, and puts back the tables of stored reports: as the twelfth schema left it. */
public final class StoreBeforeDerivedRows {

    private StoreBeforeDerivedRows() {}

    /** Makes the store one of before; its recorded version is the caller's business. */
    public static void make(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>(List.of(
                "derivation",
                "link_state",
                "link_name",
                "derived_word",
                "item_group",
                "codebase_name",
                "codebase_fact"));
        for (DerivedTable table : DerivedTable.values()) {
            tables.add(table.text());
        }
        try (Statement statement = connection.createStatement()) {
            for (String table : tables) {
                statement.execute("DROP TABLE " + table);
            }
            statement.execute("DROP INDEX link_development");
            statement.execute("CREATE TABLE projection (name TEXT PRIMARY KEY, fingerprint TEXT NOT NULL,"
                    + " made TEXT NOT NULL, mark TEXT NOT NULL)");
            statement.execute("CREATE TABLE projection_part (name TEXT NOT NULL REFERENCES projection (name),"
                    + " part TEXT NOT NULL, number INTEGER NOT NULL, bytes BYTEA NOT NULL,"
                    + " PRIMARY KEY (name, part, number))");
        }
    }
}
