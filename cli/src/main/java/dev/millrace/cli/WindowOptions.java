package dev.millrace.cli;

import dev.millrace.app.TimeParser;
import dev.millrace.app.UserError;
import dev.millrace.cli.line.Between;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which stretch of time a report is about. */
final class WindowOptions {

    private static final int DEFAULT_DAYS = 90;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "Begin of the stretch: a date, from the beginning of its day, or an instant.")
    private @Nullable String since;

    @Option(
            names = "--until",
            paramLabel = "WHEN",
            description = "End of the stretch: a date, to the end of its day, or an instant. Default: --as-of.")
    private @Nullable String until;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "The N days up to the end of the stretch. Default: " + DEFAULT_DAYS + ".")
    @Between(min = 1, max = 36_500)
    private @Nullable Integer days;

    @Option(names = "--all", description = "From the first item, build or deployment on.")
    private boolean all;

    /**
     * The options as somebody else than the command line gives them.
     *
     * @throws UserError if the days are no number
     */
    static WindowOptions of(Optional<String> since, Optional<String> until, Optional<String> days) {
        WindowOptions options = new WindowOptions();
        options.since = since.orElse(null);
        options.until = until.orElse(null);
        try {
            options.days = days.map(Integer::valueOf).orElse(null);
        } catch (NumberFormatException e) {
            throw UserError.usage("days must be a number, but is \"" + days.orElse("") + '"');
        }
        return options;
    }

    /** Whether the stretch begins with the first item, build or deployment. */
    boolean all() {
        return all;
    }

    /**
     * The first instant of the stretch; empty if it begins with the first item, build or deployment.
     *
     * @throws UserError if the options contradict each other
     */
    Optional<Instant> start(Instant end, ZoneId zone) {
        int chosen = (since == null ? 0 : 1) + (days == null ? 0 : 1) + (all ? 1 : 0);
        if (chosen > 1) {
            throw UserError.usage("choose one of --since, --days and --all");
        } else if (days != null && days < 1) {
            throw UserError.usage("--days must be at least 1, but is " + days);
        } else if (all) {
            return Optional.empty();
        }
        Instant start = since != null
                ? new TimeParser(zone).first("--since", since)
                : end.atZone(zone).minusDays(days == null ? DEFAULT_DAYS : days).toInstant();
        if (!start.isBefore(end)) {
            throw UserError.usage("--since (" + start + ") is not before the end of the stretch (" + end + ")");
        }
        return Optional.of(start);
    }

    /** The first instant after the stretch. */
    Instant end(Instant asOf, ZoneId zone) {
        return until == null ? asOf.plusMillis(1) : new TimeParser(zone).after("--until", until);
    }
}
