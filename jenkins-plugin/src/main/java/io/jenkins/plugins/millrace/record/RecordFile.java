package io.jenkins.plugins.millrace.record;

import dev.millrace.buildcard.BuildRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The record of a build in its build folder: {@code millrace.json}, written when it has ended, again only if people change
 * what they say of it, and deleted with the build. */
public final class RecordFile {

    /** The file's name in the build folder. */
    public static final String NAME = "millrace.json";

    /** Beside a record that is not on its way to the hub yet. */
    private static final String UNSENT = "millrace.unsent";

    /** In the folder of a build that cannot be read, once that was told. */
    private static final String UNREADABLE = "millrace.unreadable";

    private static final String UNFINISHED = "millrace.json.tmp";

    private RecordFile() {}

    /**
     * Writes the record, whole or not at all: a crash leaves no half file. A record that is there already stays as it is.
     *
     * @return whether it was written
     * @throws IOException if the folder cannot be written to
     */
    public static boolean write(Path buildFolder, BuildRecord build) throws IOException {
        if (exists(buildFolder)) {
            return false;
        }
        replace(buildFolder, build);
        return true;
    }

    /**
     * Writes the record in the place of the one that is there, whole or not at all.
     *
     * @throws IOException if the folder cannot be written to
     */
    public static void replace(Path buildFolder, BuildRecord build) throws IOException {
        Path unfinished = buildFolder.resolve(UNFINISHED);
        try (FileChannel out = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(RecordJson.write(build));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(
                unfinished,
                buildFolder.resolve(NAME),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whether a build has a record. */
    public static boolean exists(Path buildFolder) {
        return Files.exists(buildFolder.resolve(NAME));
    }

    /**
     * How many bytes the record of a build has.
     *
     * @throws IOException if it has none
     */
    public static long size(Path buildFolder) throws IOException {
        return Files.size(buildFolder.resolve(NAME));
    }

    /**
     * Says that the record of a build, perhaps not written yet, still has to be put on its way to the hub.
     *
     * @throws IOException if the folder cannot be written to
     */
    public static void unsent(Path buildFolder) throws IOException {
        Path mark = buildFolder.resolve(UNSENT);
        if (!Files.exists(mark)) {
            Files.write(mark, new byte[0]);
        }
    }

    /** Whether the record of a build still has to be put on its way. */
    public static boolean isUnsent(Path buildFolder) {
        return Files.exists(buildFolder.resolve(UNSENT));
    }

    /**
     * Says that the record of a build is on its way.
     *
     * @throws IOException if the folder cannot be written to
     */
    public static void sent(Path buildFolder) throws IOException {
        Files.deleteIfExists(buildFolder.resolve(UNSENT));
    }

    /**
     * Says that a build cannot be read.
     *
     * @return whether that was not said of it before
     * @throws IOException if the folder cannot be written to
     */
    public static boolean unreadable(Path buildFolder) throws IOException {
        try {
            Files.createFile(buildFolder.resolve(UNREADABLE));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /**
     * Reads the record of a build; empty if none was written.
     *
     * @throws IOException if the file cannot be read or is not such a record; the message names the file and the field
     */
    public static Optional<BuildRecord> read(Path buildFolder) throws IOException {
        try {
            return Optional.of(readFile(buildFolder.resolve(NAME)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads a record from a file of another name.
     *
     * @throws IOException if the file cannot be read or is not such a record; the message names the file and the field
     */
    public static BuildRecord readFile(Path file) throws IOException {
        try {
            return RecordJson.read(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
