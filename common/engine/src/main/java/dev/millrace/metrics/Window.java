package dev.millrace.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * The interval of a report: half-open, so adjacent windows count nothing twice and miss nothing.
 *
 * @param start its first instant, in whole milliseconds
 * @param end the first instant after it, in whole milliseconds
 */
public record Window(Instant start, Instant end) {

    /** Validates: the window has a length. Cuts both ends to milliseconds, in which the model counts. */
    public Window {
        start = Objects.requireNonNull(start, "start").truncatedTo(ChronoUnit.MILLIS);
        end = Objects.requireNonNull(end, "end").truncatedTo(ChronoUnit.MILLIS);
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException(
                    "a window ends after it starts, but this one is " + start + " to " + end);
        }
    }

    /** Whether the instant lies in it; the end does not. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    /** How much of the interval from {@code from} to {@code to} lies in it, to the millisecond; zero if nothing does. */
    public Duration overlap(Instant from, Instant to) {
        return Duration.ofMillis(overlapMillis(from.toEpochMilli(), to.toEpochMilli()));
    }

    /** How long it is. */
    public Duration length() {
        return Duration.between(start, end);
    }

    long overlapMillis(long from, long to) {
        return Math.max(0, Math.min(to, end.toEpochMilli()) - Math.max(from, start.toEpochMilli()));
    }
}
