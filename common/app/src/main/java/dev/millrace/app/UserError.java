package dev.millrace.app;

import java.util.Objects;

/** A use case cannot go on, and the message says all that a user needs: what is wrong and what to do. */
public final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Whose turn it is. */
    public enum Kind {
        /** The request or the configuration is wrong; nothing was tried. */
        USAGE,
        /** It was tried and did not work: the network, the tool, the disk. */
        FAILURE
    }

    private UserError(Kind kind, String message) {
        super(message);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /** What was asked for is not possible with this request or this configuration. */
    public static UserError usage(String message) {
        return new UserError(Kind.USAGE, message);
    }

    /** What was asked for did not work. */
    public static UserError failed(String message) {
        return new UserError(Kind.FAILURE, message);
    }

    /** Which of the two it is. */
    public Kind kind() {
        return kind;
    }
}
