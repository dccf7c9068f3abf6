package dev.millrace.outbox;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One file of an outbox: messages one behind the other, each as length, checksum and bytes. The name is the sequence number of
 * the first. A message counts once its frame is whole; what stands behind the last whole one is a write that never returned.
 */
final class Segment {

    static final int FRAME = 2 * Integer.BYTES;

    private final Path file;
    private final long first;
    private final List<Long> ends;
    private boolean torn;

    private Segment(Path file, long first, List<Long> ends, boolean torn) {
        this.file = file;
        this.first = first;
        this.ends = ends;
        this.torn = torn;
    }

    /** The file for messages from that sequence number on; it is made by the first append. */
    static Segment begin(Path folder, long first) {
        return new Segment(folder.resolve(String.format("%020d.log", first)), first, new ArrayList<>(), false);
    }

    static boolean isSegment(Path file) {
        return file.getFileName().toString().matches("\\d{20}\\.log");
    }

    /** Reads through a file and finds its whole messages. */
    static Segment read(Path file, int maxMessageBytes) throws IOException {
        long first = Long.parseLong(file.getFileName().toString().substring(0, 20));
        List<Long> ends = new ArrayList<>();
        boolean torn = false;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long position = 0;
            while (position < channel.size()) {
                byte[] message = message(channel, position, maxMessageBytes);
                if (message == null) {
                    torn = true;
                    break;
                }
                position += FRAME + message.length;
                ends.add(position);
            }
        }
        return new Segment(file, first, ends, torn);
    }

    long first() {
        return first;
    }

    /** The sequence number behind its last message. */
    long next() {
        return first + ends.size();
    }

    long bytes() {
        return ends.isEmpty() ? 0 : ends.get(ends.size() - 1);
    }

    /** How many bytes its messages from that sequence number on take. */
    long bytesFrom(long sequence) {
        return sequence <= first ? bytes() : sequence >= next() ? 0 : bytes() - start(sequence);
    }

    /** Whether something unreadable stands behind the last whole message. */
    boolean torn() {
        return torn;
    }

    /** Appends and forces the message to disk; when this returns, it is there. Leaves the file as it was if it throws. */
    void append(byte[] message) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(FRAME + message.length);
        frame.putInt(message.length).putInt(checksum(message)).put(message).flip();
        long position = bytes();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            try {
                if (channel.size() > position) {
                    channel.truncate(position); // what a write left behind that never returned
                }
                long end = position;
                while (frame.hasRemaining()) {
                    end += channel.write(frame, end);
                }
                channel.force(true);
                ends.add(end);
                torn = false;
            } catch (IOException e) {
                cut(channel, position, e);
                throw e;
            }
        }
    }

    private static void cut(FileChannel channel, long position, IOException e) {
        try {
            channel.truncate(position);
        } catch (IOException again) {
            e.addSuppressed(again); // the checksum keeps the half message from being read
        }
    }

    /**
     * The messages from that sequence number on, at most so many, and at most so many bytes but for the first. Fewer than
     * asked for if the file was damaged since; none if the first one was.
     */
    List<byte[]> read(long sequence, int maxMessages, long maxBytes) throws IOException {
        List<byte[]> messages = new ArrayList<>();
        long total = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long at = sequence; at < next() && messages.size() < maxMessages; at++) {
                long length = end(at) - start(at) - FRAME;
                if (!messages.isEmpty() && total + length > maxBytes) {
                    break;
                }
                byte[] message = message(channel, start(at), Math.toIntExact(length));
                if (message == null || message.length != length) {
                    break;
                }
                messages.add(message);
                total += length;
            }
        }
        return messages;
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    Path file() {
        return file;
    }

    private long start(long sequence) {
        int index = Math.toIntExact(sequence - first);
        return index == 0 ? 0 : ends.get(index - 1);
    }

    private long end(long sequence) {
        return ends.get(Math.toIntExact(sequence - first));
    }

    /** The message whose frame begins there; null if there is no whole one. */
    private static byte @Nullable [] message(FileChannel channel, long position, int maxBytes) throws IOException {
        if (channel.size() - position < FRAME) {
            return null;
        }
        ByteBuffer frame = ByteBuffer.allocate(FRAME);
        fill(channel, frame, position);
        int length = frame.getInt();
        int checksum = frame.getInt();
        if (length < 0 || length > maxBytes || channel.size() - position - FRAME < length) {
            return null;
        }
        ByteBuffer message = ByteBuffer.allocate(length);
        fill(channel, message, position + FRAME);
        return checksum(message.array()) == checksum ? message.array() : null;
    }

    private static void fill(FileChannel channel, ByteBuffer buffer, long position) throws IOException {
        long at = position;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
            at += read;
        }
        buffer.flip();
    }

    private static int checksum(byte[] message) {
        CRC32C sum = new CRC32C();
        sum.update(message);
        return (int) sum.getValue();
    }
}
