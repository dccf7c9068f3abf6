package dev.millrace.app.report;

import dev.millrace.app.TimeParser;
import dev.millrace.app.UserError;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * The window of a report, as a user wrote it.
 *
 * @param since its begin: a date, from the beginning of its day, or an instant
 * @param until its end: a date, to the end of its day, or an instant; empty for the as-of
 * @param days how many days up to the end; {@value #DEFAULT_DAYS} if nothing says where it begins
 * @param all whether it begins with the first item, build or deployment
 */
public record ReportWindow(Optional<String> since, Optional<String> until, Optional<Integer> days, boolean all) {

    /** How many days a report covers if nothing is said. */
    public static final int DEFAULT_DAYS = 90;

    /** Checks for null. */
    public ReportWindow {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(days, "days");
    }

    /** The last days up to the as-of. */
    public static ReportWindow ofDays(int days) {
        return new ReportWindow(Optional.empty(), Optional.empty(), Optional.of(days), false);
    }

    /**
     * The first instant of the window; empty if it begins with the first item, build or deployment.
     *
     * @throws UserError if the parts contradict each other
     */
    public Optional<Instant> start(Instant end, ZoneId zone) {
        int chosen = (since.isEmpty() ? 0 : 1) + (days.isEmpty() ? 0 : 1) + (all ? 1 : 0);
        if (chosen > 1) {
            throw UserError.usage("choose one of --since, --days and --all");
        } else if (days.isPresent() && days.get() < 1) {
            throw UserError.usage("--days must be at least 1, but is " + days.get());
        } else if (all) {
            return Optional.empty();
        }
        Instant start = since.map(text -> new TimeParser(zone).first("--since", text))
                .orElseGet(() ->
                        end.atZone(zone).minusDays(days.orElse(DEFAULT_DAYS)).toInstant());
        if (!start.isBefore(end)) {
            throw UserError.usage("--since (" + start + ") is not before the end of the window (" + end + ")");
        }
        return Optional.of(start);
    }

    /** The first instant after the window. */
    public Instant end(Instant asOf, ZoneId zone) {
        return until.map(text -> new TimeParser(zone).after("--until", text)).orElse(asOf.plusMillis(1));
    }
}
