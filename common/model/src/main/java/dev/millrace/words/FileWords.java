package dev.millrace.words;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Says why a file could not be read or written. The JDK's own messages are often only the path, and its kinds are names of Java
 * classes, which mean nothing to a user.
 */
public final class FileWords {

    private static final String NOT_UTF_8 = "it is not UTF-8 text: save it as UTF-8 and try again";
    private static final String NO_SUCH_FILE = "there is no such file or folder: check the name";
    private static final String DENIED = "this user may not: check its permissions, or choose another place";

    private static final String FULL = "the disk is full: make room and try again";

    /** What Linux, macOS and Windows say, as it begins. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("no space left", FULL),
            Map.entry("there is not enough space", FULL),
            Map.entry("disk quota exceeded", FULL),
            Map.entry("read-only file system", "the disk may only be read: choose another place"),
            Map.entry("not a directory", "it would lie in a file, not in a folder: choose another place"),
            Map.entry("is a directory", "it is a folder where a file is needed: name a file"),
            Map.entry("permission denied", DENIED),
            Map.entry("operation not permitted", DENIED),
            Map.entry("access is denied", DENIED),
            Map.entry(
                    "too many open files",
                    "this user has too many files open: close some programs, or raise the limit (ulimit -n)"),
            Map.entry("file name too long", "the name is too long for this disk: choose a shorter one"),
            Map.entry("no such file", NO_SUCH_FILE));

    private FileWords() {}

    /** Why, and what to do, without the name of the file; for a message that has named it. */
    public static String why(IOException e) {
        if (e instanceof NoSuchFileException) {
            return NO_SUCH_FILE;
        } else if (e instanceof AccessDeniedException) {
            return DENIED;
        } else if (e instanceof NotDirectoryException) {
            return "it is a file where a folder is needed: choose another place";
        } else if (e instanceof DirectoryNotEmptyException) {
            return "the folder is not empty: move its files away, or choose another place";
        } else if (e instanceof FileAlreadyExistsException) {
            return "it is there already: move it away, or choose another place";
        } else if (e instanceof FileSystemLoopException) {
            return "its links lead in a circle: name the file itself";
        } else if (e instanceof CharacterCodingException) {
            return NOT_UTF_8;
        } else if (e instanceof EOFException) {
            return "it ends too early: it may not have been written to its end";
        } else if (e instanceof ZipException) {
            return "it cannot be unpacked: it is damaged or was not written to its end";
        }
        if (e instanceof FileSystemException file) {
            return ofSystem(file.getReason()).orElseGet(() -> unusual(file.getReason()));
        } else if (e instanceof FileNotFoundException) {
            // "NAME (REASON)", from the classes that are older than java.nio
            String said = Objects.requireNonNullElse(e.getMessage(), "");
            return ofSystem(said.substring(said.lastIndexOf('(') + 1)).orElseGet(() -> unusual(said));
        }
        return ofSystem(e.getMessage())
                .orElseGet(() -> Objects.requireNonNullElseGet(e.getMessage(), () -> unusual("")));
    }

    /** Which file, why, and what to do. */
    public static String sentence(IOException e) {
        if (e instanceof FileSystemException file && file.getFile() != null) {
            return file.getFile() + ": " + why(e);
        }
        return why(e);
    }

    /** What the operating system says, in words for a user where it is one of the usual reasons. */
    private static Optional<String> ofSystem(@Nullable String reason) {
        String said = Objects.requireNonNullElse(reason, "").strip().toLowerCase(Locale.ROOT);
        return REASONS.entrySet().stream()
                .filter(known -> said.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String unusual(@Nullable String reason) {
        return reason == null || reason.isBlank()
                ? "it could not be read or written: check the disk it lies on"
                : reason.strip() + ": check the file and the disk it lies on";
    }
}
