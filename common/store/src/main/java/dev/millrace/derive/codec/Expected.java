package dev.millrace.derive.codec;

import dev.millrace.flow.FlowTotals;
import dev.millrace.flow.Segment;
import dev.millrace.model.SegmentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the figures of a cycle are if they are measured or open: they follow from the rest, and need not be written.
 *
 * @param flowTime the sum of its parts
 * @param leadTime from the beginning to the stop, or so far
 * @param efficiency active time to active and waiting time, which is no number where there is neither
 */
record Expected(Duration flowTime, Duration leadTime, Double efficiency) {

    /** Of a cycle that stopped then, or is open as of then. */
    static Expected of(FlowTotals totals, Instant createdAt, Instant end) {
        double both = totals.active().plus(totals.waiting()).toMillis();
        return new Expected(
                totals.elapsed(),
                Duration.between(createdAt, end),
                totals.active().toMillis() / both);
    }

    /** How the time of a timeline divides. */
    static FlowTotals totals(List<Segment> segments) {
        return new FlowTotals(
                sum(segments, SegmentKind.ACTIVE),
                sum(segments, SegmentKind.WAITING),
                sum(segments, SegmentKind.PAUSED),
                sum(segments, SegmentKind.CLOSED_GAP),
                sum(segments, SegmentKind.UNMAPPED));
    }

    private static Duration sum(List<Segment> segments, SegmentKind kind) {
        Duration sum = Duration.ZERO;
        for (Segment segment : segments) {
            sum = segment.kind() == kind ? sum.plus(segment.length()) : sum;
        }
        return sum;
    }
}
