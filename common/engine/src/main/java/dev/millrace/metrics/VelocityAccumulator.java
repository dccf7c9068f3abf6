package dev.millrace.metrics;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.valuestream.ItemType;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts the items that stopped in the window, by ISO week. */
final class VelocityAccumulator {

    private final Slices weeks;
    private final TypeGrid done;
    private final long[] cancelled;
    private long undated;
    private long incomplete;

    VelocityAccumulator(Slices weeks) {
        this.weeks = weeks;
        this.done = new TypeGrid(weeks.all().size());
        this.cancelled = new long[weeks.all().size()];
    }

    void add(ItemFlow flow) {
        if (flow.stop() == null) {
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

    /** Adds an item of which nobody knows when it was done: it is in no week. */
    void addUndated(ItemFlow flow) {
        undated += flow.status() == Status.DONE ? 1 : 0;
    }

    void merge(VelocityAccumulator other) {
        done.merge(other.done);
        undated += other.undated;
        for (int i = 0; i < cancelled.length; i++) {
            cancelled[i] += other.cancelled[i];
        }
        incomplete += other.incomplete;
    }

    /** Items done in each full week, each beside the one week it took. */
    PairSamples perFullWeek() {
        PairSamples perWeek = new PairSamples();
        for (int i = 0; i < cancelled.length; i++) {
            if (!weeks.all().get(i).partial()) {
                perWeek.add(done.at(i).total(), 1);
            }
        }
        return perWeek;
    }

    FlowVelocity toVelocity() {
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
                    isoWeek(slice.first()),
                    slice.first(),
                    slice.start(),
                    slice.end(),
                    slice.partial(),
                    counts,
                    cancelled[i]));
        }
        return new FlowVelocity(
                new TypeCounts(total), allCancelled, undated, list, perFullWeek.percentiles(n -> (long) n), incomplete);
    }

    static String isoWeek(LocalDate monday) {
        return String.format(
                Locale.ROOT,
                "%d-W%02d",
                monday.get(IsoFields.WEEK_BASED_YEAR),
                monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}
