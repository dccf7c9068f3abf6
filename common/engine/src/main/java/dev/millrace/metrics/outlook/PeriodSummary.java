package dev.millrace.metrics.outlook;

import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.TimeStatistics;
import dev.millrace.metrics.load.FlowVelocity;
import dev.millrace.metrics.load.LoadAccumulator;
import dev.millrace.metrics.load.VelocityAccumulator;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.FlowEfficiency;
import dev.millrace.metrics.time.TimeAccumulator;
import dev.millrace.model.Figure;
import java.time.Duration;
import java.util.Objects;

/**
 * The figures of a window, or of one group of items, in short. Each is the figure of the full report on the same items.
 *
 * @param flowTime see {@link TimeAccumulator#FLOW_TIME}
 * @param leadTime see {@link TimeAccumulator#LEAD_TIME}
 * @param efficiency see {@link EfficiencyAccumulator#METRIC}
 * @param velocity see {@link VelocityAccumulator#METRIC}
 * @param load see {@link LoadAccumulator#METRIC}; without days
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
