package dev.millrace.metrics.quality;

import java.util.List;

/**
 * What weakens the figures of a report, see {@link QualityAccumulator#METRIC}; over the items that touch the window.
 *
 * @param incomplete items with history that the source has and we have not; occurrences are lines of the ledger
 * @param subTasksAlone sub-tasks counted as items because their parent was not captured
 * @param unmapped items with time inside the window in a state without a stage; occurrences are intervals
 * @param reopened items that left a closed stage and went on within the re-open policy; occurrences are re-opens
 * @param reopenedLate items that went on later, and so began a new cycle
 * @param backwardMoves items that went to an earlier stage; occurrences are moves
 * @param stalled items with an active interval inside the window and no event for too long; occurrences are
 *     intervals
 * @param unmappedStates the states without a stage, the one with the most time first
 * @param guessed the states whose stage was guessed from their name, the one with the most visits first
 */
public record DataQuality(
        QualityFinding incomplete,
        QualityFinding subTasksAlone,
        QualityFinding unmapped,
        QualityFinding reopened,
        QualityFinding reopenedLate,
        QualityFinding backwardMoves,
        QualityFinding stalled,
        List<UnmappedState> unmappedStates,
        List<GuessedMapping> guessed) {

    /** Copies the lists. */
    public DataQuality {
        unmappedStates = List.copyOf(unmappedStates);
        guessed = List.copyOf(guessed);
    }
}
