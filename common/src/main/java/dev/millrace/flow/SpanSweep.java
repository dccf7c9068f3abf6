package dev.millrace.flow;

import dev.millrace.flow.Segment.Cause;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.StageKind;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.valuestream.WaitingReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Walks the time axis of one item and decides, stretch by stretch, which rule of the flow algebra wins. */
final class SpanSweep {

    private record Claim(Visit visit, Cause cause) {}

    private final ValueStream stream;
    private final Lane item;
    private final List<Lane> subTasks;

    SpanSweep(ValueStream stream, Lane item, List<Lane> subTasks) {
        this.stream = stream;
        this.item = item;
        this.subTasks = subTasks;
    }

    /**
     * The stretches from the item's first instant to {@code asOf}, each touching the next. What changed in the very instant
     * of the report is a last stretch of no length: the item is in that state, and has spent no time there yet.
     */
    List<Span> spans(Instant asOf) {
        List<Instant> edges = Stream.concat(Stream.of(item), subTasks.stream())
                .flatMap(Lane::changes)
                .filter(edge -> !edge.isAfter(asOf))
                .sorted()
                .distinct()
                .toList();
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            Instant start = edges.get(i);
            Instant end = i + 1 < edges.size() ? edges.get(i + 1) : asOf;
            Visit own = item.at(start);
            if (own != null) {
                Claim claim = decide(own, start);
                spans.add(new Span(start, end, claim.visit(), claim.cause(), item.blockedAt(start)));
            }
        }
        return spans;
    }

    private Claim decide(Visit own, Instant at) {
        Stage stage = own.stage();
        if (stage != null && stage.kind().closed()) {
            return new Claim(own, Cause.CLOSED);
        }
        boolean ownDecides =
                stage != null && (stage.kind() == StageKind.ACTIVE || stage.waitingFor() == WaitingReason.BLOCKED);
        if (!ownDecides) {
            Visit active = subTaskIn(StageKind.ACTIVE, at);
            if (active != null) {
                return new Claim(active, Cause.SUB_TASK);
            }
            Visit waiting =
                    stage != null && stage.kind() == StageKind.WAITING ? null : subTaskIn(StageKind.WAITING, at);
            if (waiting != null) {
                return new Claim(waiting, Cause.SUB_TASK);
            }
        }
        return new Claim(own, Cause.STATUS);
    }

    /** The sub-task in a stage of that kind, furthest downstream; one that is blocked works on nothing. */
    private @Nullable Visit subTaskIn(StageKind kind, Instant at) {
        Visit furthest = null;
        for (Lane lane : subTasks) {
            Visit visit = lane.at(at);
            Stage stage = visit == null ? null : visit.stage();
            boolean matches =
                    stage != null && stage.kind() == kind && !(kind == StageKind.ACTIVE && lane.blockedAt(at) != null);
            if (matches && (furthest == null || position(visit) > position(furthest))) {
                furthest = visit;
            }
        }
        return furthest;
    }

    private int position(@Nullable Visit visit) {
        return visit == null || visit.stage() == null ? -1 : stream.position(visit.stage());
    }
}
