package dev.millrace.metrics.time;

import dev.millrace.flow.FlowRule.Cause;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Evidence;
import dev.millrace.metrics.ExplanationRow;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.Slices;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Collects the waiting inside the window by where it was spent. */
public final class WaitingAccumulator implements Accumulator<ItemFlow, WaitingShares, WaitingAccumulator> {

    /** Where the waiting was spent. */
    public static final FlowMetric<WaitingShares> METRIC = new FlowMetric<>(
            new Metric(
                    "waiting-share",
                    "Waiting by stage",
                    "share of waiting item-time",
                    "sum(waiting item-time in the place) / sum(waiting item-time)",
                    "Where items waited inside the window, as item-time: the waiting of every item "
                            + "between start and stop, including open items. A wait that holds five items counts "
                            + "five times. A large share is no proof of a constraint.",
                    "Value stream mapping (Rother, Shook)"),
            Evidence.of(ItemSelection.TOUCHING, WaitingAccumulator::row),
            WaitingAccumulator::new);

    private record StageCause(@Nullable Stage stage, Cause cause) {}

    private final ReportScope scope;
    private final List<Slices.Slice> weeks;
    private final Map<StageCause, long[]> millis = new HashMap<>();

    WaitingAccumulator(ReportScope scope) {
        this.scope = scope;
        this.weeks = scope.weeks().all();
    }

    @Override
    public void add(ItemFlow flow) {
        for (Segment segment : flow.segments()) {
            if (segment.kind() == SegmentKind.WAITING) {
                long inWindow = scope.inWindow(segment.start(), segment.end());
                if (inWindow > 0) {
                    add(
                            millis.computeIfAbsent(
                                    new StageCause(segment.stage(), cause(segment)), place -> new long[weeks.size()]),
                            segment);
                }
            }
        }
    }

    private void add(long[] byWeek, Segment segment) {
        int last = scope.weeks().indexOf(segment.end());
        for (int i = Math.max(0, scope.weeks().indexOf(segment.start())); i <= last && i < byWeek.length; i++) {
            Slices.Slice week = weeks.get(i);
            Instant from = segment.start().isAfter(week.start()) ? segment.start() : week.start();
            Instant to = segment.end().isBefore(week.end()) ? segment.end() : week.end();
            if (from.isBefore(to)) {
                byWeek[i] += scope.inWindow(from, to);
            }
        }
    }

    @Override
    public WaitingAccumulator merge(WaitingAccumulator other) {
        other.millis.forEach((place, more) -> {
            long[] byWeek = millis.computeIfAbsent(place, unseen -> new long[weeks.size()]);
            Arrays.setAll(byWeek, i -> byWeek[i] + more[i]);
        });
        return this;
    }

    @Override
    public WaitingShares result() {
        long all = millis.values().stream().flatMapToLong(LongStream::of).sum();
        List<WaitingShare> places = millis.entrySet().stream()
                .map(entry -> new WaitingShare(
                        entry.getKey().stage(),
                        entry.getKey().cause(),
                        Duration.ofMillis(LongStream.of(entry.getValue()).sum()),
                        LongStream.of(entry.getValue())
                                .mapToObj(Duration::ofMillis)
                                .toList(),
                        (double) LongStream.of(entry.getValue()).sum() / all))
                .sorted(Comparator.comparing(WaitingShare::time)
                        .reversed()
                        .thenComparing(this::position)
                        .thenComparing(WaitingShare::cause))
                .toList();
        return new WaitingShares(
                places,
                weeks.stream()
                        .map(week -> new WaitingShares.Week(week.isoWeek(), week.partial()))
                        .toList());
    }

    private int position(WaitingShare share) {
        return share.stage() == null ? Integer.MAX_VALUE : scope.stream().position(share.stage());
    }

    private static Cause cause(Segment segment) {
        return segment.stage() == null ? segment.cause() : Cause.STATUS;
    }

    private static @Nullable ExplanationRow row(ReportScope scope, ItemFlow flow) {
        ExplanationRow row = new ExplanationRow();
        for (Segment segment : flow.segments()) {
            long inWindow = scope.inWindow(segment.start(), segment.end());
            if (segment.kind() == SegmentKind.WAITING && inWindow > 0) {
                row.part(new ExplanationRow()
                        .stage(segment.stage())
                        .word("cause", cause(segment).name().toLowerCase(Locale.ROOT))
                        .at("start", segment.start())
                        .at("end", segment.end())
                        .millis("inWindowMs", inWindow));
            }
        }
        return row.ifParts();
    }
}
