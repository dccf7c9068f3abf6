package dev.millrace.metrics.time;

import dev.millrace.metrics.FigureState;
import dev.millrace.metrics.Outcomes;
import dev.millrace.metrics.Percentiles;
import dev.millrace.model.Figure;
import java.time.Duration;

/**
 * Flow efficiency over many items, see {@link EfficiencyAccumulator#METRIC}. Source: {@code ItemFlow.totals} of items done in the
 * window whose {@code efficiency} is measured; the others add neither to the ratio nor to its parts.
 *
 * @param ratio {@code active / (active + waiting)}, from 0 to 1; unknown if no item is measured
 * @param perItem the spread of the items' own ratios: half of the items have at most p50
 * @param active the sum of their active time
 * @param waiting the sum of their waiting time
 * @param elapsed the sum of their time from start to stop, with what was neither active nor waiting: paused or closed in between
 * @param outcomes how many items are measured, and how many are not and why
 * @param incomplete how many of the measured items have history that was not captured
 */
public record FlowEfficiency(
        Figure<Double> ratio,
        Figure<Percentiles<Double>> perItem,
        Duration active,
        Duration waiting,
        Duration elapsed,
        Outcomes outcomes,
        long incomplete) {

    /** How many items were done in the window, or may have been; the ratio is based on the measured ones. */
    public long itemsDone() {
        return outcomes.total() - outcomes.in(FigureState.NOT_APPLICABLE);
    }

    /** Whether it is based on less than half of the items done; then it is shown only with that note. */
    public boolean fewItems() {
        return outcomes.measured() * 2 < itemsDone();
    }

    /** Whether less than half of the elapsed time of its items was active or waiting. */
    public boolean smallPart() {
        return isSmallPart(active.plus(waiting), elapsed);
    }

    /** Whether so much of a time is less than half of it. */
    public static boolean isSmallPart(Duration part, Duration elapsed) {
        return part.multipliedBy(2).compareTo(elapsed) < 0;
    }
}
