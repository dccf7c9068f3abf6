package dev.millrace.outbox;

import dev.millrace.outbox.OutboxLimits.WhenFull;
import dev.millrace.words.FileWords;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way to a hub, in a folder. {@link #append} returns once the message is on the disk; whoever delivers takes
 * the oldest with {@link #peek} and says {@link #acknowledge} when the hub has them. A process that dies in between delivers
 * them again, so the other side must tell a message that it has already. The order is that of appending.
 *
 * <p>Bounded: see {@link OutboxLimits}. Safe for use by several threads; one process at a time may have a folder open. Methods
 * throw {@link OutboxException} if the disk does not do what it should; the message names the file.
 */
public final class Outbox implements AutoCloseable {

    private final Path folder;
    private final OutboxLimits limits;
    private final FileChannel lockFile;
    private final Deque<Segment> segments;
    private Progress progress;

    private Outbox(Path folder, OutboxLimits limits, FileChannel lockFile, Deque<Segment> segments, Progress progress) {
        this.folder = folder;
        this.limits = limits;
        this.lockFile = lockFile;
        this.segments = segments;
        this.progress = progress;
    }

    /**
     * Opens the outbox in that folder, which is made if there is none. Reads through what stands in it.
     *
     * @throws OutboxException if another process has it open, or the folder cannot be read and written
     */
    public static Outbox open(Path folder, OutboxLimits limits) {
        Objects.requireNonNull(limits, "limits");
        try {
            Files.createDirectories(folder);
            FileChannel lock = lock(folder);
            try {
                return opened(folder, limits, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private static Outbox opened(Path folder, OutboxLimits limits, FileChannel lock) throws IOException {
        Deque<Segment> segments = new ArrayDeque<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Segment::isSegment).sorted().toList()) {
                segments.add(Segment.read(file, limits.maxMessageBytes()));
            }
        }
        long first = segments.isEmpty() ? 1 : segments.peekFirst().first();
        Outbox outbox = new Outbox(folder, limits, lock, segments, Progress.read(folder, first));
        outbox.forgetDone();
        return outbox;
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // this process has it open already
        }
        if (lock == null) {
            channel.close();
            throw new OutboxException(
                    "the outbox " + folder + " is open in another process; it can be used by one at a time", null);
        }
        return channel;
    }

    /**
     * Adds a message behind all others. When this returns it is on the disk.
     *
     * @throws OutboxFullException if there is no room and the limits say that the new message gives way
     * @throws IllegalArgumentException if the message is empty or larger than the limits allow
     */
    public synchronized void append(byte[] message) {
        if (message.length == 0 || message.length > limits.maxMessageBytes()) {
            throw new IllegalArgumentException(
                    "a message has 1 to " + limits.maxMessageBytes() + " bytes, this one " + message.length);
        }
        try {
            makeRoom(Segment.FRAME + (long) message.length);
            Segment last = segments.peekLast();
            if (last == null || last.bytes() >= limits.segmentBytes() || last.next() < progress.next()) {
                // numbers never go back, even if the disk lost messages that were delivered long ago
                last = Segment.begin(folder, last == null ? progress.next() : Math.max(last.next(), progress.next()));
                last.append(message);
                segments.addLast(last);
            } else {
                last.append(message);
            }
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private void makeRoom(long wanted) throws IOException {
        while (bytes() + wanted > limits.maxBytes()) {
            if (limits.whenFull() == WhenFull.REFUSE_NEW) {
                throw new OutboxFullException("the outbox " + folder + " is full (" + bytes() + " of "
                        + limits.maxBytes() + " bytes): bring the hub back, or allow more");
            }
            // first the count, then the loss: a crash between them counts too much, never too little
            progress = progress.withDroppedUpTo(segments.getFirst().next());
            progress.write(folder);
            segments.removeFirst().delete();
        }
    }

    private long bytes() {
        return segments.stream().mapToLong(Segment::bytes).sum();
    }

    /**
     * The oldest messages that are not delivered; empty if there is none. They stay until they are acknowledged.
     *
     * @param maxMessages at most so many, at least 1
     * @param maxBytes at most so many bytes together, unless the first alone has more
     */
    public synchronized Optional<Batch> peek(int maxMessages, long maxBytes) {
        try {
            while (true) {
                Segment oldest = forgetDone();
                if (oldest == null || oldest.next() <= progress.next()) {
                    return Optional.empty();
                }
                List<byte[]> messages = oldest.read(progress.next(), maxMessages, maxBytes);
                if (!messages.isEmpty()) {
                    return Optional.of(new Batch(progress.next(), messages));
                }
                // the disk lost what it had taken: pass over it, and let people see that
                progress = progress.withDamagedUpTo(progress.next() + 1);
                progress.write(folder);
            }
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** The hub has these: they are not delivered again, whatever happens from now on. */
    public synchronized void acknowledge(Batch batch) {
        // some may have given way to newer ones meanwhile; those are counted as dropped already
        long count = batch.next() - Math.max(batch.first(), progress.next());
        if (count > 0) {
            done(progress.withDelivered(count));
        }
    }

    /**
     * The hub will never take the first message of this batch: it is put into the folder {@code refused}, with the reason
     * beside it, so that those behind it can go on.
     */
    public synchronized void refuse(Batch batch, String reason) {
        if (batch.first() != progress.next()) {
            return;
        }
        try {
            Path refused = Files.createDirectories(folder.resolve("refused"));
            String name = String.format("%020d", batch.first());
            Files.write(refused.resolve(name + ".ndjson"), batch.messages().get(0));
            Files.writeString(refused.resolve(name + ".reason.txt"), reason + "\n");
        } catch (IOException e) {
            throw failed(folder, e);
        }
        done(progress.withRefused());
    }

    private void done(Progress now) {
        try {
            now.write(folder);
            progress = now;
            forgetDone();
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** Deletes files all of whose messages are done with; gives the oldest that is left. */
    private @Nullable Segment forgetDone() throws IOException {
        while (!segments.isEmpty()) {
            Segment oldest = segments.getFirst();
            boolean last = segments.size() == 1;
            if (oldest.first() > progress.next()) {
                progress = progress.withDamagedUpTo(oldest.first()); // a file between is gone
            }
            // what comes next is numbered by the last file, so that stays until there is a newer one, unless it is
            // empty
            if (oldest.next() > progress.next() || (last && !spent(oldest))) {
                return oldest;
            }
            if (oldest.torn() && !last) {
                progress = new Progress(
                        progress.next(),
                        progress.delivered(),
                        progress.dropped(),
                        progress.refused(),
                        progress.damaged() + 1);
            }
            progress.write(folder);
            segments.removeFirst().delete();
        }
        return null;
    }

    private boolean spent(Segment segment) {
        return segment.bytes() >= limits.segmentBytes();
    }

    /** What stands in the outbox. */
    public synchronized OutboxStatus status() {
        long waiting = segments.isEmpty() ? 0 : Math.max(0, segments.getLast().next() - progress.next());
        long bytes = segments.stream()
                .mapToLong(segment -> segment.bytesFrom(progress.next()))
                .sum();
        return new OutboxStatus(
                waiting, bytes, progress.delivered(), progress.dropped(), progress.refused(), progress.damaged());
    }

    @Override
    public synchronized void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private static OutboxException failed(Path folder, IOException e) {
        return new OutboxException(
                "the outbox " + folder + " could not be read or written (" + FileWords.sentence(e) + ")", e);
    }
}
