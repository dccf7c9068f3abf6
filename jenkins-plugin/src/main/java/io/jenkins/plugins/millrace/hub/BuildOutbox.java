package io.jenkins.plugins.millrace.hub;

import io.jenkins.plugins.millrace.outbox.Outbox;
import io.jenkins.plugins.millrace.outbox.OutboxException;
import io.jenkins.plugins.millrace.outbox.OutboxLimits;
import io.jenkins.plugins.millrace.outbox.OutboxStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
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

    /** Between two messages: a hub takes 50 requests a second of one token. */
    private static final Duration BETWEEN = Duration.ofMillis(25);

    private final Path folder;
    private final OutboxLimits limits;
    private final Supplier<Optional<HubTarget>> target;
    private @Nullable Outbox outbox;
    private @Nullable Thread sender;
    private Optional<String> trouble = Optional.empty();
    private boolean changed;
    private boolean closed;
    private boolean onTheLine;

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
        HubDelivery hub = new HubDelivery();
        OutboxSender attempts = new OutboxSender(sent, message -> deliver(hub, message), new SplittableRandom());
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
                pause(pause.isZero() ? BETWEEN : pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // told to stop
        }
    }

    private Outcome deliver(HubDelivery hub, byte[] message) throws InterruptedException {
        Optional<HubTarget> now = target.get();
        if (now.isEmpty()) {
            return new Outcome.Later(Optional.empty(), "no hub is configured, or its token is missing");
        }
        onTheLine(true);
        try {
            return hub.deliver(now.get().address(), now.get().token(), message);
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

    /**
     * Whether builds wait for a hub that does not take them, or never came there. The rejected and the damaged ones count until
     * somebody has removed their files.
     */
    synchronized boolean inTrouble() {
        Outbox opened = outbox;
        if (opened == null) {
            return false;
        }
        OutboxStatus status = opened.status();
        return status.dropped() > 0 || (trouble.isPresent() && status.waiting() > 0) || opened.hasSomethingAside();
    }

    /** Where the rejected and the damaged messages are, as a sentence for people; empty if there are none. */
    synchronized String aside() {
        Outbox opened = outbox;
        return opened == null || !opened.hasSomethingAside()
                ? ""
                : "Rejected and damaged ones are in the folders refused and damaged of " + folder
                        + "; when they have been deleted, they are not reported any more.";
    }

    /** What stands in it, as a sentence for people. */
    String state() {
        return status().map(BuildOutbox::sentence).orElse("No build was queued for a hub since Jenkins started.");
    }

    static String sentence(OutboxStatus status) {
        String counts = String.format(
                Locale.ROOT,
                "Builds that wait for the hub: %,d (%,d bytes). Delivered: %,d. Dropped for newer ones because the outbox was"
                        + " full: %,d. Rejected by the hub: %,d. Damaged or missing: %,d.",
                status.waiting(),
                status.waitingBytes(),
                status.delivered(),
                status.dropped(),
                status.refused(),
                status.damaged());
        return status.removed() == 0
                ? counts
                : counts
                        + String.format(
                                Locale.ROOT,
                                " Rejected or damaged ones that were removed from the disk to make room: %,d.",
                                status.removed());
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
