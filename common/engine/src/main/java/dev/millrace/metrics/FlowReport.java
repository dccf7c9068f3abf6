package dev.millrace.metrics;

import java.util.List;
import java.util.Objects;

/**
 * The flow of many items over a window: every figure, with how many items it stands on, and how many it could not use and why.
 * The same items, request and value stream give the same report for ever.
 *
 * @param request what was asked
 * @param stream the definition the figures follow
 * @param population what became of every item
 * @param flowTime see {@link Metric#FLOW_TIME}
 * @param leadTime see {@link Metric#LEAD_TIME}
 * @param efficiency see {@link Metric#FLOW_EFFICIENCY}
 * @param velocity see {@link Metric#FLOW_VELOCITY}
 * @param load see {@link Metric#FLOW_LOAD}
 * @param distribution see {@link Metric#FLOW_DISTRIBUTION}
 * @param stages see {@link Metric#STAGE_TIME}; in the order of the value stream, only stages that were visited
 * @param waiting see {@link Metric#WAITING_SHARE}; the largest share first
 * @param bottleneck see {@link Metric#BOTTLENECK}
 * @param trend flow time and efficiency by week
 * @param ageing see {@link Metric#AGEING}
 * @param cumulative see {@link Metric#CUMULATIVE_FLOW}
 * @param handOffs see {@link Metric#HAND_OFFS}
 * @param neverStarted see {@link Metric#NEVER_STARTED}
 * @param quality see {@link Metric#DATA_QUALITY}
 */
public record FlowReport(
        ReportRequest request,
        StreamVersion stream,
        Population population,
        TimeStatistics flowTime,
        TimeStatistics leadTime,
        FlowEfficiency efficiency,
        FlowVelocity velocity,
        FlowLoad load,
        FlowDistribution distribution,
        List<StageTime> stages,
        List<WaitingShare> waiting,
        Bottleneck bottleneck,
        FlowTrend trend,
        Ageing ageing,
        CumulativeFlow cumulative,
        HandOffStatistics handOffs,
        NeverStarted neverStarted,
        DataQuality quality) {

    /**
     * Which definition a report follows.
     *
     * @param id the value stream's stable name
     * @param name what people read
     * @param version the version of its definition
     */
    public record StreamVersion(String id, String name, String version) {
        /** Validates. */
        public StreamVersion {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(version, "version");
        }
    }

    /** Copies the lists. */
    public FlowReport {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(stream, "stream");
        stages = List.copyOf(stages);
        waiting = List.copyOf(waiting);
    }
}
