package dev.millrace.metrics.report;

import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.Population;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.TimeStatistics;
import dev.millrace.metrics.load.Ageing;
import dev.millrace.metrics.load.AgeingAccumulator;
import dev.millrace.metrics.load.CumulativeAccumulator;
import dev.millrace.metrics.load.CumulativeFlow;
import dev.millrace.metrics.load.DistributionAccumulator;
import dev.millrace.metrics.load.FlowDistribution;
import dev.millrace.metrics.load.FlowLoad;
import dev.millrace.metrics.load.FlowVelocity;
import dev.millrace.metrics.load.InProgress;
import dev.millrace.metrics.load.InProgressAccumulator;
import dev.millrace.metrics.load.LoadAccumulator;
import dev.millrace.metrics.load.VelocityAccumulator;
import dev.millrace.metrics.quality.DataQuality;
import dev.millrace.metrics.quality.NeverStarted;
import dev.millrace.metrics.quality.NeverStartedAccumulator;
import dev.millrace.metrics.quality.QualityAccumulator;
import dev.millrace.metrics.time.Bottleneck;
import dev.millrace.metrics.time.BottleneckAccumulator;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.FlowEfficiency;
import dev.millrace.metrics.time.FlowTrend;
import dev.millrace.metrics.time.HandOffAccumulator;
import dev.millrace.metrics.time.HandOffStatistics;
import dev.millrace.metrics.time.StageAccumulator;
import dev.millrace.metrics.time.StageTime;
import dev.millrace.metrics.time.TimeAccumulator;
import dev.millrace.metrics.time.TrendAccumulator;
import dev.millrace.metrics.time.ValueStreamMap;
import dev.millrace.metrics.time.ValueStreamMapAccumulator;
import dev.millrace.metrics.time.WaitingAccumulator;
import dev.millrace.metrics.time.WaitingShare;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The flow of many items over a window: every figure, with the number of items it is based on, and those left out with the reason.
 * The same items, request and value stream give the same report for ever.
 *
 * @param request the request
 * @param stream the definition the figures follow
 * @param population what became of every item
 * @param results the result of each metric of {@link Metrics#FLOW}, or of those that were asked for; see {@link #of}
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

    /** The same with another result of a metric. */
    public <R> FlowReport with(FlowMetric<R> metric, R result) {
        Map<FlowMetric<?>, Object> others = new HashMap<>(results);
        others.put(metric, result);
        return new FlowReport(request, stream, population, others);
    }

    // The metrics that other code uses by name. A new one needs no name here.

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

    /** The stages in order, with what passes through them. */
    public ValueStreamMap map() {
        return of(ValueStreamMapAccumulator.METRIC);
    }

    /** Flow time and efficiency by week. */
    public FlowTrend trend() {
        return of(TrendAccumulator.METRIC);
    }

    /** Ageing. */
    public Ageing ageing() {
        return of(AgeingAccumulator.METRIC);
    }

    /** What is in progress now, worst first. */
    public InProgress inProgress() {
        return of(InProgressAccumulator.METRIC);
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
