package dev.millrace.metrics;

import dev.millrace.flow.FlowRule.Cause;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the waiting inside the window by where it was spent. */
final class WaitingAccumulator {

    private record Place(@Nullable Stage stage, Cause cause) {}

    private final ReportScope scope;
    private final Map<Place, Long> millis = new HashMap<>();

    WaitingAccumulator(ReportScope scope) {
        this.scope = scope;
    }

    void add(ItemFlow flow) {
        for (Segment segment : flow.segments()) {
            if (segment.kind() == SegmentKind.WAITING) {
                long inWindow = scope.known()
                        .overlapMillis(
                                segment.start().toEpochMilli(), segment.end().toEpochMilli());
                if (inWindow > 0) {
                    Cause cause = segment.stage() == null ? segment.cause() : Cause.STATUS;
                    millis.merge(new Place(segment.stage(), cause), inWindow, Long::sum);
                }
            }
        }
    }

    void merge(WaitingAccumulator other) {
        other.millis.forEach((place, n) -> millis.merge(place, n, Long::sum));
    }

    List<WaitingShare> toShares() {
        long all = millis.values().stream().mapToLong(Long::longValue).sum();
        return millis.entrySet().stream()
                .map(entry -> new WaitingShare(
                        entry.getKey().stage(),
                        entry.getKey().cause(),
                        Duration.ofMillis(entry.getValue()),
                        (double) entry.getValue() / all))
                .sorted(Comparator.comparing(WaitingShare::time)
                        .reversed()
                        .thenComparing(this::position)
                        .thenComparing(WaitingShare::cause))
                .toList();
    }

    private int position(WaitingShare share) {
        return share.stage() == null ? Integer.MAX_VALUE : scope.stream().position(share.stage());
    }
}
