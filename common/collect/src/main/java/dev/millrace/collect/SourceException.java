package dev.millrace.collect;

/** A source cannot be read. The message is for a user: what is wrong, and what to do. */
public final class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean nothingReadable;

    /** With a message for the user. */
    public SourceException(String message) {
        this(message, false);
    }

    private SourceException(String message, boolean nothingReadable) {
        super(message);
        this.nothingReadable = nothingReadable;
    }

    /** Nothing at all can be read of what the source belongs to, such as a repository that is not there. */
    public static SourceException nothingReadable(String message) {
        return new SourceException(message, true);
    }

    /** Whether other sources of the same thing would meet the same. */
    public boolean isNothingReadable() {
        return nothingReadable;
    }
}
