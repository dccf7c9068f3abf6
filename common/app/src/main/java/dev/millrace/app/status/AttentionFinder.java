package dev.millrace.app.status;

import dev.millrace.app.status.StoreStatus.Attention;
import dev.millrace.app.status.StoreStatus.HubJob;
import dev.millrace.app.status.StoreStatus.SourceStatus;
import dev.millrace.app.status.StoreStatus.Tally;
import dev.millrace.collect.SourceRun;
import dev.millrace.collect.SourceRun.Outcome;
import dev.millrace.store.WatchList;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says what of a status somebody should look at. */
final class AttentionFinder {

    /** Longer than any run that still does anything: a first one of a large site takes hours. */
    private static final Duration LONGEST_RUN = Duration.ofHours(12);

    private AttentionFinder() {}

    static List<Attention> find(
            List<SourceStatus> sources,
            List<Tally> ledger,
            List<HubJob> jobs,
            List<WatchList> watch,
            StaleLimit limit) {
        List<Attention> found = new ArrayList<>();
        sources.forEach(source -> add(found, source, limit.now()));
        sources.stream()
                .filter(source -> Boolean.TRUE.equals(source.stale()))
                .forEach(source -> found.add(stale(source)));
        watch.stream()
                .filter(list -> list.due() > 0 && wanted(sources, list.source()))
                .filter(list -> limit.isExceeded(list.lastVisit(), list.lastVisit()))
                .forEach(list -> found.add(new Attention(
                        "due",
                        list.due() + " of " + list.count() + " unfinished items of " + list.source()
                                + " are due to be read again, and none was read since " + list.lastVisit(),
                        "Their current state is unknown. Run millrace sync.")));
        for (HubJob job : jobs) {
            if (job.error() != null) {
                found.add(new Attention(
                        "job-failed",
                        "the hub's job " + job.name() + " failed at " + job.startedAt(),
                        "It runs again at its next scheduled time. The error was: " + job.error()));
            }
        }
        for (Tally tally : ledger) {
            if (tally.incomplete() > 0) {
                found.add(new Attention(
                        "incomplete",
                        tally.missing() + " of " + tally.expected() + " " + tally.measure() + " of " + tally.tool()
                                + " were not captured",
                        "Every figure marks the items that this affects. millrace sync tries again; millrace "
                                + "export --table ledger lists them all."));
            }
        }
        return found;
    }

    private static Attention stale(SourceStatus source) {
        Instant until = source.readUntil();
        return new Attention(
                "stale",
                until == null
                        ? source.id() + " was never read completely"
                        : source.id() + " was last read completely until " + until,
                "Reports end there: no figure contains what happened later. " + remedy(source));
    }

    private static String remedy(SourceStatus source) {
        SourceRun run = source.run();
        return run != null && run.outcome() == Outcome.STOPPED
                ? "If the source is gone or no longer needed, remove it from millrace.yml. Otherwise "
                        + "check that the token may read it, and run millrace sync."
                : "Run millrace sync, or run it on a schedule.";
    }

    private static boolean wanted(List<SourceStatus> sources, String id) {
        return sources.stream()
                .noneMatch(source -> source.id().equals(id) && Boolean.FALSE.equals(source.configured()));
    }

    private static void add(List<Attention> found, SourceStatus source, Instant now) {
        boolean wanted = !Boolean.FALSE.equals(source.configured());
        SourceRun run = source.run();
        if (run == null) {
            if (source.never() && wanted) {
                found.add(new Attention(
                        "never-collected",
                        source.id() + " is configured and was never collected",
                        "Run millrace sync."));
            }
            return;
        }
        if (!wanted) {
            return; // it is no longer configured
        }
        if (run.outcome() == Outcome.STOPPED) {
            String when = run.notBefore() != null && run.notBefore().isAfter(now)
                    ? "Run millrace sync again at " + run.notBefore() + " or later."
                    : "millrace sync continues where it stopped.";
            found.add(new Attention(
                    "stopped", source.id() + " stopped at " + run.endedAt(), when + " The error was: " + run.error()));
        } else if (run.outcome() == Outcome.WITH_PROBLEMS) {
            found.add(new Attention(
                    "problems",
                    source.id() + ": " + run.problemCount() + " items could not be captured completely",
                    run.problems().stream()
                            .findFirst()
                            .map(problem -> "The first: " + problem.item() + ": " + problem.reason())
                            .orElse("")));
        } else if (run.outcome() == Outcome.UNFINISHED
                && Duration.between(run.startedAt(), now).compareTo(LONGEST_RUN) > 0) {
            found.add(new Attention(
                    "unfinished",
                    source.id() + " began at " + run.startedAt() + " and has not ended",
                    "If no millrace sync is running, it was killed. The next one continues where it " + "stopped."));
        }
    }
}
