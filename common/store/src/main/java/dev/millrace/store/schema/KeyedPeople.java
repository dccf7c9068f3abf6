package dev.millrace.store.schema;

import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * The migration that keys the people of a store. One transaction: who is killed in it begins again. New pseudonyms are the keyed ones of
 * before, so everybody stays who he was.
 */
public final class KeyedPeople implements JavaMigration {

    /** Which schema has keyed people. */
    public static final int VERSION = 11;

    private final Pseudonyms pseudonyms;

    KeyedPeople(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        // not closed: the connection is Flyway's
        Statements statements = new Statements(context.getConnection());
        statements.update("ALTER TABLE recording ADD COLUMN pseudonym_key TEXT");
        StoredPeople people = new StoredPeople(statements);
        if (people.any()) {
            people.change(pseudonyms.key(statements)::keyed);
        }
        people.forgetSentences();
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(Integer.toString(VERSION));
    }

    @Override
    public String getDescription() {
        return "keyed people";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }
}
