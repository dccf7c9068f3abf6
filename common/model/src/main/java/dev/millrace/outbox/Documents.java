package dev.millrace.outbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Several NDJSON documents as one, compressed: the line that names the version stands only at the top. */
final class Documents {

    private final int count;
    private final byte[] compressed;

    private Documents(int count, byte[] compressed) {
        this.count = count;
        this.compressed = compressed;
    }

    /** How many of the messages are in it, from the first on; one of another version ends it. */
    int count() {
        return count;
    }

    /** The document, as gzip. */
    byte[] compressed() {
        return compressed;
    }

    static Documents joined(List<byte[]> messages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] version = firstLine(messages.get(0));
        int count = 0;
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            for (byte[] message : messages) {
                byte[] head = firstLine(message);
                if (!Arrays.equals(head, version)) {
                    break;
                }
                int from = count == 0 ? 0 : head.length;
                out.write(message, from, message.length - from);
                if (message[message.length - 1] != '\n') {
                    out.write('\n');
                }
                count++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return new Documents(count, bytes.toByteArray());
    }

    private static byte[] firstLine(byte[] message) {
        for (int i = 0; i < message.length; i++) {
            if (message[i] == '\n') {
                return Arrays.copyOf(message, i + 1);
            }
        }
        return message;
    }
}
