package io.jenkins.plugins.millrace.outbox;

/** A message that is not delivered yet. */
public final class Message {

    private final long number;
    private final byte[] content;

    Message(long number, byte[] content) {
        this.number = number;
        this.content = content;
    }

    long number() {
        return number;
    }

    /** What was appended. */
    public byte[] content() {
        return content;
    }
}
