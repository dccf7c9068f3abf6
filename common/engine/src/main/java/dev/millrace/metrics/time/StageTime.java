package dev.millrace.metrics.time;

import dev.millrace.metrics.Percentiles;
import dev.millrace.model.Figure;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Time in one stage, see {@link StageAccumulator#METRIC}. Source: {@code ItemFlow.visits}, of items and of their sub-tasks, each
 * visit once. Done and cancelled are not among the stages: work does not spend time there.
 *
 * @param stage the stage
 * @param visits over all its states
 * @param states its native states, the one with the most time first
 */
public record StageTime(Stage stage, VisitStatistics visits, List<StateTime> states) {

    /**
     * Visits to a stage or to a state.
     *
     * @param n visits that ended in the window or were open at its end
     * @param open those of them that were open at its end, or at as-of if that is earlier
     * @param timeInWindow the time of all of them inside the window
     * @param openAge how long the open ones had lasted by then; unknown if none was open
     * @param completed whole durations of those that ended in the window, zero-length ones included; unknown if none did
     */
    public record VisitStatistics(
            long n,
            long open,
            Duration timeInWindow,
            Figure<Percentiles<Duration>> openAge,
            Figure<Percentiles<Duration>> completed) {}

    /**
     * Time in one native state.
     *
     * @param tool the installation whose state it is
     * @param state the state in the tool's words; hostile text
     * @param visits its visits
     */
    public record StateTime(ToolInstance tool, NativeState state, VisitStatistics visits) {}

    /** Copies the list. */
    public StageTime {
        Objects.requireNonNull(stage, "stage");
        states = List.copyOf(states);
    }
}
