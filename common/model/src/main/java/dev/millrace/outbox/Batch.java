package dev.millrace.outbox;

import java.util.List;

/**
 * The oldest messages that are not delivered yet.
 *
 * @param first the sequence number of the first
 * @param messages in the order in which they were appended; at least one
 */
public record Batch(long first, List<byte[]> messages) {

    /** Validates: there is a message. */
    public Batch {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a batch holds at least one message");
        }
    }

    /** The sequence number behind the last. */
    long next() {
        return first + messages.size();
    }

    /** Its first messages, so many. */
    Batch first(int count) {
        return new Batch(first, messages.subList(0, count));
    }
}
