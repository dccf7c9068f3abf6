package io.jenkins.plugins.millrace.hub;

import dev.millrace.outbox.Delivery;
import dev.millrace.outbox.HubDelivery;
import dev.millrace.outbox.Outbox;
import dev.millrace.outbox.OutboxException;
import dev.millrace.outbox.OutboxLimits;
import dev.millrace.outbox.OutboxSender;
import dev.millrace.outbox.OutboxStatus;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The outbox of a controller with the thread that empties it. Knows nothing of Jenkins. Opened by the first message, or at the
 * start if the folder is there; the thread lives as long as the outbox is open and this is not closed.
 */
final class BuildOutbox implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BuildOutbox.class.getName());
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final long LONGEST_STOP = 5_000;

    private final Path folder;
    private final OutboxLimits limits;
    private final Supplier<Optional<HubTarget>> target;
    private @Nullable Outbox outbox;
    private @Nullable Thread sender;
    private Optional<String> trouble = Optional.empty();
    private boolean changed;
    private boolean closed;
    private boolean onTheLine;

    /** Used by the sending thread only. */
    private @Nullable HubTarget delivered;

    private @Nullable Delivery delivery;

    /**
     * An outbox that is not open yet.
     *
     * @param target where the hub is; empty while none is configured, and then nothing is sent
     */
    BuildOutbox(Path folder, OutboxLimits limits, Supplier<Optional<HubTarget>> target) {
        this.folder = folder;
        this.limits = limits;
        this.target = target;
    }

    /** Goes on with what an earlier life of the controller left behind. */
    synchronized void resume() {
        closed = false;
        if (Files.isDirectory(folder)) {
            open();
        }
    }

    /**
     * Adds a message. When this returns it is on the disk.
     *
     * @throws OutboxException if it cannot be kept
     * @throws IllegalArgumentException if it is larger than a message may be
     */
    synchronized void add(byte[] message) {
        open().append(message);
    }

    private Outbox open() {
        Outbox opened = outbox;
        if (opened == null) {
            opened = Outbox.open(folder, limits);
            outbox = opened;
        }
        if (sender == null && !closed) {
            Outbox sent = opened;
            Thread thread = new Thread(() -> send(sent), "millrace-hub");
            thread.setDaemon(true);
            thread.start();
            sender = thread;
        }
        return opened;
    }

    private void send(Outbox sent) {
        OutboxSender attempts = new OutboxSender(sent, this::deliver, new SplittableRandom());
        try {
            while (!stopped(sent)) {
                Duration pause;
                try {
                    pause = attempts.send();
                    tell(attempts.trouble());
                } catch (RuntimeException | LinkageError e) {
                    tell(Optional.of(String.valueOf(e.getMessage())));
                    pause = AFTER_FAILURE;
                }
                pause(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // told to stop
        }
    }

    private Delivery.Outcome deliver(List<byte[]> messages) throws InterruptedException {
        Optional<HubTarget> now = target.get();
        if (now.isEmpty()) {
            return new Delivery.Outcome.Later(Optional.empty(), "no hub is configured, or its token is missing");
        }
        Delivery known = delivery;
        if (known == null || !now.get().equals(delivered)) {
            known = to(now.get());
            delivered = now.get();
            delivery = known;
        }
        onTheLine(true);
        try {
            return known.deliver(messages);
        } finally {
            onTheLine(false);
        }
    }

    /** Only a thread that waits for the hub may be interrupted: one that writes to the disk would fail and tell people so. */
    private synchronized void onTheLine(boolean now) throws InterruptedException {
        onTheLine = now;
        boolean told = Thread.interrupted();
        if (now && (told || closed)) {
            throw new InterruptedException();
        }
    }

    private synchronized boolean stopped(Outbox sent) {
        return closed || outbox != sent;
    }

    static Delivery to(HubTarget hub) {
        URI address = hub.address();
        return new HubDelivery(address, hub::token);
    }

    private void tell(Optional<String> now) {
        boolean news;
        synchronized (this) {
            news = trouble.isEmpty() != now.isEmpty();
            trouble = now;
        }
        if (news) {
            Level level = now.isPresent() ? Level.WARNING : Level.INFO;
            LOG.log(level, () -> "Millrace: " + now.orElse("the hub accepts events again"));
        }
    }

    private synchronized void pause(Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        long left = length.toMillis();
        while (left > 0 && !changed && !closed) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
        changed = false;
    }

    /** The target may be another one now: whatever pause there is ends. */
    synchronized void targetChanged() {
        changed = true;
        notifyAll();
    }

    /** What stands in it; empty while it is not open. */
    synchronized Optional<OutboxStatus> status() {
        return Optional.ofNullable(outbox).map(Outbox::status);
    }

    /** Why the last attempt to send failed; empty if it did not. May hold what the hub said, which is hostile text. */
    synchronized Optional<String> trouble() {
        return trouble;
    }

    /** Stops sending and closes the outbox; a message that comes later opens it again, and is sent in the next life. */
    @Override
    public void close() {
        Thread stopped;
        synchronized (this) {
            closed = true;
            stopped = sender;
            sender = null;
            if (stopped != null && onTheLine) {
                stopped.interrupt();
            }
            notifyAll();
        }
        if (stopped != null) {
            try {
                stopped.join(LONGEST_STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        synchronized (this) {
            if (outbox != null) {
                outbox.close();
                outbox = null;
            }
        }
    }
}
