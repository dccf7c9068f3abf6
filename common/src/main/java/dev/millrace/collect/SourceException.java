package dev.millrace.collect;

/** A source cannot be read. The message is for a user: what is wrong, and what to do. */
public final class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a message for the user. */
    public SourceException(String message) {
        super(message);
    }
}
