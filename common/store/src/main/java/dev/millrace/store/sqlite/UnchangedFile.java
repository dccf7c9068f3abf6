package dev.millrace.store.sqlite;

import dev.millrace.store.StoreException;
import dev.millrace.store.jdbc.ReadOnlyDialect;
import dev.millrace.words.FileWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * Notices when a file is written that SQLite was told nobody writes. SQLite then neither locks nor looks at the log, and what it
 * reads would be a mixture of before and after.
 */
final class UnchangedFile implements ReadOnlyDialect.Check {

    private record Stamp(long size, FileTime modified, boolean log) {}

    private final SqliteFile file;
    private final Stamp before;

    /** Remembers how the file is now. */
    UnchangedFile(SqliteFile file) {
        this.file = file;
        this.before = stamp();
    }

    @Override
    public void unchanged() {
        if (!stamp().equals(before)) {
            throw new StoreException("the store " + file.path()
                    + " was changed by another program while it was read: run the command again");
        }
    }

    private Stamp stamp() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
            Path log = file.beside("-wal");
            return new Stamp(
                    attributes.size(), attributes.lastModifiedTime(), Files.exists(log) && Files.size(log) > 0);
        } catch (IOException e) {
            throw new StoreException("the store " + file.path() + " cannot be read: " + FileWords.why(e), e);
        }
    }
}
