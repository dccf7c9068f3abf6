package dev.millrace.files;

import dev.millrace.words.FileWords;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file that a user named, whole or not at all: whoever reads it meanwhile sees the old one.
 *
 * <ul>
 *   <li>A link stays a link; what it leads to is written.
 *   <li>A file that was there keeps its mode, owner and group. A new one is readable by its owner only.
 *   <li>What is no file (a device, a pipe, {@code /dev/stdout}) is written into.
 *   <li>Where the folder takes no new file, or owner or group could not be kept, the content is copied into the file once it is
 *       complete. Only a disk that is full, or a process that is killed, can then leave it cut.
 * </ul>
 *
 * Other hard links to a file keep the old content. Access control lists beyond the mode are not kept.
 */
public final class OutputFile {

    /** What fills a stream. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything to the stream, and need not close it. */
        void writeTo(OutputStream out) throws IOException;
    }

    private OutputFile() {}

    /**
     * Writes the content.
     *
     * @throws OutputFileException if the file cannot be written; it is then as it was
     */
    public static void write(Path file, Content content) {
        write(file, content, OwnerOnly::file, Files::isWritable);
    }

    /**
     * Writes what holds nothing of anybody, such as manual pages: a new file may be read by all, as far as the umask leaves it.
     *
     * @throws OutputFileException if the file cannot be written; it is then as it was
     */
    public static void writeForAll(Path file, Content content) {
        write(file, content, OwnerOnly::forAll, Files::isWritable);
    }

    /** The same where a test says which folders take a new file: root may write everywhere. */
    static void write(Path file, Content content, Function<Path, FileAttribute<?>[]> mode, Predicate<Path> takesFiles) {
        try {
            Path target = Links.target(file);
            FileDescriptor open = open(file);
            if (open != null) {
                fill(new FileOutputStream(open), content); // stays open: it is not ours
            } else if (Files.exists(target) && !Files.isRegularFile(target)) {
                refuseFolder(file, target);
                try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.WRITE)) {
                    fill(out, content);
                }
            } else {
                replace(target, folder(file, target), content, mode, takesFiles);
            }
        } catch (IOException e) {
            throw explained(file, e);
        }
    }

    /**
     * Moves a finished file to its place, by the same rules. The draft is gone afterwards.
     *
     * @throws OutputFileException if the file cannot be written; it is then as it was
     */
    public static void place(Path draft, Path file) {
        try {
            Path target = Links.target(file);
            refuseFolder(file, target);
            put(draft, target, true);
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            throw explained(file, e);
        }
    }

    private static void refuseFolder(Path file, Path target) {
        if (Files.isDirectory(target)) {
            throw OutputFileException.wrongName(file + " is a directory; name a file");
        }
    }

    private static Path folder(Path file, Path target) {
        Path folder = Objects.requireNonNullElse(target.getParent(), target);
        if (!Files.isDirectory(folder)) {
            throw OutputFileException.wrongName(
                    "there is no directory " + folder + " to write " + file + " to; make it, or name another file");
        }
        return folder;
    }

    private static void replace(
            Path target,
            Path folder,
            Content content,
            Function<Path, FileAttribute<?>[]> mode,
            Predicate<Path> takesFiles)
            throws IOException {
        boolean beside = takesFiles.test(folder) || !Files.exists(target);
        if (beside || Files.isWritable(target)) {
            // in the same folder, because only there a move is one step
            Path draft = beside
                    ? Files.createTempFile(folder, ".millrace-", ".unfinished", mode.apply(folder))
                    : Files.createTempFile("millrace-", ".unfinished");
            try {
                try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                    fill(Channels.newOutputStream(channel), content);
                    channel.force(true);
                }
                put(draft, target, beside);
            } finally {
                Files.deleteIfExists(draft);
            }
        } else {
            throw new AccessDeniedException(target.toString());
        }
    }

    private static void fill(OutputStream out, Content content) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out);
        content.writeTo(buffered);
        buffered.flush();
    }

    /**
     * Puts a complete draft into the place of the target, in one step if that keeps what the target is.
     *
     * @param movable whether the target's folder takes it
     */
    private static void put(Path draft, Path target, boolean movable) throws IOException {
        boolean there = Files.exists(target);
        if (movable && (!there || (Files.isRegularFile(target) && Ownership.carry(target, draft)))) {
            try {
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                settle(target);
                return;
            } catch (FileSystemException e) {
                // another file system, a mount on the file itself, somebody else's file in a shared folder
                if (!there) {
                    throw e;
                }
            }
        }
        try (FileChannel from = FileChannel.open(draft, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(target, StandardOpenOption.WRITE)) {
            boolean regular = Files.isRegularFile(target);
            if (regular && from.size() - to.size() > Files.getFileStore(target).getUsableSpace()) {
                throw new IOException("No space left on device");
            }
            copy(from, to, target);
            if (regular) {
                to.truncate(from.size());
                to.force(true);
            }
        }
    }

    private static void copy(FileChannel from, FileChannel to, Path target) {
        try {
            long size = from.size();
            for (long at = 0; at < size; ) {
                at += from.transferTo(at, size - at, to);
            }
        } catch (IOException e) {
            throw OutputFileException.failed(
                    target + " was not written to its end, so write it again: " + FileWords.why(e), e);
        }
    }

    /** Makes the move survive the end of the power, where folders can be forced to the disk. */
    private static void settle(Path target) {
        try (FileChannel folder = FileChannel.open(Objects.requireNonNull(target.getParent()))) {
            folder.force(true);
        } catch (IOException e) {
            // Windows does so by itself
        }
    }

    /** What this process has open under that name: opening it anew would begin at the start of what a shell appends to. */
    private static @Nullable FileDescriptor open(Path file) {
        return switch (file.toString()) {
            case "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1" -> FileDescriptor.out;
            case "/dev/stderr", "/dev/fd/2", "/proc/self/fd/2" -> FileDescriptor.err;
            default -> null;
        };
    }

    private static OutputFileException explained(Path file, IOException e) {
        return OutputFileException.failed(
                file + " cannot be written, and what was there is as it was: " + FileWords.why(e), e);
    }
}
