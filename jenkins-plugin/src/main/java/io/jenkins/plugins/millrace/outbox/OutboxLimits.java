package io.jenkins.plugins.millrace.outbox;

/**
 * How much an outbox may hold; when it is full, the oldest messages give way.
 *
 * @param maxBytes the most that the files of the waiting messages may have together, in bytes
 * @param maxMessages how many may wait
 * @param maxMessageBytes the largest single message, in bytes
 */
public record OutboxLimits(long maxBytes, int maxMessages, int maxMessageBytes) {

    /** 256 MiB in 100,000 messages of up to 8 MiB. */
    public static final OutboxLimits DEFAULT = new OutboxLimits(256L << 20, 100_000, 8 << 20);

    /** Validates. */
    public OutboxLimits {
        if (maxMessages < 1 || maxMessageBytes < 1 || maxBytes < maxMessageBytes) {
            throw new IllegalArgumentException("an outbox must hold at least one message of the largest size, but"
                    + " maxBytes is " + maxBytes + ", maxMessages " + maxMessages + " and maxMessageBytes "
                    + maxMessageBytes);
        }
    }
}
