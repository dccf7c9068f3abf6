package dev.millrace.metrics;

import dev.millrace.flow.Chain;
import dev.millrace.flow.HandOff;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.flow.Visit;
import java.time.Instant;
import java.util.List;

/** A flow like another but for what {@link Flows} cannot build. */
public final class FlowCopy {

    private final ItemFlow flow;
    private Instant asOf;
    private List<Segment> segments;
    private List<Visit> visits;
    private Chain chain;
    private List<HandOff> handOffs;

    private FlowCopy(ItemFlow flow) {
        this.flow = flow;
        this.asOf = flow.asOf();
        this.segments = flow.segments();
        this.visits = flow.visits();
        this.chain = flow.chain();
        this.handOffs = flow.handOffs();
    }

    /** Like that one. */
    public static FlowCopy of(ItemFlow flow) {
        return new FlowCopy(flow);
    }

    /** In the report of another instant. */
    public FlowCopy asOf(Instant other) {
        asOf = other;
        return this;
    }

    /** With its time divided otherwise. */
    public FlowCopy segments(List<Segment> others) {
        segments = others;
        return this;
    }

    /** With other visits. */
    public FlowCopy visits(List<Visit> others) {
        visits = others;
        return this;
    }

    /** With another chain. */
    public FlowCopy chain(Chain other) {
        chain = other;
        return this;
    }

    /** With other hand-offs. */
    public FlowCopy handOffs(List<HandOff> others) {
        handOffs = others;
        return this;
    }

    /** The flow; throws if it does not fit together. */
    public ItemFlow make() {
        return new ItemFlow(
                flow.item(),
                flow.type(),
                flow.cycle(),
                flow.status(),
                asOf,
                flow.createdAt(),
                flow.start(),
                flow.stop(),
                flow.totals(),
                flow.flowTime(),
                flow.leadTime(),
                flow.efficiency(),
                segments,
                visits,
                flow.reopenings(),
                flow.backwardMoves(),
                flow.stalled(),
                flow.gaps(),
                chain,
                handOffs,
                flow.types(),
                flow.workflow(),
                flow.sprints(),
                flow.origin(),
                flow.pullRequests());
    }
}
