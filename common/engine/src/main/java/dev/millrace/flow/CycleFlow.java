package dev.millrace.flow;

import dev.millrace.flow.ItemFlow.Period;
import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.flow.ItemFlow.TypePeriod;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.TypeChanged;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Reason;
import dev.millrace.model.SegmentKind;
import dev.millrace.model.Workflow;
import dev.millrace.sprint.SprintStay;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.OriginRules;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.StageKind;
import dev.millrace.valuestream.ValueStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the {@link ItemFlow} of a cycle from its intervals. */
final class CycleFlow {

    private final ValueStream stream;
    private final ItemHistory history;
    private final Instant asOf;
    private final VisitHistory own;
    private final List<Visit> visits;
    private final List<ChangeTimeline> changes;
    private final Teams teams;
    private final OriginRules origins;
    private final @Nullable Reason codingUnknown;

    CycleFlow(
            ValueStream stream,
            ItemHistory history,
            Instant asOf,
            VisitHistory own,
            List<Visit> visits,
            List<ChangeTimeline> changes,
            Teams teams,
            OriginRules origins,
            @Nullable Reason codingUnknown) {
        this.teams = teams;
        this.origins = origins;
        this.codingUnknown = codingUnknown;
        this.stream = stream;
        this.history = history;
        this.asOf = asOf;
        this.own = own;
        this.visits = visits;
        this.changes = changes;
    }

    /** The flow of one cycle; {@code next} is when the following one begins, or null if it is the last. */
    ItemFlow of(List<Interval> intervals, int cycle, @Nullable Instant next) {
        Instant createdAt = intervals.get(0).start();
        Interval last = intervals.get(intervals.size() - 1);
        Instant stop = last.closed() ? Cycles.stop(intervals) : null;
        Instant start = start(intervals, stop, next);
        Status status = status(last, start);
        List<Segment> segments = segments(intervals, start, stop, last.kind() == StageKind.CANCELLED);
        FlowTotals totals = totals(segments);
        List<Visit> within = visits.stream()
                .filter(visit -> within(visit, createdAt, next, cycle))
                .toList();
        boolean late = cycle == 1 && own.createdLate();
        Figures figures = new Figures(
                status,
                createdAt,
                start,
                stop,
                asOf,
                totals,
                intervals,
                stop == null || !own.unseen().contains(stop),
                late,
                late && begunBefore(start));
        return new ItemFlow(
                history.item().snapshot(),
                typeAt(stop == null ? asOf : stop),
                cycle,
                status,
                asOf,
                createdAt,
                start,
                stop,
                totals,
                figures.flowTime(),
                figures.leadTime(),
                figures.efficiency(waitingObservable(segments, within), cycle == 1 ? codingUnknown : null),
                segments,
                within,
                reopenings(intervals),
                backwardMoves(createdAt, next),
                stalled(segments),
                gaps(),
                ChainBuilder.of(changes, stream, closedByItself(), asOf),
                HandOffs.of(history, segments, teams),
                types(createdAt, stop == null ? asOf : stop),
                Workflow.of(history.item().snapshot(), Completion.typeAt(history.item(), stop == null ? asOf : stop)),
                SprintStay.of(history.item().snapshot()),
                ItemOrigins.of(history, origins, asOf),
                changes.stream()
                        .flatMap(change -> change.pullRequest(origins, asOf).stream())
                        .toList());
    }

    /** What the type was from the first instant to the last, by the rules of each day. */
    private List<TypePeriod> types(Instant first, Instant last) {
        TreeSet<Instant> edges = new TreeSet<>();
        for (FlowEvent event : history.item().events()) {
            if (event instanceof TypeChanged) {
                edges.add(event.occurredAt());
            }
        }
        stream.rules().forEach(rules -> edges.add(rules.from()));
        List<TypePeriod> spells = new ArrayList<>();
        spells.add(new TypePeriod(first, typeAt(first)));
        for (Instant edge : edges) {
            if (edge.isAfter(first) && !edge.isAfter(last)) {
                ItemType type = typeAt(edge);
                if (type != spells.get(spells.size() - 1).type()) {
                    spells.add(new TypePeriod(edge, type));
                }
            }
        }
        return spells;
    }

