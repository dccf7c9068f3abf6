package dev.millrace.metrics.time;

import dev.millrace.flow.FlowTotals;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.model.Figure;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The working time of an item, beside the calendar time in {@link ItemFlow}.
 *
 * @param calendar whose working time
 * @param segments the working time of each segment of the item's timeline, in their order
 * @param totals how the working time between start and stop divides
 * @param flowTime start to stop; what has no calendar time has no working time either, for the same reason
 * @param leadTime creation to stop
 */
public record WorkingTime(
        WorkCalendar calendar,
        List<Duration> segments,
        FlowTotals totals,
        Figure<Duration> flowTime,
        Figure<Duration> leadTime) {

    /** Copies the list. */
    public WorkingTime {
        Objects.requireNonNull(calendar, "calendar");
        Objects.requireNonNull(totals, "totals");
        segments = List.copyOf(segments);
    }

    /** The working time of one cycle. */
    public static WorkingTime of(ItemFlow flow, WorkCalendar calendar) {
        List<Duration> segments = new ArrayList<>();
        for (Segment segment : flow.segments()) {
            segments.add(calendar.between(segment.start(), segment.end()));
        }
        FlowTotals totals = new FlowTotals(
                sum(flow, segments, SegmentKind.ACTIVE),
                sum(flow, segments, SegmentKind.WAITING),
                sum(flow, segments, SegmentKind.PAUSED),
                sum(flow, segments, SegmentKind.CLOSED_GAP),
                sum(flow, segments, SegmentKind.UNMAPPED));
        Instant end = flow.stop() == null ? flow.asOf() : flow.stop();
        return new WorkingTime(
                calendar,
                segments,
                totals,
                flow.flowTime().map(time -> totals.elapsed()),
                flow.leadTime().map(time -> calendar.between(flow.createdAt(), end)));
    }

    private static Duration sum(ItemFlow flow, List<Duration> working, SegmentKind kind) {
        Duration sum = Duration.ZERO;
        for (int i = 0; i < working.size(); i++) {
            if (flow.segments().get(i).kind() == kind) {
                sum = sum.plus(working.get(i));
            }
        }
        return sum;
    }
}
