package dev.millrace.metrics;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The flow of many items over a window: every figure, with how many items it stands on, and how many it could not use and why.
 * The same items, request and value stream give the same report for ever.
 *
 * @param request what was asked
 * @param stream the definition the figures follow
 * @param population what became of every item
 * @param results the result of each metric of {@link Metrics#FLOW}; see {@link #of}
 */
public record FlowReport(
        ReportRequest request, StreamVersion stream, Population population, Map<FlowMetric<?>, Object> results) {

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

    /** Copies the map. */
    public FlowReport {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(stream, "stream");
        results = Map.copyOf(results);
    }

    /** The result of a metric. */
    @SuppressWarnings("unchecked") // of the metric's own accumulator
    public <R> R of(FlowMetric<R> metric) {
        return (R) Objects.requireNonNull(results.get(metric), metric.id());
    }

    // The metrics that other code asks for by name. A new one needs no name here.

    /** Flow time. */
    public TimeStatistics flowTime() {
        return of(TimeAccumulator.FLOW_TIME);
    }

    /** Lead time. */
    public TimeStatistics leadTime() {
        return of(TimeAccumulator.LEAD_TIME);
    }

    /** Flow efficiency. */
    public FlowEfficiency efficiency() {
        return of(EfficiencyAccumulator.METRIC);
    }

    /** Flow velocity. */
    public FlowVelocity velocity() {
        return of(VelocityAccumulator.METRIC);
    }

    /** Flow load. */
    public FlowLoad load() {
        return of(LoadAccumulator.METRIC);
    }

    /** Flow distribution. */
    public FlowDistribution distribution() {
        return of(DistributionAccumulator.METRIC);
    }

    /** Time per stage. */
    public List<StageTime> stages() {
        return of(StageAccumulator.METRIC).stages();
    }

    /** Waiting by stage. */
    public List<WaitingShare> waiting() {
        return of(WaitingAccumulator.METRIC).places();
    }

    /** The bottleneck. */
    public Bottleneck bottleneck() {
        return of(BottleneckAccumulator.METRIC);
    }

    /** Flow time and efficiency by week. */
    public FlowTrend trend() {
        return of(TrendAccumulator.METRIC);
    }

    /** Ageing. */
    public Ageing ageing() {
        return of(AgeingAccumulator.METRIC);
    }

    /** Cumulative flow. */
    public CumulativeFlow cumulative() {
        return of(CumulativeAccumulator.METRIC);
    }

    /** Hand-offs. */
    public HandOffStatistics handOffs() {
        return of(HandOffAccumulator.METRIC);
    }

    /** Items done without ever starting. */
    public NeverStarted neverStarted() {
        return of(NeverStartedAccumulator.METRIC);
    }

    /** Data quality. */
    public DataQuality quality() {
        return of(QualityAccumulator.METRIC);
    }
}
