package dev.millrace.metrics;

import java.util.List;
import java.util.stream.Stream;

/** The list of metrics. A new one is entered here, and nowhere else in the engine. */
public final class Metrics {

    /** Those that are computed from items one at a time, in the order of the JSON. */
    public static final List<FlowMetric<?>> FLOW = List.of(
            TimeAccumulator.FLOW_TIME,
            TimeAccumulator.LEAD_TIME,
            EfficiencyAccumulator.METRIC,
            VelocityAccumulator.METRIC,
            LoadAccumulator.METRIC,
            DistributionAccumulator.METRIC,
            StageAccumulator.METRIC,
            WaitingAccumulator.METRIC,
            BottleneckAccumulator.METRIC,
            TrendAccumulator.METRIC,
            AgeingAccumulator.METRIC,
            CumulativeAccumulator.METRIC,
            HandOffAccumulator.METRIC,
            NeverStartedAccumulator.METRIC,
            QualityAccumulator.METRIC);

    /** All that have a definition, as {@code docs/definitions.md} lists them. */
    public static final List<Metric> ALL = Stream.of(
                    FLOW, List.of(Comparison.METRIC, Forecast.METRIC), DeliveryMetrics.ALL)
            .<Metric>flatMap(List::stream)
            .filter(metric -> !metric.formula().isEmpty())
            .toList();

    private Metrics() {}
}
