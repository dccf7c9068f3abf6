package dev.millrace.http;

import java.util.Objects;

/** The server responded, but not with what was requested. */
public final class UnusableReplyException extends HttpException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with the answer. */
    public enum Kind {
        /** Longer than the limit. */
        TOO_LARGE,
        /** Not JSON. */
        NOT_JSON,
        /** Empty, or JSON that ends in its middle, each time it was requested. */
        CUT_OFF,
        /** Redirects that lead nowhere, in a circle, or to something that is not http. */
        REDIRECT
    }

    private final Kind kind;

    /**
     * For that call.
     *
     * @param what what came instead and what to do, in words for a user; must hold no text of the server that was not made
     *     fit for one line
     */
    UnusableReplyException(HttpCall call, Kind kind, String what) {
        super(call + ": " + what);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /** What is wrong with the answer. */
    public Kind kind() {
        return kind;
    }
}
