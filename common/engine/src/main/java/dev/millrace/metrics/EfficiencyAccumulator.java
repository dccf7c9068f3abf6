package dev.millrace.metrics;

import dev.millrace.flow.ItemFlow;
import java.time.Duration;

/** Collects the efficiency of the items that stopped in the window. Sums whole milliseconds, which add up in any order. */
final class EfficiencyAccumulator {

    private final Samples ratios = new Samples();
    private final OutcomeAccumulator outcomes = new OutcomeAccumulator();
    private long activeMillis;
    private long waitingMillis;
    private long elapsedMillis;
    private long incomplete;

    void add(ItemFlow flow) {
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

    void merge(EfficiencyAccumulator other) {
        ratios.addAll(other.ratios);
        outcomes.merge(other.outcomes);
        activeMillis += other.activeMillis;
        waitingMillis += other.waitingMillis;
        elapsedMillis += other.elapsedMillis;
        incomplete += other.incomplete;
    }

    FlowEfficiency toEfficiency() {
        return new FlowEfficiency(
                Shares.of(activeMillis, activeMillis + waitingMillis),
                ratios.percentiles(ratio -> ratio),
                Duration.ofMillis(activeMillis),
                Duration.ofMillis(waitingMillis),
                Duration.ofMillis(elapsedMillis),
                outcomes.toOutcomes(),
                incomplete);
    }
}
