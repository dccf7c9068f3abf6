package dev.millrace.metrics.time;

import java.util.List;

/**
 * The time in each stage, see {@link StageAccumulator#METRIC}.
 *
 * @param stages in the order of the value stream, only stages that were visited
 */
public record StageTimes(List<StageTime> stages) {
    /** Copies the list. */
    public StageTimes {
        stages = List.copyOf(stages);
    }
}
