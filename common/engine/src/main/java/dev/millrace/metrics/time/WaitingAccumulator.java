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
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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
    private final Map<StageCause, Long> millis = new HashMap<>();

    WaitingAccumulator(ReportScope scope) {
        this.scope = scope;
    }

    @Override
    public void add(ItemFlow flow) {
        for (Segment segment : flow.segments()) {
            if (segment.kind() == SegmentKind.WAITING) {
                long inWindow = scope.inWindow(segment.start(), segment.end());
                if (inWindow > 0) {
                    millis.merge(new StageCause(segment.stage(), cause(segment)), inWindow, Long::sum);
                }
            }
        }
    }

    @Override
    public WaitingAccumulator merge(WaitingAccumulator other) {
        other.millis.forEach((place, n) -> millis.merge(place, n, Long::sum));
        return this;
    }

    @Override
    public WaitingShares result() {
        long all = millis.values().stream().mapToLong(Long::longValue).sum();
        return new WaitingShares(millis.entrySet().stream()
                .map(entry -> new WaitingShare(
                        entry.getKey().stage(),
                        entry.getKey().cause(),
                        Duration.ofMillis(entry.getValue()),
                        (double) entry.getValue() / all))
                .sorted(Comparator.comparing(WaitingShare::time)
                        .reversed()
                        .thenComparing(this::position)
                        .thenComparing(WaitingShare::cause))
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
