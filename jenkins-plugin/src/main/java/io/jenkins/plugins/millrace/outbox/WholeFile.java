package io.jenkins.plugins.millrace.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files that are there with all of their bytes or not at all, also after a crash or a power failure. */
final class WholeFile {

    /** Always the same name: the next write replaces what a crash left behind. */
    private static final String DRAFT = "draft";

    private WholeFile() {}

    /** Writes or replaces a file. When this returns, its bytes and its name are on the disk. */
    static void write(Path file, byte[] content) throws IOException {
        Path draft = file.resolveSibling(DRAFT);
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(draft); // a disk that is full has no room for half a file
            throw e;
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (AccessDeniedException e) {
            // Windows opens no folder as a file; there the move itself is enough
        }
    }
}
