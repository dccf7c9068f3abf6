package dev.millrace.metrics;

import dev.millrace.flow.Automation;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.metrics.FlowReport.StreamVersion;
import dev.millrace.model.Level;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.ValueStream;
import java.util.Objects;

/**
 * Collects items, one at a time, and makes a report of them. Aggregates of parts of the items can be merged: however the items
 * are divided and in whatever order they come, the report is the same. Holds a few numbers per item and no item.
 *
 * <p>Not safe for several threads at once: give each its own and merge them.
 */
public final class FlowAccumulator {

    private final ReportScope scope;
    private final TimeAccumulator flowTime = new TimeAccumulator();
    private final TimeAccumulator leadTime = new TimeAccumulator();
    private final EfficiencyAccumulator efficiency = new EfficiencyAccumulator();
    private final NeverStartedAccumulator neverStarted = new NeverStartedAccumulator();
    private final VelocityAccumulator velocity;
    private final LoadAccumulator load;
    private final StageAccumulator stages;
    private final WaitingAccumulator waiting;
    private final BottleneckAccumulator bottleneck;
    private final TrendAccumulator trend;
    private final CumulativeAccumulator cumulative;
    private final HandOffAccumulator handOffs = new HandOffAccumulator();
    private final QualityAccumulator quality;
    private final Population.Tally items = new Population.Tally();

    /**
     * An aggregate of no items.
     *
     * @param request what the report is to say
     * @param stream the definition the items' flows were computed with; gives the order of stages
     * @param states what the tools say of their states; tells which stages were guessed
     */
    public FlowAccumulator(ReportRequest request, ValueStream stream, StateCatalogue states) {
        this.scope = ReportScope.of(
                Objects.requireNonNull(request, "request"),
                Objects.requireNonNull(stream, "stream"),
                Objects.requireNonNull(states, "states"));
        this.velocity = new VelocityAccumulator(scope.weeks());
        this.load = new LoadAccumulator(scope);
        this.stages = new StageAccumulator(scope);
        this.waiting = new WaitingAccumulator(scope);
        this.bottleneck = new BottleneckAccumulator(scope);
        this.trend = new TrendAccumulator(scope.weeks());
        this.cumulative = new CumulativeAccumulator(scope);
        this.quality = new QualityAccumulator(scope);
    }

    /**
     * Adds one cycle of one item. Each must be added once: nothing is remembered by which a second time could be noticed.
     *
     * @throws IllegalArgumentException if the flow was computed as of another instant than the report's
     */
    public void add(ItemFlow flow) {
        if (!flow.asOf().equals(scope.request().knowledge().asOf())) {
            throw new IllegalArgumentException(flow.item().key() + " was computed as of " + flow.asOf()
                    + " and cannot be part of a report as of "
                    + scope.request().knowledge().asOf());
        }
        if (!scope.request().filter().accepts(flow)) {
            items.leave(LeftOut.FILTERED);
        } else if (flow.item().level() == Level.PORTFOLIO) {
            addPortfolio(flow);
        } else {
            // Visits choose by themselves: a sub-task can go on after its parent is done.
            stages.add(flow);
            addItem(flow);
        }
    }

    /**
     * Adds so many items of which the same is left; the report is as if all their cycles had been added one by one.
     *
     * @param past what is left of each, made for windows that begin when the report's window begins, or earlier
     * @param items how many they are
     */
    public void addPast(PastItem past, long items) {
        for (PastItem.Cycle cycle : past.cycles()) {
            if (scope.request().filter().accepts(past.project(), cycle.type())) {
                cycle.closed().forEach(visit -> stages.addPast(visit, items));
                this.items.leave(LeftOut.OUTSIDE_WINDOW, items);
            } else {
                this.items.leave(LeftOut.FILTERED, items);
            }
        }
    }

    /** Adds what a bot made: it is no item, and counted beside them. */
    public void add(Automation made) {
        boolean touches = made.createdAt().isBefore(scope.window().end())
                && (made.endedAt() == null
                        || !made.endedAt().isBefore(scope.window().start()));
        if (!scope.request().filter().accepts(made.project(), ItemType.UNCLASSIFIED)) {
            items.leave(LeftOut.FILTERED);
        } else {
            items.leave(touches ? LeftOut.AUTOMATION : LeftOut.OUTSIDE_WINDOW);
        }
    }

    /** Says that so many cycles of items were offered of which others were asked for. */
    public void addFiltered(long cycles) {
        items.leave(LeftOut.FILTERED, cycles);
    }

    /**
     * Adds all items of the other aggregate to this one and leaves the other as it is.
     *
     * @return this aggregate
     * @throws IllegalArgumentException if the other was made for another request or definition
     */
    public FlowAccumulator merge(FlowAccumulator other) {
        scope.requireSame(other.scope);
        flowTime.merge(other.flowTime);
        leadTime.merge(other.leadTime);
        efficiency.merge(other.efficiency);
        neverStarted.merge(other.neverStarted);
        velocity.merge(other.velocity);
        load.merge(other.load);
        stages.merge(other.stages);
        waiting.merge(other.waiting);
        bottleneck.merge(other.bottleneck);
        trend.merge(other.trend);
        cumulative.merge(other.cumulative);
        handOffs.merge(other.handOffs);
        quality.merge(other.quality);
        items.merge(other.items);
        return this;
    }

    /** The report on all items so far. More can be added afterwards. */
    public FlowReport toReport() {
        ValueStream stream = scope.stream();
        FlowVelocity done = velocity.toVelocity();
        FlowLoad current = load.toLoad();
        TimeStatistics times = flowTime.toStatistics();
        return new FlowReport(
                scope.request(),
                new StreamVersion(stream.id(), stream.name(), stream.version()),
                items.toPopulation(),
                times,
                leadTime.toStatistics(),
                efficiency.toEfficiency(),
                done,
                current,
                new FlowDistribution(done.done(), current.items()),
                stages.toStages(),
                waiting.toShares(),
                bottleneck.toBottleneck(),
                trend.toTrend(),
                load.toAgeing(times.percentiles()),
                cumulative.toCumulativeFlow(),
                handOffs.toStatistics(),
                neverStarted.toNeverStarted(),
                quality.toQuality(stages.toUnmapped(), stages.toGuessed()));
    }

    private void addPortfolio(ItemFlow flow) {
        if (scope.touches(flow)) {
            items.leave(LeftOut.PORTFOLIO);
        } else {
            items.leave(LeftOut.OUTSIDE_WINDOW);
        }
    }

    private void addItem(ItemFlow flow) {
        if (!scope.touches(flow)) {
            items.leave(LeftOut.OUTSIDE_WINDOW);
            return;
        }
        items.count();
        load.add(flow);
        waiting.add(flow);
        bottleneck.add(flow);
        cumulative.add(flow);
        quality.add(flow);
        if (scope.stoppedWithin(flow)) {
            flowTime.add(flow, flow.flowTime());
            leadTime.add(flow, flow.leadTime());
            efficiency.add(flow);
            velocity.add(flow);
            trend.add(flow);
            if (flow.status() == Status.DONE) {
                handOffs.add(flow);
                neverStarted.add(flow);
            }
        } else if (scope.mayHaveStoppedWithin(flow)) {
            flowTime.add(flow, flow.flowTime());
            leadTime.add(flow, flow.leadTime());
            efficiency.add(flow);
            velocity.addUndated(flow);
        }
    }
}
