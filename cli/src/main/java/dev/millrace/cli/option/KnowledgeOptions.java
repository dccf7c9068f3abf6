package dev.millrace.cli.option;

import dev.millrace.app.TimeParser;
import dev.millrace.config.MillraceConfig;
import dev.millrace.model.Knowledge;
import dev.millrace.store.KnownFacts;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select the as-of, the known-at and the zone of a command. */
public final class KnowledgeOptions {

    @Option(
            names = "--as-of",
            paramLabel = "WHEN",
            description = "Ignore what happened later: a date (the whole day counts) or an instant such as "
                    + "2024-05-31T12:00:00Z. Default: now.")
    private @Nullable String asOf;

    @Option(
            names = "--known-at",
            paramLabel = "WHEN",
            description = "Ignore what was recorded later. The same --as-of and --known-at always return the "
                    + "same result. Default: everything in the store.")
    private @Nullable String knownAt;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The time zone of dates, days and weeks, such as Europe/Berlin. Default: the "
                    + "configured zone, or UTC.")
    private @Nullable String zone;

    /** The zone of the option, else the configured one. */
    public ZoneId zone(MillraceConfig config) {
        return zone == null ? config.zone() : TimeParser.zone("--zone", zone);
    }

    /**
     * The two instants, in whole milliseconds. By default everything counts that the store knows: what is known now, and also what
     * was recorded before this clock was set back.
     */
    public Knowledge knowledge(ZoneId dates, InstantSource clock, KnownFacts store) {
        TimeParser times = new TimeParser(dates);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Knowledge(
                asOf == null ? now : times.past("--as-of", asOf, latest(now, store)),
                knownAt == null ? latest(now, store) : times.last("--known-at", knownAt));
    }

    private static Instant latest(Instant now, KnownFacts store) {
        return store.lastRecordedAt().filter(now::isBefore).orElse(now);
    }
}
