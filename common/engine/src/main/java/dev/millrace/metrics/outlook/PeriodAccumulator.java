package dev.millrace.metrics.outlook;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Bootstrap;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.PairSamples;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.load.LoadAccumulator;
import dev.millrace.metrics.load.VelocityAccumulator;
import dev.millrace.metrics.outlook.Comparison.Change;
import dev.millrace.metrics.outlook.Comparison.Row;
import dev.millrace.metrics.outlook.Comparison.Unit;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.TimeAccumulator;
import dev.millrace.model.Figure;
import dev.millrace.model.Level;
import dev.millrace.model.Reason;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.ValueStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Collects the key figures of one window, and no more than they need, for comparing windows or groups of items.
 */
public final class PeriodAccumulator implements Accumulator<ItemFlow, PeriodSummary, PeriodAccumulator> {

    private static final int MEDIAN = 50;
    private static final int MOST = 85;

    private final ReportScope scope;
    private final TimeAccumulator flowTime = new TimeAccumulator(ItemFlow::flowTime);
    private final TimeAccumulator leadTime = new TimeAccumulator(ItemFlow::leadTime);
    private final EfficiencyAccumulator efficiency = new EfficiencyAccumulator();
    private final VelocityAccumulator velocity;
    private final Samples ages = new Samples();
    private final PairSamples parts = new PairSamples();
    private long counted;

    /**
     * An aggregate of no items.
     *
     * @param request the request
     * @param stream the definition the items' flows were computed with
     */
    public PeriodAccumulator(ReportRequest request, ValueStream stream) {
        this.scope = ReportScope.of(request, stream, StateCatalogue.empty());
        this.velocity = new VelocityAccumulator(scope);
    }

    /** Adds one cycle of one item if it passes the filter and touches the window; portfolio items are left out. */
    @Override
    public void add(ItemFlow flow) {
        if (!scope.request().filter().accepts(flow) || flow.item().level() == Level.PORTFOLIO || !scope.touches(flow)) {
            return;
        }
        counted++;
        if (ItemSelection.STOPPED.test(scope, flow)) {
            flowTime.add(flow);
            leadTime.add(flow);
            efficiency.add(flow);
            velocity.add(flow);
        }
        if (ItemSelection.DONE.test(scope, flow) && flow.efficiency().measured().isPresent()) {
            parts.add(
                    flow.totals().active().toMillis(),
                    flow.totals().active().plus(flow.totals().waiting()).toMillis());
        }
        if (scope.inFlow(flow) && flow.start() != null) {
            ages.addWhole(scope.at().toEpochMilli() - flow.start().toEpochMilli());
        }
    }

    /** @throws IllegalArgumentException if the other was made for another request or definition */
    @Override
    public PeriodAccumulator merge(PeriodAccumulator other) {
        scope.requireSame(other.scope);
        flowTime.merge(other.flowTime);
        leadTime.merge(other.leadTime);
        efficiency.merge(other.efficiency);
        velocity.merge(other.velocity);
        ages.addAll(other.ages);
        parts.addAll(other.parts);
        counted += other.counted;
        return this;
    }

    /** How many items are in it. */
    long counted() {
        return counted;
    }

    @Override
    public PeriodSummary result() {
        return new PeriodSummary(
                flowTime.result(),
                leadTime.result(),
                efficiency.result(),
                velocity.result(),
                new PeriodSummary.LoadSummary(ages.size(), ages.durations()));
    }

    /** This window against an earlier one. */
    public Comparison since(PeriodAccumulator before) {
        SplittableRandom random = new SplittableRandom(Comparison.SEED);
        List<Row> rows = new ArrayList<>();
        rows.add(percentile(TimeAccumulator.FLOW_TIME, MEDIAN, before.flowTime.samples(), flowTime.samples(), random));
        rows.add(percentile(TimeAccumulator.FLOW_TIME, MOST, before.flowTime.samples(), flowTime.samples(), random));
        rows.add(percentile(TimeAccumulator.LEAD_TIME, MEDIAN, before.leadTime.samples(), leadTime.samples(), random));
        rows.add(percentile(TimeAccumulator.LEAD_TIME, MOST, before.leadTime.samples(), leadTime.samples(), random));
        rows.add(ratio(EfficiencyAccumulator.METRIC, "ratio", Unit.RATIO, before.parts, parts, random));
        rows.add(ratio(
                VelocityAccumulator.METRIC,
                "items per full week",
                Unit.ITEMS_PER_WEEK,
                before.velocity.perFullWeek(),
                velocity.perFullWeek(),
                random));
        rows.add(load(before, random));
        return new Comparison(before.scope.window(), scope.window(), rows);
    }

    private Row load(PeriodAccumulator before, SplittableRandom random) {
        boolean known = before.counted > 0 && counted > 0;
        return new Row(
                LoadAccumulator.METRIC,
                "items",
                Unit.ITEMS,
                before.counted > 0 ? Figure.of((double) before.ages.size()) : none(),
                before.ages.size(),
                counted > 0 ? Figure.of((double) ages.size()) : none(),
                ages.size(),
                known
                        ? Figure.of(Change.of(
                                before.ages.size(),
                                ages.size(),
                                Bootstrap.count(before.ages.size(), random),
                                Bootstrap.count(ages.size(), random)))
                        : none());
    }

    static Row percentile(Metric metric, int percent, Samples before, Samples after, SplittableRandom random) {
        double[] one = before.sorted();
        double[] other = after.sorted();
        int oneRank = (int) Samples.rank(one.length, percent) - 1;
        int otherRank = (int) Samples.rank(other.length, percent) - 1;
        boolean known = one.length > 0 && other.length > 0;
        return new Row(
                metric,
                "p" + percent,
                Unit.MILLIS,
                one.length > 0 ? Figure.of(one[oneRank]) : none(),
                one.length,
                other.length > 0 ? Figure.of(other[otherRank]) : none(),
                other.length,
                known
                        ? Figure.of(Change.of(
                                one[oneRank],
                                other[otherRank],
                                Bootstrap.percentile(one, percent, random),
                                Bootstrap.percentile(other, percent, random)))
                        : none());
    }

    private static Row ratio(
            Metric metric, String measure, Unit unit, PairSamples before, PairSamples after, SplittableRandom random) {
        PairSamples.Sorted one = before.sorted();
        PairSamples.Sorted other = after.sorted();
        return new Row(
                metric,
                measure,
                unit,
                one.ratio(),
                one.part().length,
                other.ratio(),
                other.part().length,
                one.ratio().measured().isPresent() && other.ratio().measured().isPresent()
                        ? Figure.of(Change.of(
                                one.ratio().measured().orElseThrow(),
                                other.ratio().measured().orElseThrow(),
                                Bootstrap.ratio(one.part(), one.whole(), random),
                                Bootstrap.ratio(other.part(), other.whole(), random)))
                        : none());
    }

    static <T> Figure<T> none() {
        return new Figure.Unknown<>(Reason.of(Reason.Code.NO_ITEMS));
    }
}