    /** When the item's own tool last called it done or cancelled; null if it does not. */
    private @Nullable Instant closedByItself() {
        Visit last = own.visits().get(own.visits().size() - 1);
        return last.stage() != null && last.stage().kind().closed() ? last.start() : null;
    }

    /** The first active or waiting instant; a visit of its own that took no time is one, too. */
    private @Nullable Instant start(List<Interval> intervals, @Nullable Instant stop, @Nullable Instant next) {
        Instant first = null;
        for (Interval interval : intervals) {
            if (interval.inFlow()) {
                first = stop == null || interval.start().isBefore(stop) ? interval.start() : null;
                break;
            }
        }
        Instant begin = intervals.get(0).start();
        for (Visit visit : own.visits()) {
            boolean passed = visit.start().equals(visit.end())
                    && visit.stage() != null
                    && visit.stage().kind().inFlow();
            if (passed
                    && !visit.start().isBefore(begin)
                    && (next == null || visit.start().isBefore(next))
                    && (stop == null || !visit.start().isAfter(stop))
                    && (first == null || visit.start().isBefore(first))) {
                first = visit.start();
            }
        }
        return first;
    }

    /** Whether it was in the flow already when the first thing that is known of it happened. */
    private boolean begunBefore(@Nullable Instant start) {
        Visit first = own.visits().get(0);
        return start != null
                && start.equals(first.start())
                && first.stage() != null
                && first.stage().kind().inFlow();
    }

    private static Status status(Interval last, @Nullable Instant start) {
        if (last.closed()) {
            return last.kind() == StageKind.CANCELLED ? Status.CANCELLED : Status.DONE;
        }
        return start == null ? Status.NOT_STARTED : Status.IN_FLOW;
    }

    private List<Segment> segments(
            List<Interval> intervals, @Nullable Instant start, @Nullable Instant stop, boolean cancelled) {
        List<Segment> segments = new ArrayList<>();
        for (Interval interval : intervals) {
            if (!interval.start().isBefore(interval.end())) {
                continue;
            }
            Segment segment = segment(interval, start, stop, cancelled);
            int lastIndex = segments.size() - 1;
            if (lastIndex >= 0 && alike(segments.get(lastIndex), segment)) {
                segments.set(lastIndex, joined(segments.get(lastIndex), segment));
            } else {
                segments.add(segment);
            }
        }
        return segments;
    }

    private Segment segment(Interval interval, @Nullable Instant start, @Nullable Instant stop, boolean cancelled) {
        SegmentKind kind;
        FlowRule rule = interval.rule();
        boolean blocked = false;
        if (stop != null && !interval.start().isBefore(stop)) {
            kind = cancelled ? SegmentKind.CANCELLED : SegmentKind.DONE;
        } else if (start == null || interval.start().isBefore(start)) {
            kind = SegmentKind.NOT_STARTED;
        } else if (interval.closed()) {
            kind = SegmentKind.CLOSED_GAP;
        } else if (interval.blocked() != null) {
            kind = SegmentKind.WAITING;
            rule = interval.blocked();
            blocked = true;
        } else {
            kind = kindInFlow(interval.kind());
        }
        Visit decisive = blocked ? interval.own() : interval.decisive();
        Stage stage = blocked ? stream.blockedStage() : decisive.stage();
        return new Segment(interval.start(), interval.end(), kind, stage, rule, decisive.artifact(), decisive.state());
    }

    private static SegmentKind kindInFlow(@Nullable StageKind kind) {
        if (kind == null) {
            return SegmentKind.UNMAPPED;
        }
        return switch (kind) {
            case ACTIVE -> SegmentKind.ACTIVE;
            case WAITING -> SegmentKind.WAITING;
            case NEW -> SegmentKind.PAUSED;
            case DONE, CANCELLED -> SegmentKind.CLOSED_GAP;
        };
    }

    private static boolean alike(Segment one, Segment other) {
        return one.kind() == other.kind()
                && Objects.equals(one.stage(), other.stage())
                && one.rule() == other.rule()
                && one.source().equals(other.source())
                && one.state().equals(other.state());
    }

