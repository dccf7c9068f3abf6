package dev.millrace.collect;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The latest run of a source, as the {@link RunLog} knows it.
 *
 * @param source whose run
 * @param startedAt when it began, by our clock
 * @param endedAt when it ended, or null if it has not said so: it is under way, or was killed
 * @param outcome how it ended
 * @param pages how many pages it stored; null if it did not reach its end
 * @param items how many items it covered; null if it did not reach its end
 * @param newEvents how many events it found that had not been known; null if it did not reach its end
 * @param problemCount how many items could not be captured as they are; null if it did not reach its end
 * @param problems the first of those
 * @param error why it stopped, or null if it did not; untrusted text
 * @param notBefore the earliest time of the next attempt, if the tool requested a pause
 * @param completeAt when a run last reached its end, this one or an earlier one; null if none did since runs are kept
 * @param covered what of the source's time is completely read
 */
public record SourceRun(
        String source,
        Instant startedAt,
        @Nullable Instant endedAt,
        Outcome outcome,
        @Nullable Long pages,
        @Nullable Long items,
        @Nullable Long newEvents,
        @Nullable Long problemCount,
        List<SyncProblem> problems,
        @Nullable String error,
        @Nullable Instant notBefore,
        @Nullable Instant completeAt,
        Covered covered) {

    /** Enough to see what sort of problem it is. */
    private static final int KEPT_PROBLEMS = 5;

    /**
     * What of a source's time is completely read, this run included if it has reached its end.
     *
     * @param since when the reading began that this run goes on with: itself, or an earlier run that stopped; null if that is not known
     * @param from the first instant of which the source shows all; null if it shows everything
     * @param until until when it was completely read; null if it never was, or by a version that did not note it
     * @param scope what was read, see {@link Source#scope}
     */
    public record Covered(
            @Nullable Instant since,
            @Nullable Instant from,
            @Nullable Instant until,
            String scope) {

        static final Covered NOTHING = new Covered(null, null, null, "");
    }

    /** How a run ended. */
    public enum Outcome {
        /** It has not said: it is under way, or was killed. */
        UNFINISHED,
        /** It reached its end. */
        COMPLETE,
        /** It reached its end, but some items could not be captured as they are. */
        WITH_PROBLEMS,
        /** It stopped before its end; the next run goes on there. */
        STOPPED
    }

    /** Copies the list. */
    public SourceRun {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(covered, "covered");
        problems = List.copyOf(problems);
    }

    static SourceRun begun(String source, Instant at, @Nullable SourceRun before) {
        boolean goesOn = before != null && !before.reachedItsEnd();
        Covered covered = before == null ? Covered.NOTHING : before.covered();
        return new SourceRun(
                source,
                at,
                null,
                Outcome.UNFINISHED,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                before == null ? null : before.completeAt(),
                new Covered(goesOn ? covered.since() : at, covered.from(), covered.until(), covered.scope()));
    }

    /** Whether the run has come to its end, whatever it met on the way. */
    public boolean reachedItsEnd() {
        return outcome == Outcome.COMPLETE || outcome == Outcome.WITH_PROBLEMS;
    }

    SourceRun done(SyncSummary summary, Instant at, Covered nowCovered) {
        return new SourceRun(
                source,
                startedAt,
                at,
                summary.problemCount() == 0 ? Outcome.COMPLETE : Outcome.WITH_PROBLEMS,
                (long) summary.pages(),
                summary.done(),
                (long) summary.stored().newEvents(),
                summary.problemCount(),
                summary.problems().stream().limit(KEPT_PROBLEMS).toList(),
                null,
                null,
                at,
                nowCovered);
    }

    SourceRun stopped(String message, @Nullable Instant comeBackAt, Instant at) {
        return new SourceRun(
                source,
                startedAt,
                at,
                Outcome.STOPPED,
                null,
                null,
                null,
                null,
                List.of(),
                message,
                comeBackAt,
                completeAt,
                covered);
    }
}
