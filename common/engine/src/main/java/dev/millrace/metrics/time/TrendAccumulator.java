package dev.millrace.metrics.time;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Evidence;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.Shares;
import dev.millrace.metrics.Slices;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Collects flow time, lead time and efficiency by the ISO week in which items were done. */
public final class TrendAccumulator implements Accumulator<ItemFlow, FlowTrend, TrendAccumulator> {

    /** Part of a report without a definition of its own: it shows two other metrics by week. */
    public static final FlowMetric<FlowTrend> METRIC = new FlowMetric<>(
            new Metric("flow-trend", "Flow time and efficiency by week", "", "", "", ""),
            Evidence.of(ItemSelection.STOPPED, (scope, flow) -> null),
            TrendAccumulator::new);

    private final ReportScope scope;
    private final Slices weeks;
    private final List<Samples> flowTimes;
    private final List<Samples> leadTimes;
    private final long[] activeMillis;
    private final long[] bothMillis;

    TrendAccumulator(ReportScope scope) {
        this.scope = scope;
        this.weeks = scope.weeks();
        int size = weeks.all().size();
        this.flowTimes = IntStream.range(0, size).mapToObj(i -> new Samples()).toList();
        this.leadTimes = IntStream.range(0, size).mapToObj(i -> new Samples()).toList();
        this.activeMillis = new long[size];
        this.bothMillis = new long[size];
    }

    @Override
    public void add(ItemFlow flow) {
        if (flow.stop() == null || !scope.stoppedWithin(flow)) {
            return;
        }
        int week = weeks.indexOf(flow.stop());
        flow.flowTime().measured().ifPresent(time -> flowTimes.get(week).addWhole(time.toMillis()));
        flow.leadTime().measured().ifPresent(time -> leadTimes.get(week).addWhole(time.toMillis()));
        if (flow.efficiency().measured().isPresent()) {
            activeMillis[week] += flow.totals().active().toMillis();
            bothMillis[week] +=
                    flow.totals().active().toMillis() + flow.totals().waiting().toMillis();
        }
    }

    @Override
    public TrendAccumulator merge(TrendAccumulator other) {
        for (int i = 0; i < activeMillis.length; i++) {
            flowTimes.get(i).addAll(other.flowTimes.get(i));
            leadTimes.get(i).addAll(other.leadTimes.get(i));
            activeMillis[i] += other.activeMillis[i];
            bothMillis[i] += other.bothMillis[i];
        }
        return this;
    }

    @Override
    public FlowTrend result() {
        List<FlowTrend.Week> trend = new ArrayList<>();
        for (int i = 0; i < activeMillis.length; i++) {
            Slices.Slice week = weeks.all().get(i);
            trend.add(new FlowTrend.Week(
                    week.isoWeek(),
                    week.first(),
                    week.partial(),
                    flowTimes.get(i).durations(),
                    leadTimes.get(i).durations(),
                    Shares.of(activeMillis[i], bothMillis[i])));
        }
        return new FlowTrend(trend);
    }
}
