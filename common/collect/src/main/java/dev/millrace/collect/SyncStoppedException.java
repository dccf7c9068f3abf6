package dev.millrace.collect;

import dev.millrace.http.ComeBackLaterException;
import java.time.Instant;
import java.util.Optional;

/**
 * A run stopped before its end. What it had stored stays, and the next run goes on there. The message says so, names the page,
 * and ends with the message of the cause.
 */
public final class SyncStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String source;
    private final int page;

    SyncStoppedException(String source, int page, Throwable cause) {
        super(message(source, page, cause), cause);
        this.source = source;
        this.page = page;
    }

    /** Whose run stopped. */
    public String source() {
        return source;
    }

    /** The page it stopped at, counted from 1 since this process began; the pages before it are stored. */
    public int page() {
        return page;
    }

    /** When to continue, by our clock, if the tool requested a pause; empty for any time. */
    public Optional<Instant> notBefore() {
        return getCause() instanceof ComeBackLaterException later ? Optional.of(later.notBefore()) : Optional.empty();
    }

    private static String message(String source, int page, Throwable cause) {
        String stored = switch (page) {
            case 1 -> "nothing new was stored";
            case 2 -> "page 1 is stored";
            default -> "pages 1 to " + (page - 1) + " are stored";
        };
        String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return source + " stopped at page " + page + " (" + stored + "; the next sync continues from there): " + why;
    }
}
