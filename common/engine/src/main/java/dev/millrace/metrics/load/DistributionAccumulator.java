package dev.millrace.metrics.load;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Evidence;
import dev.millrace.metrics.ExplanationRow;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.TypeGrid;
import org.jspecify.annotations.Nullable;

/** Counts by type the items done in the window, and those in the flow at its end. */
public final class DistributionAccumulator implements Accumulator<ItemFlow, FlowDistribution, DistributionAccumulator> {

    /** What kinds of work there are. */
    public static final FlowMetric<FlowDistribution> METRIC = new FlowMetric<>(
            new Metric(
                    "flow-distribution",
                    "Flow distribution",
                    "share of items",
                    "count(items of the type) / count(items)",
                    "The share of features, defects, risks, debt and unclassified items among the items "
                            + "done in the window, by type at completion, and among the items in progress (WIP), "
                            + "by type at that instant.",
                    "Flow Framework (Kersten)"),
            Evidence.of(ItemSelection.TOUCHING, DistributionAccumulator::row)
                    .with(scope -> new ExplanationRow().at("at", scope.at())),
            DistributionAccumulator::new);

    private static final int DONE = 0;
    private static final int LOAD = 1;

    private final ReportScope scope;
    private final TypeGrid counts = new TypeGrid(2);

    DistributionAccumulator(ReportScope scope) {
        this.scope = scope;
    }

    @Override
    public void add(ItemFlow flow) {
        if (scope.stoppedWithin(flow) && flow.status() != Status.CANCELLED) {
            counts.add(flow.type(), DONE, 1);
        }
        if (scope.inFlow(flow)) {
            counts.add(flow.typeAt(scope.at()), LOAD, 1);
        }
    }

    @Override
    public DistributionAccumulator merge(DistributionAccumulator other) {
        counts.merge(other.counts);
        return this;
    }

    @Override
    public FlowDistribution result() {
        return new FlowDistribution(counts.at(DONE), counts.at(LOAD));
    }

    private static @Nullable ExplanationRow row(ReportScope scope, ItemFlow flow) {
        boolean done = ItemSelection.DONE.test(scope, flow);
        boolean inFlow = scope.inFlow(flow);
        return done || inFlow
                ? new ExplanationRow()
                        .word("type", (done ? flow.type() : flow.typeAt(scope.at())).text())
                        .is("done", done)
                        .is("inFlow", inFlow)
                : null;
    }
}
