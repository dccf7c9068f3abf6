package dev.millrace.metrics.time;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Evidence;
import dev.millrace.metrics.ExplanationRow;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.OutcomeAccumulator;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.Shares;
import dev.millrace.model.SegmentKind;
import java.time.Duration;

/** Collects the efficiency of the items that stopped in the window. Sums whole milliseconds, which add up in any order. */
public final class EfficiencyAccumulator implements Accumulator<ItemFlow, FlowEfficiency, EfficiencyAccumulator> {

    /** What part of the time was active. */
    public static final FlowMetric<FlowEfficiency> METRIC = new FlowMetric<>(
            new Metric(
                    "flow-efficiency",
                    "Flow efficiency",
                    "ratio",
                    "sum(active) / (sum(active) + sum(waiting))",
                    "Active time as a share of active + waiting time, both summed over the items done in "
                            + "the window. Unknown if your workflow has no waiting state: an item is unknown if it "
                            + "was in no waiting stage, has no change, and most items like it do not wait either.",
                    "Flow Framework (Kersten); it defines no aggregate, so this is the ratio of sums"),
            Evidence.of(ItemSelection.STOPPED, (scope, flow) -> row(flow)).needing(ItemFlow::efficiency),
            scope -> new EfficiencyAccumulator());

    private final Samples ratios = new Samples();
    private final OutcomeAccumulator outcomes = new OutcomeAccumulator();
    private long activeMillis;
    private long waitingMillis;
    private long elapsedMillis;
    private long incomplete;

    @Override
    public void add(ItemFlow flow) {
        outcomes.add(flow.efficiency());
        flow.efficiency().measured().ifPresent(ratio -> {
            ratios.add(ratio);
            activeMillis += flow.totals().active().toMillis();
            waitingMillis += flow.totals().waiting().toMillis();
            elapsedMillis += flow.totals().elapsed().toMillis();
            if (ReportScope.incomplete(flow)) {
                incomplete++;
            }
        });
    }

    @Override
    public EfficiencyAccumulator merge(EfficiencyAccumulator other) {
        ratios.addAll(other.ratios);
        outcomes.merge(other.outcomes);
        activeMillis += other.activeMillis;
        waitingMillis += other.waitingMillis;
        elapsedMillis += other.elapsedMillis;
        incomplete += other.incomplete;
        return this;
    }

    @Override
    public FlowEfficiency result() {
        return new FlowEfficiency(
                Shares.of(activeMillis, activeMillis + waitingMillis),
                ratios.percentiles(ratio -> ratio),
                Duration.ofMillis(activeMillis),
                Duration.ofMillis(waitingMillis),
                Duration.ofMillis(elapsedMillis),
                outcomes.result(),
                incomplete);
    }

    private static ExplanationRow row(ItemFlow flow) {
        ExplanationRow row = new ExplanationRow()
                .millis("activeMs", flow.totals().active().toMillis())
                .millis("waitingMs", flow.totals().waiting().toMillis());
        for (Segment segment : flow.segments()) {
            if (segment.kind() == SegmentKind.ACTIVE || segment.kind() == SegmentKind.WAITING) {
                row.part(new ExplanationRow()
                        .word("kind", segment.kind().text())
                        .at("start", segment.start())
                        .at("end", segment.end()));
            }
        }
        return row;
    }
}
