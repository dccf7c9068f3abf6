package dev.millrace.metrics.outlook;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.load.FlowVelocity;
import dev.millrace.metrics.load.VelocityAccumulator;
import dev.millrace.model.Level;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;

/** Counts what was done per week in a long window: what a forecast draws from and tests itself on. */
public final class ThroughputAccumulator implements Accumulator<ItemFlow, FlowVelocity, ThroughputAccumulator> {

    private final ReportScope scope;
    private final VelocityAccumulator velocity;

    /**
     * An aggregate of no items.
     *
     * @param request its window are the weeks
     * @param stream the definition the items' flows were computed with
     */
    public ThroughputAccumulator(ReportRequest request, ValueStream stream) {
        this.scope = ReportScope.of(request, stream, StateCatalogue.empty());
        this.velocity = new VelocityAccumulator(scope);
    }

    /** Adds one cycle of one item if it passes the filter and stopped in the window; portfolio items are left out. */
    @Override
    public void add(ItemFlow flow) {
        if (scope.request().filter().accepts(flow)
                && flow.item().level() != Level.PORTFOLIO
                && ItemSelection.DONE.test(scope, flow)) {
            velocity.add(flow);
        }
    }

    /** Adds a cycle of which no more is known than that it was done. */
    public void add(Instant stop, String project, ItemType type, Origin origin) {
        if (scope.request().filter().accepts(project, type, origin)
                && scope.window().contains(stop)) {
            velocity.add(stop, type);
        }
    }

    /** @throws IllegalArgumentException if the other was made for another request or definition */
    @Override
    public ThroughputAccumulator merge(ThroughputAccumulator other) {
        scope.requireSame(other.scope);
        velocity.merge(other.velocity);
        return this;
    }

    @Override
    public FlowVelocity result() {
        return velocity.result();
    }
}