    private static Segment joined(Segment one, Segment other) {
        return new Segment(one.start(), other.end(), one.kind(), one.stage(), one.rule(), one.source(), one.state());
    }

    private static FlowTotals totals(List<Segment> segments) {
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
            if (segment.kind() == kind) {
                sum = sum.plus(segment.length());
            }
        }
        return sum;
    }

    /** What a sub-task did before its parent was there belongs to the first cycle: it is counted nowhere else. */
    private static boolean within(Visit visit, Instant from, @Nullable Instant next, int cycle) {
        boolean begunBeforeNext = next == null || visit.start().isBefore(next);
        boolean endedBefore = cycle > 1
                && visit.end() != null
                && !visit.end().isAfter(from)
                && visit.start().isBefore(from);
        return begunBeforeNext && !endedBefore;
    }

    /** By a change or by waiting of its own; {@link WaitingUse} judges by other items. */
    private boolean waitingObservable(List<Segment> segments, List<Visit> within) {
        return !changes.isEmpty()
                || segments.stream().anyMatch(segment -> segment.kind() == SegmentKind.WAITING)
                || within.stream()
                        .anyMatch(
                                visit -> visit.stage() != null && visit.stage().kind() == StageKind.WAITING);
    }

    private static int reopenings(List<Interval> intervals) {
        int count = 0;
        for (int i = 1; i < intervals.size(); i++) {
            if (intervals.get(i - 1).closed() && !intervals.get(i).closed()) {
                count++;
            }
        }
        return count;
    }

    /** Moves of the item itself to an earlier stage. A re-open is counted as that, and blocked stages have no place. */
    private int backwardMoves(Instant from, @Nullable Instant next) {
        if (!stream.countsBackwardMoves()) {
            return 0;
        }
        int count = 0;
        Stage before = null;
        for (Visit visit : own.visits()) {
            Stage stage = visit.stage();
            if (stage == null
                    || visit.state().equals(Membership.ELSEWHERE)
                    || (stage.waitingFor() != null && !stage.waitingFor().hasPlaceInOrder())) {
                continue;
            }
            boolean inCycle = !visit.start().isBefore(from)
                    && (next == null || visit.start().isBefore(next));
            if (inCycle
                    && before != null
                    && !before.kind().closed()
                    && stream.position(stage) < stream.position(before)) {
                count++;
            }
            before = stage;
        }
        return count;
    }

    /** Intervals of active time without any event of the chain, at least as long as the definition's limit. */
    private List<Period> stalled(List<Segment> segments) {
        if (segments.stream().noneMatch(this::longActive)) {
            return List.of();
        }
        Stream<ArtifactHistory> made = history.changes().stream()
                .flatMap(change -> Stream.concat(Stream.of(change.source()), change.attempts().stream()));
        List<Instant> events = Stream.of(Stream.of(history.item()), history.subTasks().stream(), made)
                .flatMap(part -> part)
                .flatMap(artifact -> artifact.events().stream())
                .map(FlowEvent::occurredAt)
                .sorted()
                .toList();
        List<Period> stalled = new ArrayList<>();
        for (Segment segment : segments) {
            if (!longActive(segment)) {
                continue;
            }
            Instant quietSince = segment.start();
            for (Instant event : events) {
                if (event.isAfter(quietSince) && event.isBefore(segment.end())) {
                    addIfLong(stalled, quietSince, event);
                    quietSince = event;
                }
            }
            addIfLong(stalled, quietSince, segment.end());
        }
        return stalled;
    }

    private boolean longActive(Segment segment) {
        return segment.kind() == SegmentKind.ACTIVE && segment.length().compareTo(stream.stalledAfter()) >= 0;
    }

    private void addIfLong(List<Period> stalled, Instant start, Instant end) {
        if (Duration.between(start, end).compareTo(stream.stalledAfter()) >= 0) {
            stalled.add(new Period(start, end));
        }
    }

    private ItemType typeAt(Instant instant) {
        return stream.rulesAt(instant).types().classify(Completion.typeAt(history.item(), instant));
    }

    private List<LedgerEntry> gaps() {
        return Stream.concat(Stream.of(history.item()), history.subTasks().stream())
                .map(ArtifactHistory::gaps)
                .flatMap(List::stream)
                .toList();
    }
}
