package dev.millrace.store.jdbc;

import dev.millrace.model.ArtifactId;
import dev.millrace.store.LinkNames;
import dev.millrace.store.StoredText;
import dev.millrace.store.rows.ArtifactRows;
import dev.millrace.store.rows.Database;
import dev.millrace.store.rows.Sql;
import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Link names beside the tables of facts. */
final class JdbcLinkNames implements LinkNames {

    private static final String TABLE = "link_name";
    private static final List<String> COLUMNS = List.of("name", "own", "artifact_id");
    private static final long NAMED = 0;
    private static final long OWN = 1;

    private final Database database;

    JdbcLinkNames(Database database) {
        this.database = database;
    }

    @Override
    public Optional<State> state() {
        return database.read(statements -> statements
                .first("SELECT code, mark FROM link_state WHERE mark IS NOT NULL", row -> {
                    String code = row.getString(1);
                    return FactMarkText.read(row.getString(2)).map(mark -> new State(code, mark));
                })
                .flatMap(state -> state));
    }

    @Override
    public Set<ArtifactId> naming(Collection<Long> names) {
        return those(names, NAMED);
    }

    @Override
    public Set<ArtifactId> called(Collection<Long> names) {
        return those(names, OWN);
    }

    private Set<ArtifactId> those(Collection<Long> names, long own) {
        return database.read(statements -> {
            Set<Long> numbers = new HashSet<>();
            for (List<Long> list : Sql.lists(names)) {
                numbers.addAll(statements.list(
                        "SELECT artifact_id FROM link_name WHERE own = ? AND name IN " + Sql.marks(list),
                        row -> row.getLong(1),
                        Sql.values(List.of(own), list, List.of())));
            }
            return new ArtifactRows(statements).of(numbers);
        });
    }

    @Override
    public Set<Long> ownOf(Collection<ArtifactId> artifacts) {
        return database.read(statements -> {
            Set<Long> names = new HashSet<>();
            for (List<Long> list : Sql.lists(new ArtifactRows(statements).numbers(artifacts))) {
                names.addAll(statements.list(
                        "SELECT name FROM link_name WHERE own = 1 AND artifact_id IN " + Sql.marks(list),
                        row -> row.getLong(1),
                        list.toArray()));
            }
            return names;
        });
    }

    @Override
    public String begin() {
        String run = UUID.randomUUID().toString();
        database.write(statements -> {
            statements.update("DELETE FROM link_name");
            return statements.update("UPDATE link_state SET run = ?, code = NULL, mark = NULL", run);
        });
        return run;
    }

    @Override
    public boolean add(String run, Map<ArtifactId, Names> names) {
        return database.write(statements -> {
            boolean goesOn = statements
                    .first("SELECT 1 FROM link_state WHERE run = ?", row -> true, run)
                    .orElse(false);
            if (goesOn) {
                write(statements, names);
            }
            return goesOn;
        });
    }

    @Override
    public boolean end(String run, State state) {
        return database.write(statements -> statements.update(
                        "UPDATE link_state SET run = NULL, code = ?, mark = ? WHERE run = ?",
                        StoredText.of(state.code()),
                        FactMarkText.of(state.mark()),
                        run)
                > 0);
    }

    @Override
    public void replace(Map<ArtifactId, Names> names, State state) {
        database.write(statements -> {
            // if another run has begun to note all anew, the rows are its own
            int known = statements.update(
                    "UPDATE link_state SET mark = ? WHERE run IS NULL AND code = ? AND mark IS NOT NULL",
                    FactMarkText.of(state.mark()),
                    StoredText.of(state.code()));
            if (known > 0) {
                write(statements, names);
            }
            return known;
        });
    }

    private static void write(Statements statements, Map<ArtifactId, Names> names) throws SQLException {
        Map<Long, ArtifactId> numbered = new ArtifactRows(statements).numbered(names.keySet());
        for (List<Long> list : Sql.lists(numbered.keySet())) {
            statements.update("DELETE FROM link_name WHERE artifact_id IN " + Sql.marks(list), list.toArray());
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        numbered.forEach((number, artifact) -> {
            Names of = names.getOrDefault(artifact, Names.NONE);
            of.own().forEach(name -> rows.add(new @Nullable Object[] {name, OWN, number}));
            of.named().forEach(name -> rows.add(new @Nullable Object[] {name, NAMED, number}));
        });
        statements.insert(TABLE, COLUMNS, rows);
    }
}
