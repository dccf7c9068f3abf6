package dev.millrace.view.item;

import dev.millrace.document.Formats;
import dev.millrace.document.Timeline;
import dev.millrace.document.Timeline.Bar;
import dev.millrace.document.Timeline.Lane;
import dev.millrace.document.Timeline.Mark;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.flow.Visit;
import dev.millrace.model.SegmentKind;
import dev.millrace.view.Labels;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The drawing of one cycle: the item's own flow on top, and below it a lane for each stage it visited. */
public final class CycleTimeline {

    /** An item stays done for ever: after the stop only this part of the time before is drawn. */
    private static final int TAIL = 20;

    private final ItemFlow flow;
    private final StageVisits visits;
    private final ZoneId zone;
    private final Instant from;
    private final Instant to;

    CycleTimeline(ItemFlow flow, StageVisits visits, ZoneId zone) {
        this.flow = flow;
        this.visits = visits;
        this.zone = zone;
        this.from = flow.createdAt();
        this.to = end(flow);
    }

    /** The drawing; empty if the cycle has no length. */
    Optional<Timeline> draw() {
        if (!from.isBefore(to)) {
            return Optional.empty();
        }
        List<Lane> lanes = new ArrayList<>();
        lanes.add(new Lane(
                "Flow",
                flow.segments().stream()
                        .flatMap(segment -> bar(segment).stream())
                        .toList()));
        visits.byStage()
                .forEach((stage, stays) ->
                        lane(stage.name(), Labels.kind(stage), stays).ifPresent(lanes::add));
        visits.withoutStage()
                .forEach((state, stays) ->
                        lane("No stage: " + state, SegmentKind.UNMAPPED, stays).ifPresent(lanes::add));
        List<Mark> marks = new ArrayList<>();
        mark(marks, flow.start(), "Start");
        mark(marks, flow.knownStop(), "Stop");
        return Optional.of(new Timeline(title(), summary(), from, to, zone, lanes, marks));
    }

    private static Instant end(ItemFlow flow) {
        Instant stop = flow.stop();
        if (stop == null) {
            return flow.asOf();
        }
        Duration before = Duration.between(flow.createdAt(), stop);
        Instant tail = stop.plus(before.dividedBy(TAIL)).plusSeconds(1);
        return tail.isBefore(flow.asOf()) ? tail : flow.asOf();
    }

    private String title() {
        return "Timeline of " + Formats.shorten(flow.item().key(), Formats.NAME);
    }

    private String summary() {
        return Labels.of(flow.status()) + "; " + Formats.second(from, zone) + " to " + Formats.second(to, zone)
                + ". The tables below have the same in numbers.";
    }

    private Optional<Bar> bar(Segment segment) {
        return bar(segment.start(), segment.end(), segment.kind(), Labels.place(segment.stage(), segment.cause()));
    }

    private Optional<Lane> lane(String name, SegmentKind kind, List<Visit> stays) {
        List<Bar> bars = stays.stream()
                .flatMap(stay -> bar(
                        stay.start(),
                        stay.endOr(flow.asOf()),
                        kind,
                        Formats.shorten(stay.state().name(), Formats.NAME))
                        .stream())
                .toList();
        return bars.isEmpty() ? Optional.empty() : Optional.of(new Lane(Formats.shorten(name, Formats.NAME), bars));
    }

    /** The drawn part of a segment; its label states its whole length. */
    private Optional<Bar> bar(Instant start, Instant end, SegmentKind kind, String label) {
        Instant first = start.isBefore(from) ? from : start;
        Instant last = end.isAfter(to) ? to : end;
        if (!first.isBefore(last)) {
            return Optional.empty();
        }
        boolean after = kind == SegmentKind.DONE || kind == SegmentKind.CANCELLED;
        String detail = after ? "" : Formats.duration(Duration.between(start, end));
        return Optional.of(new Bar(first, last, kind, label, detail));
    }

    private void mark(List<Mark> marks, @Nullable Instant at, String what) {
        if (at != null) {
            marks.add(new Mark(at, what + ' ' + Formats.second(at, zone)));
        }
    }
}
