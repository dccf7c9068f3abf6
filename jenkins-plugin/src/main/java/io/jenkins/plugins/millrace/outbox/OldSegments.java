package io.jenkins.plugins.millrace.outbox;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The form that outboxes had until November 2026: files of many messages, each as length, checksum and bytes; the name is the
 * number of the first.
 */
final class OldSegments {

    private static final String SUFFIX = ".log";
    private static final int FRAME = 2 * Integer.BYTES;

    private OldSegments() {}

    /**
     * Writes each message from that number on into a file of its own, under the number that it had. Can be stopped anywhere: a
     * segment is deleted once all of its messages are on the disk.
     */
    static void convert(Path folder, long next, int maxMessageBytes) throws IOException {
        for (Path segment : MessageFile.in(folder, SUFFIX)) {
            long number = MessageFile.number(segment);
            long end = 0;
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(segment)))) {
                for (byte[] content = read(in, maxMessageBytes); content != null; content = read(in, maxMessageBytes)) {
                    if (number >= next) {
                        WholeFile.write(
                                MessageFile.of(folder, number, MessageFile.SUFFIX), MessageFile.compressed(content));
                    }
                    number++;
                    end += FRAME + content.length;
                }
            }
            if (end == Files.size(segment)) {
                Files.delete(segment);
            } else {
                MessageFile.setAside(segment);
            }
        }
    }

    /** The next message; null at the end, and where a write never returned or the disk damaged the file. */
    private static byte @Nullable [] read(DataInputStream in, int maxMessageBytes) throws IOException {
        try {
            int length = in.readInt();
            int checksum = in.readInt();
            if (length < 1 || length > maxMessageBytes) {
                return null;
            }
            byte[] content = in.readNBytes(length);
            CRC32C sum = new CRC32C();
            sum.update(content);
            return (int) sum.getValue() == checksum ? content : null;
        } catch (EOFException e) {
            return null;
        }
    }
}
