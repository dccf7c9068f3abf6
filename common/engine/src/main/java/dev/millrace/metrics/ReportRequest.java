package dev.millrace.metrics;

import dev.millrace.model.Knowledge;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * The request for a report: everything its figures depend on besides the facts and the value stream.
 *
 * @param window the interval of its figures; begins no earlier than the first known fact
 * @param zone where days and ISO weeks begin and end
 * @param knowledge the two instants it is bound to; what of the window lies after {@code asOf} is not known
 * @param filter the items that it counts
 * @param freshness the requested interval, and the part of it that is known
 */
public record ReportRequest(Window window, ZoneId zone, Knowledge knowledge, ItemFilter filter, Freshness freshness) {

    private static final int MAX_DAYS = 36_600;

    /** Validates: the window begins before {@code asOf} and is at most 100 years long, since load is kept per day. */
    public ReportRequest {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(freshness, "freshness");
        if (!window.start().isBefore(knowledge.asOf())) {
            throw new IllegalArgumentException("the window starts at " + window.start()
                    + ", which is not before the report's as-of " + knowledge.asOf()
                    + ": there is no data for it. Choose an earlier start or a later as-of");
        }
        if (window.length().compareTo(Duration.ofDays(MAX_DAYS)) > 0) {
            throw new IllegalArgumentException("the window " + window.start() + " to " + window.end()
                    + " is longer than 100 years. Choose a shorter one");
        }
    }

    /**
     * A request whose figures are about what is known of its window.
     *
     * @param asked the two requested instants
     * @param freshness what of the window is known
     * @throws IllegalArgumentException if nothing of the window is known; the message says why
     */
    public static ReportRequest of(ZoneId zone, Knowledge asked, ItemFilter filter, Freshness freshness) {
        Window window = freshness.window();
        Optional<Window> known = freshness.known();
        if (known.isEmpty() && window.start().isBefore(asked.asOf())) {
            throw new IllegalArgumentException("there is no data for " + window.start() + " to " + window.end()
                    + ": the store has data "
                    + freshness.from().map(from -> "from " + from + " ").orElse("")
                    + "until " + freshness.until()
                    + ". Run millrace sync, or choose a window in that time, such as with --as-of");
        }
        return new ReportRequest(
                known.orElse(window), zone, new Knowledge(freshness.until(), asked.knownAt()), filter, freshness);
    }

    /** The part of the window that is known: it ends at {@code asOf} if that comes first. */
    public Window known() {
        Instant asOf = knowledge.asOf();
        return asOf.isBefore(window.end()) && window.start().toEpochMilli() < asOf.toEpochMilli()
                ? new Window(window.start(), asOf)
                : window;
    }
}
