package dev.millrace.http;

import java.time.Instant;
import java.util.Objects;

/** The host wants a longer pause than a run may spend waiting. Nothing is lost: the run can be resumed after that instant. */
public final class ComeBackLaterException extends HttpException {

    private static final long serialVersionUID = 1L;

    private final Instant notBefore;

    /**
     * For a run that may do no more.
     *
     * @param message why, and what to do
     * @param notBefore when another run makes sense
     */
    public ComeBackLaterException(String message, Instant notBefore) {
        super(message);
        this.notBefore = Objects.requireNonNull(notBefore, "notBefore");
    }

    /** When to try again, by our clock. */
    public Instant notBefore() {
        return notBefore;
    }
}
