package dev.millrace.store.rows;

import dev.millrace.store.StoreException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * One connection that writes and one that reads, so that a consumer of a long read may store something meanwhile. The only place
 * where a transaction begins or ends, and where an SQL error becomes a {@link StoreException}.
 */
public final class Database implements AutoCloseable {

    /** Something done inside a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Statements statements) throws SQLException;
    }

    /** How a database begins its transactions and words its errors. */
    public interface Dialect {
        /** Begins a transaction that may write; waits for other writers. */
        void beginWrite(Statements statements) throws SQLException;

        /** Begins a transaction in which every query sees the same state. */
        void beginRead(Statements statements) throws SQLException;

        /** Called after a read, before its result is used; throws a {@link StoreException} if it cannot be trusted. */
        default void endRead() {}

        /** Why nothing is ever written; empty where it can be. */
        default Optional<String> writeRefusal() {
            return Optional.empty();
        }

        /** Ends a transaction and keeps what it did. */
        void commit(Statements statements) throws SQLException;

        /** Ends a transaction and forgets what it did. */
        void rollBack(Statements statements) throws SQLException;

        /** What the whole store takes on the disk, in bytes. */
        long bytes(Statements statements) throws SQLException;

        /** The message for a user: which store, what is wrong, what to do. */
        StoreException explain(SQLException e);
    }

    private final Dialect dialect;
    private final Statements writer;
    private final Statements reader;
    private boolean reading;
    private boolean closed;

    public Database(Dialect dialect, Statements writer, Statements reader) {
        this.dialect = dialect;
        this.writer = writer;
        this.reader = reader;
    }

    /** All of the work or, if it throws anything, nothing of it. */
    public <T> T write(Work<T> work) {
        checkOpen();
        dialect.writeRefusal().ifPresent(why -> {
            throw new StoreException(why);
        });
        try {
            boolean done = false;
            try {
                dialect.beginWrite(writer);
                T result = work.in(writer);
                dialect.commit(writer);
                done = true;
                return result;
            } finally {
                if (!done) {
                    rollBack(writer);
                    writer.clearBatches();
                }
            }
        } catch (SQLException e) {
            throw dialect.explain(e);
        }
    }

    /** Work that sees one state of the store. Inside another read it sees the same state as that one. */
    public <T> T read(Work<T> work) {
        checkOpen();
        try {
            if (reading) {
                return work.in(reader);
            }
            reading = true;
            try {
                dialect.beginRead(reader);
                T result = work.in(reader);
                dialect.endRead();
                return result;
            } finally {
                reading = false;
                rollBack(reader);
            }
        } catch (SQLException e) {
            throw dialect.explain(e);
        }
    }

    /** Whether this is called within {@link #read}. */
    public boolean isReading() {
        return reading;
    }

    /** Whether nothing is ever written. */
    public boolean readOnly() {
        return dialect.writeRefusal().isPresent();
    }

    /** What the whole store takes on the disk, in bytes. */
    public long bytes(Statements statements) throws SQLException {
        return dialect.bytes(statements);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (writer;
                reader) {
            // both are closed, whatever the other one says
        } catch (SQLException e) {
            throw dialect.explain(e);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new StoreException("the store has been closed");
        }
    }

    /** What went wrong before matters more than a failing roll-back, which ends the transaction too. */
    private void rollBack(Statements statements) {
        try {
            dialect.rollBack(statements);
        } catch (SQLException e) {
            // SQLite has rolled back by itself already, as it does when the disk is full; a broken connection does so
            // too
        }
    }
}
