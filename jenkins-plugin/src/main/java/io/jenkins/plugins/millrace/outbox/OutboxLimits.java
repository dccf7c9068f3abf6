package io.jenkins.plugins.millrace.outbox;

/**
 * How much an outbox may hold; when it is full, the oldest messages give way. So they do in each of the folders {@code refused} and
 * {@code damaged}.
 *
 * @param maxBytes the most that the files of the waiting messages may have together, in bytes
 * @param maxMessages how many may wait
 * @param maxMessageBytes the largest single message, in bytes
 * @param maxAside how many messages may lie in each of these two folders
 * @param maxAsideBytes the most that the files of each of these two folders may have together, in bytes
 */
public record OutboxLimits(long maxBytes, int maxMessages, int maxMessageBytes, int maxAside, long maxAsideBytes) {

    /** 256 MiB in 100,000 messages of up to 8 MiB; 64 MiB in 1,000 messages that are set aside. */
    public static final OutboxLimits DEFAULT = new OutboxLimits(256L << 20, 100_000, 8 << 20, 1_000, 64L << 20);

    /** Validates. */
    public OutboxLimits {
        if (maxMessages < 1 || maxMessageBytes < 1 || maxBytes < maxMessageBytes) {
            throw new IllegalArgumentException("an outbox must hold at least one message of the largest size, but"
                    + " maxBytes is " + maxBytes + ", maxMessages " + maxMessages + " and maxMessageBytes "
                    + maxMessageBytes);
        }
        if (maxAside < 1 || maxAsideBytes < 1) {
            throw new IllegalArgumentException(
                    "at least one message must find a place when it is set aside, but maxAside is " + maxAside
                            + " and maxAsideBytes " + maxAsideBytes);
        }
    }
}
