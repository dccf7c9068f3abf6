package dev.millrace.app;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads points in time as people write them: dates and local times in one zone, and instants. */
public final class TimeParser {

    private static final Instant FIRST = Instant.parse("1899-12-31T00:00:00Z");
    private static final Instant LAST = Instant.parse("+10000-01-02T00:00:00Z");
    private static final int MIN_YEAR = 1900;
    private static final int MAX_YEAR = 9999;

    private final ZoneId zone;

    public TimeParser(ZoneId zone) {
        this.zone = zone;
    }

    /** The first instant that is meant; a date means the beginning of its day. */
    public Instant first(String option, String text) {
        return inRange(option, text, date(text).map(this::begin).orElseGet(() -> instant(option, text)));
    }

    /** The first instant after what is meant; a date means the beginning of the next day. */
    public Instant after(String option, String text) {
        return inRange(
                option, text, date(text).map(date -> begin(date.plusDays(1))).orElseGet(() -> instant(option, text)));
    }

    /** The last instant that is meant; a date means the last millisecond of its day. */
    public Instant last(String option, String text) {
        return inRange(
                option,
                text,
                date(text).map(date -> begin(date.plusDays(1)).minusMillis(1)).orElseGet(() -> instant(option, text)));
    }

    /**
     * The last instant that is meant, of which something can be known: of a day that is not over that is now.
     *
     * @throws UserError if it is still to come
     */
    public Instant past(String option, String text, Instant now) {
        Instant last = last(option, text);
        if (!last.isAfter(now)) {
            return last;
        }
        if (date(text).isPresent() && !first(option, text).isAfter(now)) {
            return now;
        }
        throw UserError.usage(option + ": " + text + " is in the future, and nothing is known about it. Now is " + now);
    }

    /** A zone of the command line. */
    public static ZoneId zone(String option, String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw UserError.usage(
                    option + ": \"" + text + "\" is not a time zone; write one such as Europe/Berlin or UTC");
        }
    }

    private Instant begin(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }

    /** Nothing happened before this, and no tool plans beyond that; further out, sums of times would overflow. */
    private static Instant inRange(String option, String text, Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw UserError.usage(option + ": \"" + text + "\" must lie between the years 1900 and 9999");
        }
        return instant;
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text))
                    .filter(date -> date.getYear() >= MIN_YEAR && date.getYear() <= MAX_YEAR);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Instant instant(String option, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return local(option, text);
        }
    }

    private Instant local(String option, String text) {
        try {
            return LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw UserError.usage(option + ": \"" + text + "\" is neither a date such as 2024-05-31"
                    + " nor an instant such as 2024-05-31T12:00:00Z");
        }
    }
}
