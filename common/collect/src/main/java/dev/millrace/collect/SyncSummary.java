package dev.millrace.collect;

import dev.millrace.store.CommitResult;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What a run that reached its end did.
 *
 * @param source whose run
 * @param pages how many pages this process stored
 * @param done how many items the run covered; includes what an earlier process did of the same run
 * @param total how many items the source said there are, if it did
 * @param stored what the pages changed in the store
 * @param problems the first of the items that could not be captured as they are, at most {@value #MAX_PROBLEMS}
 * @param problemCount how many there are in all
 * @param revisited how many items were read again because they were not finished when they were read last
 */
public record SyncSummary(
        String source,
        int pages,
        long done,
        OptionalLong total,
        CommitResult stored,
        List<SyncProblem> problems,
        long problemCount,
        long revisited) {

    static final int MAX_PROBLEMS = 100;

    /** How a run ended that reached its end. */
    public enum Outcome {
        /** Everything was captured. */
        COMPLETE,
        /** All pages were read, but some items could not be captured; they are listed. */
        COMPLETED_WITH_PROBLEMS
    }

    /** Copies the list. */
    public SyncSummary {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(stored, "stored");
        problems = List.copyOf(problems);
    }

    /** The summary of a run with a single request. */
    public static SyncSummary ofNothing(String source) {
        return new SyncSummary(source, 0, 0, OptionalLong.empty(), CommitResult.NOTHING, List.of(), 0, 0);
    }

    /** How the run ended. */
    public Outcome outcome() {
        return problemCount == 0 ? Outcome.COMPLETE : Outcome.COMPLETED_WITH_PROBLEMS;
    }
}
