package dev.millrace.metrics.time;

import dev.millrace.metrics.Percentiles;
import dev.millrace.model.Figure;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * Flow time, lead time and flow efficiency week by week.
 *
 * @param weeks the ISO weeks the window touches, in order
 */
public record FlowTrend(List<Week> weeks) {

    /**
     * One ISO week.
     *
     * @param isoWeek its name, such as {@code 2026-W47}
     * @param monday its first day
     * @param partial whether the window or as-of cut a part of it off
     * @param flowTime of the items done in it; unknown if none of them has one
     * @param leadTime of the items done in it; unknown if none of them has one
     * @param efficiency of the items done in it; unknown if none of them has one
     */
    public record Week(
            String isoWeek,
            LocalDate monday,
            boolean partial,
            Figure<Percentiles<Duration>> flowTime,
            Figure<Percentiles<Duration>> leadTime,
            Figure<Double> efficiency) {
        /** Validates. */
        public Week {
            Objects.requireNonNull(isoWeek, "isoWeek");
            Objects.requireNonNull(flowTime, "flowTime");
            Objects.requireNonNull(leadTime, "leadTime");
            Objects.requireNonNull(efficiency, "efficiency");
        }
    }

    /** Copies the list. */
    public FlowTrend {
        weeks = List.copyOf(weeks);
    }
}
