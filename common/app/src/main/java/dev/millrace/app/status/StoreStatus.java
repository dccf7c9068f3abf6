package dev.millrace.app.status;

import dev.millrace.collect.SourceRun;
import dev.millrace.http.HostLimit;
import dev.millrace.store.Cursor;
import dev.millrace.store.StoreSize;
import dev.millrace.store.WatchList;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How Millrace is doing.
 *
 * @param at when this was read, by our clock
 * @param store where everything is kept
 * @param size how much that is
 * @param lastRecordedAt when the newest fact was recorded; empty if there is none
 * @param sources every source that is configured, was run, or has a cursor
 * @param ledger what of the completeness ledger does not add up, by tool and measure
 * @param gaps some of the things that are known to be incomplete
 * @param watch what is unfinished at its source and is read again until it ends; sources without any are left out
 * @param limits what hosts last said about their limits
 * @param jobs how the latest runs of the hub's jobs went
 * @param attention what somebody should look at, the most important first
 */
public record StoreStatus(
        Instant at,
        String store,
        StoreSize size,
        Optional<Instant> lastRecordedAt,
        List<SourceStatus> sources,
        List<Tally> ledger,
        List<Gap> gaps,
        List<WatchList> watch,
        List<HostLimit> limits,
        List<HubJob> jobs,
        List<Attention> attention) {

    /** Copies the lists. */
    public StoreStatus {
        Objects.requireNonNull(at, "at");
        sources = List.copyOf(sources);
        ledger = List.copyOf(ledger);
        gaps = List.copyOf(gaps);
        watch = List.copyOf(watch);
        limits = List.copyOf(limits);
        jobs = List.copyOf(jobs);
        attention = List.copyOf(attention);
    }

    /**
     * One source.
     *
     * @param id its id; of a configured repository that was never collected, that of the repository
     * @param configured whether the configuration names it; null if there is no configuration
     * @param cursor where it stands, or null if it was never read
     * @param movedAt when it last came any further, or null if that is not known
     * @param listing whether everything is being read again, and has not come to its end
     * @param run its latest run, or null if none is known
     * @param stale whether it was not completely read for longer than it should be; null of what is not collected, or not wanted
     */
    public record SourceStatus(
            String id,
            @Nullable Boolean configured,
            @Nullable Cursor cursor,
            @Nullable Instant movedAt,
            boolean listing,
            @Nullable SourceRun run,
            @Nullable Boolean stale) {

        /** Until when it was completely read, or null if that is not known. */
        public @Nullable Instant readUntil() {
            return run == null || run.covered().until() != null ? coveredUntil() : run.completeAt();
        }

        private @Nullable Instant coveredUntil() {
            return run == null ? null : run.covered().until();
        }

        SourceStatus withStale(boolean found) {
            return new SourceStatus(id, configured, cursor, movedAt, listing, run, found);
        }

        /** Whether nothing of it was ever read. */
        public boolean never() {
            return cursor == null && run == null;
        }
    }

    /**
     * The ledger lines of one tool and measure.
     *
     * @param tool the tool instance
     * @param measure what is counted
     * @param lines how many lines there are
     * @param silent how many of them have no expected number, because the tool does not say
     * @param expected the sum of the expected numbers of the others
     * @param captured the sum of what was captured of those
     * @param incomplete how many of them hold less than expected
     * @param missing what is missing in those, in all
     */
    public record Tally(
            String tool,
            String measure,
            long lines,
            long silent,
            long expected,
            long captured,
            long incomplete,
            long missing) {}

    /**
     * Something that is known to be incomplete.
     *
     * @param tool the tool instance
     * @param item its key, or the scope of the line if it has none; hostile text
     * @param measure what is counted
     * @param expected how many there are
     * @param captured how many were captured
     * @param note why, or null; hostile text
     */
    public record Gap(
            String tool,
            String item,
            String measure,
            long expected,
            long captured,
            @Nullable String note) {}

    /**
     * The latest run of one of the hub's jobs.
     *
     * @param name the job
     * @param startedAt when it began
     * @param endedAt when it ended, or null if it has not
     * @param error why it failed, or null if it did not
     */
    public record HubJob(
            String name,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String error) {}

    /**
     * Something to look at.
     *
     * @param code what sort of thing it is, for programs
     * @param what what was found
     * @param advice what to do
     */
    public record Attention(String code, String what, String advice) {}
}
