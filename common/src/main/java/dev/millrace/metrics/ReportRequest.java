package dev.millrace.metrics;

import dev.millrace.model.Knowledge;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/**
 * What a report is asked to say, and everything its figures depend on besides the facts and the value stream.
 *
 * @param window the stretch of time it is about
 * @param zone where days and ISO weeks begin and end
 * @param knowledge the two instants it is bound to; what of the window lies after {@code asOf} is not known
 * @param filter which items it is about
 */
public record ReportRequest(Window window, ZoneId zone, Knowledge knowledge, ItemFilter filter) {

    private static final int MAX_DAYS = 36_600;

    /** Validates: the window begins before {@code asOf} and is at most 100 years long, since load is kept per day. */
    public ReportRequest {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(filter, "filter");
        if (!window.start().isBefore(knowledge.asOf())) {
            throw new IllegalArgumentException("the window starts at " + window.start()
                    + ", which is not before the report's as-of " + knowledge.asOf()
                    + ": nothing of it is known. Choose an earlier start or a later as-of");
        }
        if (window.length().compareTo(Duration.ofDays(MAX_DAYS)) > 0) {
            throw new IllegalArgumentException("the window " + window.start() + " to " + window.end()
                    + " is longer than 100 years. Choose a shorter one");
        }
    }

    /** The part of the window that is known: it ends at {@code asOf} if that comes first. */
    public Window known() {
        Instant asOf = knowledge.asOf();
        return asOf.isBefore(window.end()) && window.start().toEpochMilli() < asOf.toEpochMilli()
                ? new Window(window.start(), asOf)
                : window;
    }
}
