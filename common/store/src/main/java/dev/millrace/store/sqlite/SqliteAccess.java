package dev.millrace.store.sqlite;

import dev.millrace.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/** How a SQLite file is opened. */
public enum SqliteAccess {
    /** To read and write it. */
    WRITE,
    /** To read it beside others that may write it. */
    READ,
    /** To read a file that nobody has open, without anything beside it. */
    IMMUTABLE;

    /** Whether a store may be changed here: its file, and what SQLite puts beside it. */
    static boolean mayWrite(Path file, Predicate<Path> writable) {
        Path folder = file.getParent();
        return writable.test(file) && folder != null && writable.test(folder);
    }

    /**
     * How to read a store without changing it. One that may be written is opened like any other: who opens it to read only may leave
     * a log and its index beside it.
     *
     * @param writable says whether a file or folder may be written; root may write everything, so tests say it themselves
     * @throws StoreException if its newest changes lie in a log that only a program that may write can read
     */
    public static SqliteAccess toRead(Path file, Predicate<Path> writable) {
        if (mayWrite(file, writable)) {
            return WRITE;
        }
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        if (Files.isReadable(log) && Files.isReadable(file.resolveSibling(file.getFileName() + "-shm"))) {
            return READ;
        }
        try {
            if (!Files.exists(log) || Files.size(log) == 0) {
                return IMMUTABLE;
            }
        } catch (IOException e) {
            return IMMUTABLE; // its writer has just ended, and taken the log over
        }
        throw new StoreException("the newest changes of the store " + file + " are still in " + log
                + ", and cannot be read here: make that file and -shm beside it readable if they are there, or run millrace"
                + " status once as a user who may write the file and its folder");
    }
}
