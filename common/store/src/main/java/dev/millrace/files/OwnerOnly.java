package dev.millrace.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Makes files and folders that only their owner can read, from their first moment on and whatever the umask is. What is there already
 * keeps its mode. Where a file system knows no such modes (Windows), the folder decides who may read.
 */
public final class OwnerOnly {

    private OwnerOnly() {}

    /** What to create a file with at that place: mode 0600. */
    public static FileAttribute<?>[] file(Path place) {
        return mode(place, "rw-------");
    }

    /** What to create a file with that everybody may read: mode 0644, less what the umask takes away. */
    static FileAttribute<?>[] forAll(Path place) {
        return mode(place, "rw-r--r--");
    }

    /** What to create a folder with at that place: mode 0700. */
    public static FileAttribute<?>[] folder(Path place) {
        return mode(place, "rwx------");
    }

    /**
     * Makes an empty file, unless there is one.
     *
     * @throws IOException if that is not possible
     */
    public static void create(Path file) throws IOException {
        try {
            Files.createFile(file, file(file));
        } catch (FileAlreadyExistsException e) {
            // it keeps its mode
        }
    }

    private static FileAttribute<?>[] mode(Path place, String mode) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
