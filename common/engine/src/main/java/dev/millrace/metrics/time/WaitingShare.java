package dev.millrace.metrics.time;

import dev.millrace.flow.FlowRule;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Waiting in one place, see {@link WaitingAccumulator#METRIC}. Source: the waiting {@code ItemFlow.segments} between start and
 * stop, cut to the window.
 *
 * @param stage the stage it waited in; null where no stage but a flag or a blocking link made it wait
 * @param cause which rule made it wait; with a stage this is always STATUS, whosever status it was
 * @param time the item-time
 * @param weeks the item-time in each week of {@link WaitingShares#weeks()}; together they are the time
 * @param share its part of all waiting item-time in the window, above 0 and at most 1
 */
public record WaitingShare(
        @Nullable Stage stage, FlowRule.Cause cause, Duration time, List<Duration> weeks, double share) {

    /** Validates: the time is part of a whole. */
    public WaitingShare {
        Objects.requireNonNull(cause, "cause");
        weeks = List.copyOf(weeks);
        if (!weeks.stream().reduce(Duration.ZERO, Duration::plus).equals(time)) {
            throw new IllegalArgumentException("the weeks do not sum to " + time + ": " + weeks);
        }
        if (time.isNegative() || time.isZero() || !(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "a share of the waiting is above 0 and at most 1: " + time + ", " + share);
        }
    }
}
