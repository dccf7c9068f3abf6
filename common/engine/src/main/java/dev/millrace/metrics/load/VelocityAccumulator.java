package dev.millrace.metrics.load;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Evidence;
import dev.millrace.metrics.ExplanationRow;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.PairSamples;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.Slices;
import dev.millrace.metrics.TypeCounts;
import dev.millrace.metrics.TypeGrid;
import dev.millrace.valuestream.ItemType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the items that stopped in the window, by ISO week. */
public final class VelocityAccumulator implements Accumulator<ItemFlow, FlowVelocity, VelocityAccumulator> {

    /** How much is done. */
    public static final FlowMetric<FlowVelocity> METRIC = new FlowMetric<>(
            new Metric(
                    "flow-velocity",
                    "Flow velocity",
                    "items per ISO week",
                    "count(items with stop in the ISO week)",
                    "Items done per ISO week, by type at completion. Cancelled items are counted " + "separately.",
                    "Flow Framework (Kersten)"),
            Evidence.of(ItemSelection.STOPPED, VelocityAccumulator::row),
            VelocityAccumulator::new);

    private final ReportScope scope;
    private final Slices weeks;
    private final TypeGrid done;
    private final long[] cancelled;
    private long undated;
    private long incomplete;

    public VelocityAccumulator(ReportScope scope) {
        this.scope = scope;
        this.weeks = scope.weeks();
        this.done = new TypeGrid(weeks.all().size());
        this.cancelled = new long[weeks.all().size()];
    }

    @Override
    public void add(ItemFlow flow) {
        if (flow.stop() == null) {
            return;
        }
        if (!scope.stoppedWithin(flow)) {
            // done at an unknown instant: it is in no week
            undated += flow.status() == Status.DONE ? 1 : 0;
            return;
        }
        int week = weeks.indexOf(flow.stop());
        if (flow.status() == Status.CANCELLED) {
            cancelled[week]++;
            return;
        }
        done.add(flow.type(), week, 1);
        if (ReportScope.incomplete(flow)) {
            incomplete++;
        }
    }

    /** Adds an item of which no more is known than that it was done at that instant of the window. */
    public void add(Instant stop, ItemType type) {
        done.add(type, weeks.indexOf(stop), 1);
    }

    @Override
    public VelocityAccumulator merge(VelocityAccumulator other) {
        done.merge(other.done);
        undated += other.undated;
        for (int i = 0; i < cancelled.length; i++) {
            cancelled[i] += other.cancelled[i];
        }
        incomplete += other.incomplete;
        return this;
    }

    /** Items done in each full week, each beside the one week it took. */
    public PairSamples perFullWeek() {
        PairSamples perWeek = new PairSamples();
        for (int i = 0; i < cancelled.length; i++) {
            if (!weeks.all().get(i).partial()) {
                perWeek.add(done.at(i).total(), 1);
            }
        }
        return perWeek;
    }

    @Override
    public FlowVelocity result() {
        List<FlowVelocity.Week> list = new ArrayList<>();
        Map<ItemType, Long> total = new EnumMap<>(ItemType.class);
        Samples perFullWeek = new Samples();
        long allCancelled = 0;
        for (int i = 0; i < cancelled.length; i++) {
            Slices.Slice slice = weeks.all().get(i);
            TypeCounts counts = done.at(i);
            counts.byType().forEach((type, n) -> total.merge(type, n, Long::sum));
            allCancelled += cancelled[i];
            if (!slice.partial()) {
                perFullWeek.addWhole(counts.total());
            }
            list.add(new FlowVelocity.Week(
                    slice.isoWeek(), slice.first(), slice.start(), slice.end(), slice.partial(), counts, cancelled[i]));
        }
        return new FlowVelocity(
                new TypeCounts(total), allCancelled, undated, list, perFullWeek.percentiles(n -> (long) n), incomplete);
    }

    private static @Nullable ExplanationRow row(ReportScope scope, ItemFlow flow) {
        Instant stop = flow.stop();
        if (stop == null || !scope.stoppedWithin(flow)) {
            return null;
        }
        Slices.Slice week = scope.weeks().all().get(scope.weeks().indexOf(stop));
        return new ExplanationRow()
                .at("stop", flow.knownStop())
                .word("type", flow.type().text())
                .is("done", flow.status() == Status.DONE)
                .word("isoWeek", week.isoWeek())
                .is("fullWeek", !week.partial());
    }
}
