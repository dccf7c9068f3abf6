package dev.millrace.store.jdbc;

import dev.millrace.store.CodebaseTables;
import dev.millrace.store.DeliveryTables;
import dev.millrace.store.DerivedChanges;
import dev.millrace.store.DerivedState;
import dev.millrace.store.DerivedStore;
import dev.millrace.store.FactMark;
import dev.millrace.store.ItemTables;
import dev.millrace.store.StoredText;
import dev.millrace.store.rows.Database;
import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Derived rows beside the tables of facts. */
final class JdbcDerivedStore implements DerivedStore {

    private final Database database;
    private final DerivedReads reads;

    JdbcDerivedStore(Database database) {
        this.database = database;
        this.reads = new DerivedReads(database);
    }

    @Override
    public Optional<DerivedState> state() {
        return database.read(statements -> statements
                .first(
                        "SELECT revision, fingerprint, mark FROM derivation WHERE id = 1 AND fingerprint IS NOT NULL",
                        row -> {
                            long revision = row.getLong(1);
                            String fingerprint = row.getString(2);
                            return FactMarkText.read(row.getString(3))
                                    .map(mark -> new DerivedState(revision, fingerprint, mark));
                        })
                .flatMap(state -> state));
    }

    @Override
    public long events() {
        return database.read(statements -> statements
                .first("SELECT id FROM event ORDER BY id DESC LIMIT 1", row -> row.getLong(1))
                .orElse(0L));
    }

    @Override
    public boolean writable() {
        return !database.readOnly() && !database.isReading();
    }

    @Override
    public <T> T read(Supplier<T> work) {
        return database.read(statements -> work.get());
    }

    @Override
    public String begin() {
        String name = UUID.randomUUID().toString();
        database.write(statements -> {
            DerivedWriter.deleteAll(statements);
            return statements.update(
                    "UPDATE derivation SET revision = revision + 1, derivation = ?, fingerprint = NULL, mark = NULL"
                            + " WHERE id = 1",
                    name);
        });
        return name;
    }

    @Override
    public boolean build(String derivation, DerivedChanges changes, Words words) {
        return database.write(statements -> {
            if (!underWay(statements, derivation)) {
                return false;
            }
            new DerivedWriter(statements).write(changes, words);
            return true;
        });
    }

    @Override
    public boolean built(String derivation, String fingerprint, FactMark mark) {
        return database.write(statements -> underWay(statements, derivation)
                && statements.update(
                                "UPDATE derivation SET revision = revision + 1, derivation = NULL, fingerprint = ?,"
                                        + " mark = ? WHERE id = 1",
                                StoredText.of(fingerprint),
                                FactMarkText.of(mark))
                        > 0);
    }

    @Override
    public boolean isUnderWay(String derivation) {
        return database.read(statements -> underWay(statements, derivation));
    }

    private static boolean underWay(Statements statements, String derivation) throws SQLException {
        return statements
                .first("SELECT 1 FROM derivation WHERE id = 1 AND derivation = ?", row -> true, derivation)
                .orElse(false);
    }

    @Override
    public boolean update(DerivedState state, DerivedChanges changes, FactMark mark, Words words) {
        return database.write(statements -> {
            int same = statements.update(
                    "UPDATE derivation SET revision = revision + 1, mark = ? WHERE id = 1 AND revision = ?",
                    FactMarkText.of(mark),
                    state.revision());
            if (same == 0) {
                return false;
            }
            new DerivedWriter(statements).write(changes, words);
            return true;
        });
    }

    @Override
    public List<byte[]> words() {
        return bodies("SELECT body FROM derived_word ORDER BY number");
    }

    @Override
    public List<byte[]> groups() {
        return bodies("SELECT body FROM item_group ORDER BY number");
    }

    private List<byte[]> bodies(String query) {
        return database.read(statements -> statements.list(query, row -> row.getBytes(1)));
    }

    @Override
    public CodebaseTables codebases() {
        return new JdbcCodebaseTables(reads);
    }

    @Override
    public ItemTables items() {
        return new JdbcItemTables(reads);
    }

    @Override
    public DeliveryTables deliveries() {
        return new JdbcDeliveryTables(reads);
    }
}
