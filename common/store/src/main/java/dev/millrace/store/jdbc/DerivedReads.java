package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactId;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.Database;
import dev.millrace.store.rows.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** How tables of derived rows are read. */
final class DerivedReads {

    /** The columns of the id of the artifact {@code a}. */
    static final String ID = "a.tool_id, a.kind, a.native_id";

    private final Database database;

    DerivedReads(Database database) {
        this.database = database;
    }

    /** Takes a row. */
    interface RowReader {
        void read(ResultSet row, ArtifactRows ids) throws SQLException;
    }

    /** Takes a row of an artifact that was asked for. */
    interface RowOfReader {
        void read(ArtifactId of, ResultSet row, ArtifactRows ids) throws SQLException;
    }

    /** Gives the rows of a query. */
    void each(String query, RowReader reader, Object... values) {
        database.read(statements -> {
            ArtifactRows ids = new ArtifactRows(statements);
            statements.each(query, row -> reader.read(row, ids), values);
            return true;
        });
    }

    /** Gives the rows of artifacts whose numbers stand in the first column. */
    void ofArtifacts(String query, Collection<ArtifactId> artifacts, RowOfReader reader) {
        if (artifacts.isEmpty()) {
            return;
        }
        database.read(statements -> {
            ArtifactRows ids = new ArtifactRows(statements);
            Map<Long, ArtifactId> numbered = ids.numbered(artifacts);
            for (List<Long> list : Sql.lists(numbered.keySet())) {
                statements.list(
                        query + Sql.marks(list),
                        row -> {
                            ArtifactId of = numbered.get(row.getLong(1));
                            if (of != null) {
                                reader.read(of, row, ids);
                            }
                            return true;
                        },
                        list.toArray());
            }
            return true;
        });
    }

    /** Reads at one state of the store. */
    <T> T read(Database.Work<T> work) {
        return database.read(work);
    }

    /** The first whole millisecond at or after an instant. */
    static long ceiling(Instant instant) {
        if (instant.isBefore(Instant.EPOCH)) {
            return 0;
        }
        return instant.minusNanos(1).toEpochMilli() + 1;
    }
}
