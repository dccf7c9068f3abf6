package dev.millrace.store.sqlite;

import dev.millrace.store.StoreException;
import dev.millrace.store.rows.Database;
import dev.millrace.store.rows.Statements;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/** One SQLite file: how to connect to it, how its transactions begin, and what its errors mean for a user. */
public final class SqliteFile implements Database.Dialect {

    private static final int PRIMARY_CODE = 0xff;
    private static final int CACHE_KIB = 32 * 1024;

    private final Path file;
    private final Duration patience;
    private final SqliteAccess access;
    private final SQLiteConfig.SynchronousMode synchronous;
    private final SQLiteDataSource dataSource;

    /** A file that may be written. */
    public SqliteFile(Path file, Duration patience) {
        this(file, patience, SqliteAccess.WRITE);
    }

    // NORMAL would survive a killed process too, but not the power: the hub says "stored" to clients that then forget
    public SqliteFile(Path file, Duration patience, SqliteAccess access) {
        this(file, patience, access, SQLiteConfig.SynchronousMode.FULL);
    }

    private SqliteFile(Path file, Duration patience, SqliteAccess access, SQLiteConfig.SynchronousMode synchronous) {
        this.file = file;
        this.patience = patience;
        this.access = access;
        this.synchronous = synchronous;
        this.dataSource = dataSource(config());
    }

    private SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(patience.toMillis()));
        config.enforceForeignKeys(true);
        config.setSynchronous(synchronous);
        // nobody asks for the keys the database makes, and reading them would double the work of each insert
        config.setGetGeneratedKeys(false);
        config.setCacheSize(-CACHE_KIB);
        config.setReadOnly(access != SqliteAccess.WRITE);
        return config;
    }

    private SQLiteDataSource dataSource(SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(
                access == SqliteAccess.IMMUTABLE
                        ? "jdbc:sqlite:file:" + file.toUri().getRawPath() + "?immutable=1"
                        : "jdbc:sqlite:" + file);
        return source;
    }

    /** A file in the same folder whose name goes on with that ending. */
    Path beside(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /** Where this file is made before it stands in its place. Its commits do not reach the disk before {@link #force()}. */
    SqliteFile draft() {
        return new SqliteFile(beside(".new"), patience, SqliteAccess.WRITE, SQLiteConfig.SynchronousMode.OFF);
    }

    /** Returns when all that was written is on the disk. */
    void force() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    public Path path() {
        return file;
    }

    /** For migrations: their transactions write from the begin, since one that reads first may not be let to write later. */
    public SQLiteDataSource dataSourceForWriting() {
        SQLiteConfig config = config();
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return dataSource(config);
    }

    public Connection connect() throws SQLException {
        SqliteLibrary.ready();
        return dataSource.getConnection();
    }

    @Override
    public void beginWrite(Statements statements) throws SQLException {
        statements.run("BEGIN IMMEDIATE");
    }

    @Override
    public void beginRead(Statements statements) throws SQLException {
        statements.run("BEGIN");
    }

    @Override
    public void commit(Statements statements) throws SQLException {
        statements.run("COMMIT");
    }

    @Override
    public void rollBack(Statements statements) throws SQLException {
        statements.run("ROLLBACK");
    }

    /** With what commits have left beside the file until it is taken over. */
    @Override
    public long bytes(Statements statements) throws SQLException {
        long pages = statements
                .first("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", row -> row.getLong(1))
                .orElse(0L);
        try {
            Path log = beside("-wal");
            return pages + (Files.exists(log) ? Files.size(log) : 0);
        } catch (IOException e) {
            return pages; // another process has just taken it over
        }
    }

    @Override
    public StoreException explain(SQLException e) {
        return new StoreException(message(e), e);
    }

    private String message(SQLException e) {
        return switch (SQLiteErrorCode.getErrorCode(e.getErrorCode() & PRIMARY_CODE)) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "the store " + file + " is locked by another program and did not become free in " + patience.toMillis()
                        + " ms: let the other run end, or close whatever has the file open, and try again";
            case SQLITE_NOTADB -> notAStore("it is no SQLite file");
            case SQLITE_CORRUPT ->
                "the store " + file + " is damaged (" + e.getMessage()
                        + "): restore it from a backup, or move it away and sync anew";
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                access == SqliteAccess.WRITE
                        ? "the store " + file + " cannot be opened for writing (" + e.getMessage()
                                + "): make the file and its folder writable, or name another file"
                        : "the store " + file + " cannot be read (" + e.getMessage()
                                + "): make the file, and -wal and -shm beside it if they are there, readable";
            case SQLITE_FULL -> "the disk of the store " + file + " is full: make room and try again; nothing was lost";
            case SQLITE_IOERR ->
                "the store " + file + " could not be read or written (" + e.getMessage()
                        + "): check the disk it lies on";
            default -> "the store " + file + " failed: " + e.getMessage();
        };
    }

    public String notAStore(String why) {
        return file + " is no Millrace store: " + why + "; name another file, or move this one away";
    }
}
