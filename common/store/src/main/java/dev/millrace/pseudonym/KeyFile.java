package dev.millrace.pseudonym;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;

/**
 * The file that a key is kept in, readable by its owner only. Who writes it sees to it that nobody else does so at the same time: it holds
 * the write lock of the store.
 *
 * @param path absolute
 */
public record KeyFile(Path path) {

    /** The variable of the environment that names the file, if it is not where it would be looked for. */
    public static final String VARIABLE = "MILLRACE_PSEUDONYM_KEY_FILE";

    /** Validates. */
    public KeyFile {
        Objects.requireNonNull(path, "path");
    }

    /** Beside the file of a store, wherever a link to it leads. */
    public static KeyFile beside(Path store) {
        Path real = store;
        try {
            real = store.toRealPath();
        } catch (IOException e) {
            // not made yet: it will be where its name says
        }
        return new KeyFile(real.resolveSibling(real.getFileName() + ".key"));
    }

    /**
     * The key in the file; empty if there is no file.
     *
     * @throws UncheckedIOException if the file cannot be read or holds no key; the message names it, and nothing of what it holds
     */
    public Optional<PseudonymKey> read() {
        try {
            return Optional.of(PseudonymKey.parse(Files.readString(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable("cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw unusable("is damaged: " + e.getMessage(), new IOException(e));
        }
    }

    /**
     * Puts a key into the file, in one step and safe from a loss of power.
     *
     * @throws UncheckedIOException if that fails; the message names the file
     */
    public void write(PseudonymKey key) {
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        try {
            Path folder = path.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.deleteIfExists(draft); // left by a process that was killed here
            create(draft);
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(key.text().getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable("cannot be written", e);
        }
    }

    private UncheckedIOException unusable(String why, IOException e) {
        return new UncheckedIOException(
                "the key of pseudonyms in " + path + " " + why + "; restore it from a backup, or make it accessible",
                e);
    }

    private static void create(Path draft) throws IOException {
        try {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException e) {
            Files.createFile(draft); // a file system without such permissions, as on Windows
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
