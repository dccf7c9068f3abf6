package io.jenkins.plugins.millrace.outbox;

import dev.millrace.words.FileWords;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;

/**
 * Messages on their way to a hub, each in a file of its own, in one folder. {@link #append} returns once the message is on the
 * disk; whoever delivers takes the oldest with {@link #peek} and says {@link #acknowledge} when the hub has it. A process that
 * dies in between delivers it again, so the other side must tell a message that it has already. The order is that of appending.
 *
 * <p>Bounded: see {@link OutboxLimits}. Keeps no message in memory. Safe for use by several threads; one process at a time may
 * have a folder open. Methods throw {@link OutboxException} if the disk does not do what it should; its message names the folder.
 */
public final class Outbox implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Outbox.class.getName());

    private final Path folder;
    private final OutboxLimits limits;
    private final FileChannel lock;
    private Progress progress;

    /** The number behind the last message; all from {@code progress.next()} on wait. */
    private long end;

    private long waitingBytes;
    private final Set<String> logged = new HashSet<>();

    private Outbox(Path folder, OutboxLimits limits, FileChannel lock) throws IOException {
        this.folder = folder;
        this.limits = limits;
        this.lock = lock;
        Optional<Progress> kept = Progress.read(folder);
        long next = kept.map(Progress::next).orElse(0L);
        OldSegments.convert(folder, next, limits.maxMessageBytes());
        List<Path> files = MessageFile.in(folder, MessageFile.SUFFIX);
        progress = kept.orElseGet(() -> Progress.startingAt(files.isEmpty() ? 1 : MessageFile.number(files.get(0))));
        end = progress.next();
        for (Path file : files) {
            if (MessageFile.number(file) < end) {
                Files.delete(file); // done with, and then the process died
            } else {
                end = MessageFile.number(file) + 1;
                waitingBytes += Files.size(file);
            }
        }
        boundAside(Aside.REFUSED);
        boundAside(Aside.DAMAGED);
    }

    /**
     * Opens the outbox in that folder, which is made if there is none.
     *
     * @throws OutboxException if another process has it open, or the folder cannot be read and written
     */
    public static Outbox open(Path folder, OutboxLimits limits) {
        try {
            Files.createDirectories(folder);
            FileChannel lock = lock(folder);
            try {
                return new Outbox(folder, limits, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // this process has it open already
        }
        channel.close();
        throw new OutboxException(
                "the outbox " + folder + " is open in another process; it can be used by one at a time", null);
    }

    /**
     * Adds a message behind all others. When this returns it is on the disk.
     *
     * @throws IllegalArgumentException if the message is empty or larger than the limits allow
     */
    public synchronized void append(byte[] content) {
        if (content.length == 0 || content.length > limits.maxMessageBytes()) {
            throw new IllegalArgumentException(
                    "a message has 1 to " + limits.maxMessageBytes() + " bytes, this one " + content.length);
        }
        try {
            byte[] compressed = MessageFile.compressed(content);
            while (waiting() > 0
                    && (waiting() >= limits.maxMessages() || waitingBytes + compressed.length > limits.maxBytes())) {
                done(progress.withDropped());
            }
            WholeFile.write(file(end), compressed);
            end++;
            waitingBytes += compressed.length;
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private Path file(long number) {
        return MessageFile.of(folder, number, MessageFile.SUFFIX);
    }

    private long waiting() {
        return end - progress.next();
    }

    /** The oldest message that is not delivered; empty if there is none. It stays until it is acknowledged. */
    public synchronized Optional<Message> peek() {
        try {
            while (waiting() > 0) {
                Path file = file(progress.next());
                Optional<byte[]> content = MessageFile.read(file);
                if (content.isPresent()) {
                    return Optional.of(new Message(progress.next(), content.get()));
                }
                if (Files.exists(file)) {
                    waitingBytes -= Files.size(file);
                    MessageFile.setAside(file);
                } else {
                    Path damaged = Files.createDirectories(folder.resolve(Aside.DAMAGED));
                    Files.writeString(
                            MessageFile.of(damaged, progress.next(), ".missing.txt"),
                            "This message was not there any more.\n");
                }
                done(progress.withDamaged());
                boundAside(Aside.DAMAGED);
                logOnce(
                        "damaged",
                        file + " is missing or damaged; what is known of it is in " + folder.resolve(Aside.DAMAGED)
                                + ". Others like it are only counted from now on");
            }
            return Optional.empty();
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** The hub has this one: it is not delivered again, whatever happens from now on. */
    public synchronized void acknowledge(Message message) {
        if (message.number() == progress.next()) { // else it gave way meanwhile, and is counted as dropped
            try {
                done(progress.withDelivered());
            } catch (IOException e) {
                throw failed(folder, e);
            }
        }
    }

    /**
     * The hub will never take this one: it is put into the folder {@code refused}, with the reason beside it, so that those
     * behind it can go on.
     */
    public synchronized void refuse(Message message, String reason) {
        if (message.number() != progress.next()) {
            return;
        }
        try {
            Path refused = Files.createDirectories(folder.resolve(Aside.REFUSED));
            Files.writeString(MessageFile.of(refused, message.number(), ".reason.txt"), reason + "\n");
            WholeFile.write(MessageFile.of(refused, message.number(), ".ndjson"), message.content());
            done(progress.withRefused());
            boundAside(Aside.REFUSED);
            logOnce(
                    "refused",
                    "a build was rejected and is in " + refused + ": " + reason
                            + ". Others like it are only counted from now on");
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** What must go is counted before it goes: a crash in between counts it twice, and never leaves it out. */
    private void boundAside(String name) throws IOException {
        List<List<Path>> excess = Aside.excess(folder.resolve(name), limits);
        if (excess.isEmpty()) {
            return;
        }
        Progress now = progress.withRemoved(excess.size());
        now.write(folder);
        progress = now;
        for (List<Path> message : excess) {
            for (Path file : message) {
                Files.deleteIfExists(file);
            }
        }
        logOnce(
                "removed from " + name,
                folder.resolve(name) + " is full (" + limits.maxAside() + " messages or " + limits.maxAsideBytes()
                        + " bytes); its oldest messages are removed and counted from now on");
    }

    /** Once for as long as this is open: a hub that takes nothing would fill the log. */
    private void logOnce(String kind, String text) {
        if (logged.add(kind)) {
            LOG.warning("Millrace: " + text);
        }
    }

    /** Whether messages lie in {@code refused} or {@code damaged} for somebody to look at. */
    public boolean hasSomethingAside() {
        try {
            return Aside.hasMessages(folder.resolve(Aside.REFUSED)) || Aside.hasMessages(folder.resolve(Aside.DAMAGED));
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** The first message is done with. That is noted before its file is deleted: a crash between them leaves a file too much. */
    private void done(Progress now) throws IOException {
        Path file = file(progress.next());
        now.write(folder);
        progress = now;
        if (Files.exists(file)) {
            waitingBytes -= Files.size(file);
            Files.delete(file);
        }
        if (waiting() == 0) {
            waitingBytes = 0; // also if somebody else took files away
        }
    }

    /** What stands in the outbox. */
    public synchronized OutboxStatus status() {
        return new OutboxStatus(
                waiting(),
                waitingBytes,
                progress.delivered(),
                progress.dropped(),
                progress.refused(),
                progress.damaged(),
                progress.removed());
    }

    @Override
    public synchronized void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private static OutboxException failed(Path folder, IOException e) {
        return new OutboxException(
                "the outbox " + folder + " could not be read or written (" + FileWords.sentence(e) + ")", e);
    }
}
