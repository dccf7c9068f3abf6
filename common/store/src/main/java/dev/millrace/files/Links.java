package dev.millrace.files;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Follows symbolic links by name, also to what is not there yet. */
public final class Links {

    /** As many as Linux follows. */
    private static final int MOST = 40;

    private Links() {}

    /**
     * Where a file really lies: the path itself if it is no link, else what the last of its links names, which need not exist.
     *
     * @throws IOException if the links lead in a circle, or one cannot be read
     */
    public static Path target(Path file) throws IOException {
        Path place = file.toAbsolutePath();
        for (int followed = 0; followed < MOST; followed++) {
            if (!Files.isSymbolicLink(place)) {
                return place;
            }
            place = place.resolveSibling(Files.readSymbolicLink(place));
        }
        throw new FileSystemLoopException(file.toString());
    }
}
