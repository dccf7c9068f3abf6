package io.jenkins.plugins.millrace.hub;

import io.jenkins.plugins.millrace.outbox.Message;
import io.jenkins.plugins.millrace.outbox.Outbox;
import io.jenkins.plugins.millrace.outbox.OutboxException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Empties an outbox. Keeps the order: nothing is sent before everything in front of it is delivered or refused. While the hub
 * is away it tries again ever more slowly, up to a cap, with a random part so that many producers do not come back at once.
 *
 * <p>Not thread-safe: one sender per outbox, called by one thread.
 */
public final class OutboxSender {

    /** Brings a message to where it belongs. */
    public interface Delivery {
        /** Tries once. Never throws for what the other side or the network does; that is an {@link Outcome}. */
        Outcome deliver(byte[] message) throws InterruptedException;
    }

    /** How long to pause when there is nothing to send. */
    public static final Duration IDLE = Duration.ofSeconds(1);

    private static final long FIRST_PAUSE = 1_000;
    private static final long LONGEST_PAUSE = 300_000;
    private static final int MAX_DOUBLINGS = 20;

    private final Outbox outbox;
    private final Delivery delivery;
    private final RandomGenerator random;
    private int failures;
    private Optional<String> trouble = Optional.empty();

    /**
     * A sender.
     *
     * @param random spreads the pauses
     */
    public OutboxSender(Outbox outbox, Delivery delivery, RandomGenerator random) {
        this.outbox = outbox;
        this.delivery = delivery;
        this.random = random;
    }

    /**
     * One attempt with the oldest message.
     *
     * @return how long to pause before the next call; zero if there may be more to send at once
     * @throws OutboxException if the outbox cannot be read or written
     */
    public Duration send() throws InterruptedException {
        Optional<Message> oldest = outbox.peek();
        if (oldest.isEmpty()) {
            return IDLE;
        }
        Outcome outcome = delivery.deliver(oldest.get().content());
        if (outcome instanceof Outcome.Later later) {
            return later(later);
        } else if (outcome instanceof Outcome.Refused refused) {
            trouble = Optional.of(refused.reason());
            outbox.refuse(oldest.get(), refused.reason());
        } else {
            outbox.acknowledge(oldest.get());
            failures = 0;
            trouble = Optional.empty();
        }
        return Duration.ZERO;
    }

    /** Why the last attempt failed, for people; empty if it did not. */
    public Optional<String> trouble() {
        return trouble;
    }

    private Duration later(Outcome.Later later) {
        trouble = Optional.of(later.reason());
        long cap = Math.min(FIRST_PAUSE << failures, LONGEST_PAUSE);
        failures = Math.min(failures + 1, MAX_DOUBLINGS);
        // between half of the pause and all of it
        Duration pause = Duration.ofMillis(cap / 2 + random.nextLong(cap / 2 + 1));
        return later.after().filter(wanted -> wanted.compareTo(pause) > 0).orElse(pause);
    }
}
