package dev.millrace.metrics.load;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.flow.Visit;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Evidence;
import dev.millrace.metrics.ExplanationRow;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.Slices;
import dev.millrace.metrics.load.CumulativeFlow.Band;
import dev.millrace.model.SegmentKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts where items stand, per day as differences, so that an item costs the same however long it stays. */
public final class CumulativeAccumulator implements Accumulator<ItemFlow, CumulativeFlow, CumulativeAccumulator> {

    /** Where the items stood. */
    public static final FlowMetric<CumulativeFlow> METRIC = new FlowMetric<>(
            new Metric(
                    "cumulative-flow",
                    "Cumulative flow",
                    "items",
                    "count(items in the stage at the last millisecond of the day)",
                    "Items in each stage at the end of each day. An item counts in one stage, so the "
                            + "counts of a day sum to the number of items that existed. Items that ended before "
                            + "the window are left out.",
                    "Reinertsen, The Principles of Product Development Flow"),
            Evidence.of(ItemSelection.TOUCHING, (scope, flow) -> row(flow)),
            CumulativeAccumulator::new);

    private final ReportScope scope;
    private final Map<Band, long[]> changes = new HashMap<>();

    CumulativeAccumulator(ReportScope scope) {
        this.scope = scope;
    }

    @Override
    public void add(ItemFlow flow) {
        for (Segment segment : flow.segments()) {
            // Where the next cycle takes over the item is counted there.
            Instant end = segment.end().equals(flow.asOf()) ? null : segment.end();
            count(band(segment), segment.start(), 1);
            if (end != null) {
                count(band(segment), end, -1);
            }
        }
        if (flow.segments().isEmpty() && !flow.visits().isEmpty()) {
            Visit last = flow.visits().get(flow.visits().size() - 1);
            count(new Band(last.stage(), false), flow.createdAt(), 1);
        }
    }

    @Override
    public CumulativeAccumulator merge(CumulativeAccumulator other) {
        other.changes.forEach((band, row) -> {
            long[] own = row(band);
            for (int i = 0; i < row.length; i++) {
                own[i] += row[i];
            }
        });
        return this;
    }

    @Override
    public CumulativeFlow result() {
        Map<Band, long[]> levels = new HashMap<>();
        changes.forEach((band, row) -> {
            long[] level = row.clone();
            for (int i = 1; i < level.length; i++) {
                level[i] += level[i - 1];
            }
            levels.put(band, level);
        });
        List<Slices.Slice> slices = scope.days().all();
        List<Map.Entry<Band, long[]>> rows = levels.entrySet().stream()
                .filter(entry -> occurs(entry.getValue(), slices.size()))
                .sorted(Comparator.comparingInt((Map.Entry<Band, long[]> entry) -> position(entry.getKey()))
                        .thenComparing(entry -> entry.getKey().blocked()))
                .toList();
        List<CumulativeFlow.Day> days = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) {
            Slices.Slice slice = slices.get(i);
            List<Long> items = new ArrayList<>();
            for (Map.Entry<Band, long[]> row : rows) {
                items.add(row.getValue()[i]);
            }
            days.add(new CumulativeFlow.Day(slice.first(), slice.at(), slice.partial(), items));
        }
        return new CumulativeFlow(rows.stream().map(Map.Entry::getKey).toList(), days);
    }

    static Band band(Segment segment) {
        return new Band(segment.stage(), segment.stage() == null && segment.kind() == SegmentKind.WAITING);
    }

    private static boolean occurs(long[] level, int days) {
        for (int i = 0; i < days; i++) {
            if (level[i] > 0) {
                return true;
            }
        }
        return false;
    }

    private int position(Band band) {
        return band.stage() == null ? -1 : scope.stream().position(band.stage());
    }

    private void count(Band band, Instant from, long n) {
        row(band)[scope.days().firstReadAtOrAfter(from)] += n;
    }

    private long[] row(Band band) {
        return changes.computeIfAbsent(
                band, unseen -> new long[scope.days().all().size() + 1]);
    }

    private static ExplanationRow row(ItemFlow flow) {
        ExplanationRow row = new ExplanationRow();
        for (Segment segment : flow.segments()) {
            row.part(new ExplanationRow()
                    .stage(segment.stage())
                    .is("blocked", band(segment).blocked())
                    .at("start", segment.start())
                    .at("end", segment.end().equals(flow.asOf()) ? null : segment.end()));
        }
        if (flow.segments().isEmpty() && !flow.visits().isEmpty()) {
            Visit last = flow.visits().get(flow.visits().size() - 1);
            row.part(new ExplanationRow()
                    .stage(last.stage())
                    .is("blocked", false)
                    .at("start", flow.createdAt())
                    .at("end", null));
        }
        return row;
    }
}
