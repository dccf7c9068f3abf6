package dev.millrace.metrics.time;

import dev.millrace.metrics.ChangePoint;
import dev.millrace.metrics.Percentiles;
import dev.millrace.model.Figure;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stages that items passed in the window, in the order of the value stream, and where the time of those that were done went; see
 * {@link ValueStreamMapAccumulator#METRIC}.
 *
 * @param steps every active or waiting stage that was visited in the window
 * @param ladder where the time of the done items went, in the same order; time outside any stage last
 * @param done how many items the ladder is of: those done in the window that have a flow efficiency
 * @param reopened how often a done item was re-opened in the window
 */
public record ValueStreamMap(List<Step> steps, List<Rung> ladder, long done, long reopened) {

    /**
     * One stage. Each visit counts once, however many items it serves.
     *
     * @param stage the stage
     * @param visits how many visits touch the window
     * @param arrivals how many of them began in it
     * @param departures how many of them ended in it
     * @param sentBack how many of those that ended went on to an earlier stage
     * @param completed how long the visits took that ended in the window
     * @param change since when the visits that began in the window take longer or shorter, those that are open with what they have
     *     lasted so far; null if there are too few
     */
    public record Step(
            Stage stage,
            long visits,
            long arrivals,
            long departures,
            long sentBack,
            Figure<Percentiles<Duration>> completed,
            @Nullable ChangePoint change) {
        /** Validates: what is sent back has left. */
        public Step {
            Objects.requireNonNull(stage, "stage");
            Objects.requireNonNull(completed, "completed");
            if (sentBack > departures) {
                throw new IllegalArgumentException(sentBack + " of " + departures + " visits cannot be sent back");
            }
        }
    }

    /**
     * The time of the done items in one place, from their start to their stop.
     *
     * @param stage the stage; null where no stage but a flag or a blocking link made them wait
     * @param active the part that somebody worked
     * @param waiting the part that they waited
     */
    public record Rung(@Nullable Stage stage, Duration active, Duration waiting) {}

    /** Copies the lists. */
    public ValueStreamMap {
        steps = List.copyOf(steps);
        ladder = List.copyOf(ladder);
    }
}
