package dev.millrace.metrics;

import dev.millrace.model.Figure;
import java.time.Duration;
import java.util.Objects;

/**
 * The figures of a window, or of one group of items, in short. Each is the figure of the full report on the same items.
 *
 * @param flowTime see {@link Metric#FLOW_TIME}
 * @param leadTime see {@link Metric#LEAD_TIME}
 * @param efficiency see {@link Metric#FLOW_EFFICIENCY}
 * @param velocity see {@link Metric#FLOW_VELOCITY}
 * @param load see {@link Metric#FLOW_LOAD}; without days
 */
public record PeriodSummary(
        TimeStatistics flowTime,
        TimeStatistics leadTime,
        FlowEfficiency efficiency,
        FlowVelocity velocity,
        LoadSummary load) {

    /**
     * The load at the end of the window.
     *
     * @param items items in the flow
     * @param age how old they are
     */
    public record LoadSummary(long items, Figure<Percentiles<Duration>> age) {}

    /** Validates. */
    public PeriodSummary {
        Objects.requireNonNull(flowTime, "flowTime");
        Objects.requireNonNull(load, "load");
    }
}
