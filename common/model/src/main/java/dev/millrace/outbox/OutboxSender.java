package dev.millrace.outbox;

import dev.millrace.outbox.Delivery.Outcome;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Empties an outbox. Keeps the order: nothing is sent before everything in front of it is delivered or refused. While the hub
 * is away it tries again ever more slowly, up to a cap, with a random part so that many producers do not come back at once.
 *
 * <p>Not thread-safe: one sender per outbox, called by one thread.
 */
public final class OutboxSender {

    /** How long to pause when there is nothing to send. */
    public static final Duration IDLE = Duration.ofSeconds(1);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int MAX_MESSAGES = 100;
    private static final long MAX_BYTES = 1L << 20;
    private static final int MAX_DOUBLINGS = 20;

    private final Outbox outbox;
    private final Delivery delivery;
    private final RandomGenerator random;
    private int failures;
    private boolean oneByOne;
    private Optional<String> trouble = Optional.empty();

    /**
     * A sender.
     *
     * @param random spreads the pauses
     */
    public OutboxSender(Outbox outbox, Delivery delivery, RandomGenerator random) {
        this.outbox = Objects.requireNonNull(outbox, "outbox");
        this.delivery = Objects.requireNonNull(delivery, "delivery");
        this.random = Objects.requireNonNull(random, "random");
    }

    /**
     * One attempt with what is oldest.
     *
     * @return how long to pause before the next call; zero if there may be more to send at once
     * @throws OutboxException if the outbox cannot be read or written
     */
    public Duration send() throws InterruptedException {
        Optional<Batch> oldest = outbox.peek(oneByOne ? 1 : MAX_MESSAGES, MAX_BYTES);
        if (oldest.isEmpty()) {
            return IDLE;
        }
        Batch batch = oldest.get();
        Outcome outcome = delivery.deliver(batch.messages());
        if (outcome instanceof Outcome.Delivered delivered) {
            outbox.acknowledge(batch.first(delivered.count()));
            recovered();
            return Duration.ZERO;
        } else if (outcome instanceof Outcome.Refused refused) {
            refused(batch, refused.reason());
            return Duration.ZERO;
        }
        return later((Outcome.Later) outcome);
    }

    /** Why the last attempt failed, for people; empty if it did not. */
    public Optional<String> trouble() {
        return trouble;
    }

    private void recovered() {
        failures = 0;
        oneByOne = false;
        trouble = Optional.empty();
    }

    /** Of several, one alone may be bad: they are tried one by one until the bad one is found. */
    private void refused(Batch batch, String reason) {
        trouble = Optional.of(reason);
        if (batch.messages().size() > 1) {
            oneByOne = true;
        } else {
            outbox.refuse(batch, reason);
        }
    }

    private Duration later(Outcome.Later later) {
        trouble = Optional.of(later.reason());
        failures = Math.min(failures + 1, MAX_DOUBLINGS);
        Duration cap = FIRST_PAUSE.multipliedBy(1L << (failures - 1));
        if (cap.compareTo(LONGEST_PAUSE) > 0) {
            cap = LONGEST_PAUSE;
        }
        // between half of the pause and all of it
        Duration pause = cap.dividedBy(2).plusMillis(random.nextLong(cap.toMillis() / 2 + 1));
        return later.after().filter(wanted -> wanted.compareTo(pause) > 0).orElse(pause);
    }
}
