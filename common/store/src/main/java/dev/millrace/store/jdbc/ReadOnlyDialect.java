package dev.millrace.store.jdbc;

import dev.millrace.store.StoreException;
import dev.millrace.store.rows.Database;
import dev.millrace.store.rows.Statements;
import java.sql.SQLException;
import java.util.Optional;

/** A store that is read and never changed: of another user, on a disk that cannot be written, or opened so on purpose. */
public final class ReadOnlyDialect implements Database.Dialect {

    /** Sees whether what was read can be trusted. */
    @FunctionalInterface
    public interface Check {
        /** Does nothing, or throws a {@link StoreException}. */
        void unchanged();
    }

    private final Database.Dialect own;
    private final String store;
    private final Check check;

    /**
     * A dialect.
     *
     * @param own how the database is spoken to
     * @param store names the store in messages
     * @param check called after each read
     */
    public ReadOnlyDialect(Database.Dialect own, String store, Check check) {
        this.own = own;
        this.store = store;
        this.check = check;
    }

    @Override
    public Optional<String> writeRefusal() {
        return Optional.of(store + " can only be read here, and nothing was changed: run this command as a user who may"
                + " write it");
    }

    @Override
    public void beginWrite(Statements statements) {
        throw new IllegalStateException("a write that was refused begins");
    }

    @Override
    public void beginRead(Statements statements) throws SQLException {
        own.beginRead(statements);
    }

    @Override
    public void endRead() {
        check.unchanged();
    }

    @Override
    public void commit(Statements statements) throws SQLException {
        own.commit(statements);
    }

    @Override
    public void rollBack(Statements statements) throws SQLException {
        own.rollBack(statements);
    }

    @Override
    public long bytes(Statements statements) throws SQLException {
        return own.bytes(statements);
    }

    @Override
    public StoreException explain(SQLException e) {
        return own.explain(e);
    }
}
