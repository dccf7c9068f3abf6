package dev.millrace.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file whole or not at all: whoever reads it meanwhile sees the old one. */
final class OutputFile {

    /** What fills a stream. */
    @FunctionalInterface
    interface Content {
        /** Writes everything to the stream, and need not close it. */
        void writeTo(OutputStream out) throws IOException;
    }

    private OutputFile() {}

    /**
     * Writes the content beside the file and moves it there when it is complete.
     *
     * @throws UncheckedIOException if that is not possible; the old file is then as it was
     */
    static void write(Path file, Content content) {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw CommandFailure.usage(file + " is a directory; name a file");
        } else if (!Files.isDirectory(folder)) {
            throw CommandFailure.usage("there is no directory " + folder + " to write " + file + " to");
        }
        // in the same directory, because only there a move is one step
        Path unfinished = folder.resolve("." + target.getFileName() + ".unfinished-"
                + ProcessHandle.current().pid());
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE))) {
                content.writeTo(out);
            }
            move(unfinished, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deleteQuietly(unfinished);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void deleteQuietly(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            // the failure that led here is the one to tell
        }
    }
}
