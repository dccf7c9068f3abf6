package dev.millrace.outbox;

import java.util.Objects;

/**
 * How much an outbox may hold, and what gives way when it is full.
 *
 * @param maxBytes the most it may take on disk, in bytes, of its messages with their frames; at least four times {@code
 *     maxMessageBytes}, so that dropping the oldest part always makes room
 * @param maxMessageBytes the largest single message, in bytes
 * @param whenFull what gives way
 */
public record OutboxLimits(long maxBytes, int maxMessageBytes, WhenFull whenFull) {

    /** 256 MiB, messages up to 8 MiB, the oldest gives way: for a producer whose source can be read again. */
    public static final OutboxLimits DEFAULT = new OutboxLimits(256L << 20, 8 << 20, WhenFull.DROP_OLDEST);

    private static final int PARTS = 4;

    /** What gives way when the outbox is full. Either is counted and shown; neither is silent. */
    public enum WhenFull {
        /** The oldest messages, delivered or not; {@link OutboxStatus#dropped} counts those that were not. */
        DROP_OLDEST,
        /** The new message: {@link Outbox#append} throws {@link OutboxFullException}. */
        REFUSE_NEW
    }

    /** Validates. */
    public OutboxLimits {
        Objects.requireNonNull(whenFull, "whenFull");
        if (maxMessageBytes < 1 || maxBytes / PARTS < maxMessageBytes) {
            throw new IllegalArgumentException("an outbox must hold at least " + PARTS
                    + " messages of the largest size, but maxBytes is " + maxBytes + " and maxMessageBytes "
                    + maxMessageBytes);
        }
    }

    /** When a file of the outbox is closed and the next begun: small enough that dropping one loses little. */
    long segmentBytes() {
        return Math.max(1, maxBytes / (2 * PARTS));
    }
}
