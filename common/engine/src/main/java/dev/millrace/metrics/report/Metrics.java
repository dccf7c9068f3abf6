package dev.millrace.metrics.report;

import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.delivery.DeliveryMetrics;
import dev.millrace.metrics.load.AgeingAccumulator;
import dev.millrace.metrics.load.CumulativeAccumulator;
import dev.millrace.metrics.load.DistributionAccumulator;
import dev.millrace.metrics.load.InProgressAccumulator;
import dev.millrace.metrics.load.LoadAccumulator;
import dev.millrace.metrics.load.SprintAccumulator;
import dev.millrace.metrics.load.VelocityAccumulator;
import dev.millrace.metrics.origin.OriginAccumulator;
import dev.millrace.metrics.outlook.Comparison;
import dev.millrace.metrics.outlook.Forecast;
import dev.millrace.metrics.quality.NeverStartedAccumulator;
import dev.millrace.metrics.quality.QualityAccumulator;
import dev.millrace.metrics.time.BottleneckAccumulator;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.HandOffAccumulator;
import dev.millrace.metrics.time.StageAccumulator;
import dev.millrace.metrics.time.TimeAccumulator;
import dev.millrace.metrics.time.TrendAccumulator;
import dev.millrace.metrics.time.ValueStreamMapAccumulator;
import dev.millrace.metrics.time.WaitingAccumulator;
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
            SprintAccumulator.METRIC,
            StageAccumulator.METRIC,
            WaitingAccumulator.METRIC,
            BottleneckAccumulator.METRIC,
            ValueStreamMapAccumulator.METRIC,
            TrendAccumulator.METRIC,
            AgeingAccumulator.METRIC,
            InProgressAccumulator.METRIC,
            CumulativeAccumulator.METRIC,
            HandOffAccumulator.METRIC,
            OriginAccumulator.METRIC,
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
