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
 * @param error why it stopped, or null if it did not; hostile text
 * @param notBefore when to come back, if the tool asked for a pause
 * @param completeAt when a run last reached its end, this one or an earlier one; null if none did since runs are kept
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
        @Nullable Instant completeAt) {

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
        problems = List.copyOf(problems);
    }

    static SourceRun begun(String source, Instant at, @Nullable Instant completeAt) {
        return new SourceRun(
                source, at, null, Outcome.UNFINISHED, null, null, null, null, List.of(), null, null, completeAt);
    }

    SourceRun done(SyncSummary summary, Instant at) {
        return new SourceRun(
                source,
                startedAt,
                at,
                summary.problemCount() == 0 ? Outcome.COMPLETE : Outcome.WITH_PROBLEMS,
                (long) summary.pages(),
                summary.done(),
                (long) summary.stored().newEvents(),
                summary.problemCount(),
                summary.problems().stream().limit(RunLog.KEPT_PROBLEMS).toList(),
                null,
                null,
                at);
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
                completeAt);
    }
}
