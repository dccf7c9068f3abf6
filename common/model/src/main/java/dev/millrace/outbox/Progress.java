package dev.millrace.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * How far an outbox has come, kept in one small file that is replaced as a whole.
 *
 * @param next the sequence number of the first message that is not done with
 * @param delivered messages delivered so far
 * @param dropped messages that gave way to newer ones
 * @param refused messages that the hub would not take
 * @param damaged stretches that could not be read
 */
record Progress(long next, long delivered, long dropped, long refused, long damaged) {

    static final Progress NOTHING = new Progress(1, 0, 0, 0, 0);

    private static final String NAME = "progress";
    private static final int FIELDS = 5;

    /** What the folder says; a file that is no progress counts as none, so that messages are sent again, not lost. */
    static Progress read(Path folder, long firstMessage) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return NOTHING.from(firstMessage);
        }
        try {
            long[] fields = Arrays.stream(Files.readString(file).strip().split(" ", -1))
                    .mapToLong(Long::parseLong)
                    .toArray();
            return fields.length == FIELDS
                    ? new Progress(fields[0], fields[1], fields[2], fields[3], fields[4])
                    : NOTHING.from(firstMessage);
        } catch (NumberFormatException e) {
            return NOTHING.from(firstMessage);
        }
    }

    void write(Path folder) throws IOException {
        Path draft = folder.resolve(NAME + ".new");
        String text = next + " " + delivered + " " + dropped + " " + refused + " " + damaged + "\n";
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Progress from(long sequence) {
        return new Progress(sequence, delivered, dropped, refused, damaged);
    }

    Progress withDelivered(long count) {
        return new Progress(next + count, delivered + count, dropped, refused, damaged);
    }

    Progress withDroppedUpTo(long sequence) {
        return sequence <= next ? this : new Progress(sequence, delivered, dropped + sequence - next, refused, damaged);
    }

    Progress withRefused() {
        return new Progress(next + 1, delivered, dropped, refused + 1, damaged);
    }

    Progress withDamagedUpTo(long sequence) {
        return new Progress(sequence, delivered, dropped, refused, damaged + 1);
    }
}
