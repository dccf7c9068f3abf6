package dev.millrace.flow;

import dev.millrace.valuestream.DonePolicy;
import dev.millrace.valuestream.Rules;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.StageKind;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.valuestream.WaitingReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks the time axis of one item and decides for each interval which rule of the flow algebra wins. */
final class IntervalSweep {

    private final ValueStream stream;
    private final ArtifactTimeline item;
    private final Membership self;
    private final List<ArtifactTimeline> subTasks;
    private final List<ChangeTimeline> changes;
    private final boolean untraced;
    private final @Nullable Visit coding;

    IntervalSweep(
            ValueStream stream,
            ArtifactTimeline item,
            Membership self,
            List<ArtifactTimeline> subTasks,
            List<ChangeTimeline> changes,
            @Nullable Visit coding) {
        this.coding = coding;
        this.self = self;
        this.stream = stream;
        this.item = item;
        this.subTasks = subTasks;
        this.changes = changes;
        this.untraced = changes.stream().anyMatch(ChangeTimeline::untraced);
    }

    /**
     * The intervals from the item's first instant to {@code asOf}, each touching the next. A change at the instant of the report
     * gives a last interval of length 0: the item is in that state, and has spent no time there yet.
     */
    List<Interval> intervals(Instant asOf) {
        List<Instant> edges = edges(asOf);
        List<Interval> intervals = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            Instant start = edges.get(i);
            Instant end = i + 1 < edges.size() ? edges.get(i + 1) : asOf;
            Visit own = item.at(start);
            if (own != null) {
                Claim claim = decide(own, start);
                FlowRule blocked = self.holdsAt(start) ? item.blockedAt(start) : null;
                intervals.add(new Interval(start, end, own, claim.visit(), claim.rule(), blocked));
            }
        }
        return intervals;
    }

    private Claim decide(Visit own, Instant at) {
        Stage stage = own.stage();
        if (stage != null && stage.kind().closed()) {
            List<ChangeTimeline> deciding = deciding(own);
            if (deciding.stream().noneMatch(change -> awaited(change, at))) {
                return new Claim(own, deciding.isEmpty() ? FlowRule.CLOSED : FlowRule.DELIVERED);
            }
        }
        if (!self.holdsAt(at)) {
            // a part of another item, which has what was done then
            Visit elsewhere =
                    new Visit(own.artifact(), Membership.ELSEWHERE, stream.newStage(), own.start(), own.end());
            return new Claim(elsewhere, FlowRule.STATE);
        }
        boolean blocked = stage != null && stage.waitingFor() == WaitingReason.BLOCKED;
        Claim delivery = blocked ? null : deliveryAt(at);
        if (delivery != null) {
            return delivery;
        }
        boolean ownDecides = stage != null && (stage.kind() == StageKind.ACTIVE || blocked);
        if (!ownDecides) {
            Visit active = subTaskIn(StageKind.ACTIVE, at);
            if (active != null) {
                return new Claim(active, FlowRule.SUB_TASK);
            }
            Visit waiting =
                    stage != null && stage.kind() == StageKind.WAITING ? null : subTaskIn(StageKind.WAITING, at);
            if (waiting != null) {
                return new Claim(waiting, FlowRule.SUB_TASK);
            }
        }
        return new Claim(own, blocked ? FlowRule.BLOCKED_STATE : ofState(own));
    }

    private FlowRule ofState(Visit own) {
        if (own.equals(coding)) {
            return FlowRule.CODING;
        }
        return own.state().equals(Stays.UNKNOWN) ? FlowRule.UNTOLD : FlowRule.STATE;
    }

    /**
     * The changes that an item which its own tool calls done has to have in production before it is: those merged by then, or soon
     * enough after to extend the item. None where it is not known what contains a merged change: the status must do.
     */
    private List<ChangeTimeline> deciding(Visit closed) {
        if (changes.isEmpty()
                || untraced
                || closed.stage() == null
                || closed.stage().kind() != StageKind.DONE) {
            return List.of();
        }
        Instant since = doneSince(closed);
        Rules rules = stream.rulesAt(since);
        if (rules.done() == DonePolicy.TRACKED) {
            return List.of();
        }
        List<ChangeTimeline> deciding = new ArrayList<>();
        for (ChangeTimeline change : changes) {
            Instant merged = change.mergedAt();
            boolean concerns = merged != null
                    && change.decidesDone(since)
                    && (!merged.isAfter(since) || rules.reopen().extendsItem(Duration.between(since, merged)));
            if (concerns) {
                deciding.add(change);
            }
        }
        return deciding;
    }

    private static boolean awaited(ChangeTimeline change, Instant at) {
        Instant deliveredAt = change.deliveredAt();
        return deliveredAt == null || at.isBefore(deliveredAt);
    }

    /** Neighbouring done visits (Resolved, then Closed) are one run; visits of no length interrupt nothing. */
    private Instant doneSince(Visit closed) {
        Instant since = closed.start();
        List<Visit> visits = item.visits();
        for (int i = visits.indexOf(closed) - 1; i >= 0; i--) {
            Visit before = visits.get(i);
            boolean lasted = before.start().isBefore(before.endOr(since));
            boolean done = before.stage() != null && before.stage().kind() == StageKind.DONE;
            if (lasted && !done) {
                break;
            }
            since = lasted ? before.start() : since;
        }
        return since;
    }

    /** The evidence at that instant: active before waiting, else what is furthest downstream. */
    private @Nullable Claim deliveryAt(Instant at) {
        Claim decisive = null;
        for (ChangeTimeline change : changes) {
            for (Claim claim : change.claims()) {
                Visit visit = claim.visit();
                boolean covers = !visit.start().isAfter(at) && (visit.end() == null || at.isBefore(visit.end()));
                if (covers && (decisive == null || rank(visit) > rank(decisive.visit()))) {
                    decisive = claim;
                }
            }
        }
        return decisive;
    }

    private int rank(Visit visit) {
        boolean active = visit.stage() != null && visit.stage().kind() == StageKind.ACTIVE;
        return position(visit) + (active ? stream.stages().size() : 0);
    }

    /** Every instant up to {@code asOf} at which anything changes, once and in order. */
    private List<Instant> edges(Instant asOf) {
        List<Instant> all = new ArrayList<>();
        item.addChanges(all);
        self.addChanges(all);
        subTasks.forEach(timeline -> timeline.addChanges(all));
        for (ChangeTimeline change : changes) {
            for (Claim claim : change.claims()) {
                Instant end = claim.visit().end();
                all.add(claim.visit().start());
                if (end != null) {
                    all.add(end);
                }
            }
            if (change.deliveredAt() != null) {
                all.add(change.deliveredAt());
            }
        }
        all.sort(null);
        List<Instant> edges = new ArrayList<>(all.size());
        for (Instant edge : all) {
            boolean again = !edges.isEmpty() && edges.get(edges.size() - 1).equals(edge);
            if (!again && !edge.isAfter(asOf)) {
                edges.add(edge);
            }
        }
        return edges;
    }

    /** The sub-task in a stage of that kind, furthest downstream; one that is blocked waits, whatever its state says. */
    private @Nullable Visit subTaskIn(StageKind kind, Instant at) {
        Visit furthest = null;
        for (ArtifactTimeline timeline : subTasks) {
            Visit visit = effective(timeline, at);
            if (visit != null
                    && visit.stage() != null
                    && visit.stage().kind() == kind
                    && (furthest == null || position(visit) > position(furthest))) {
                furthest = visit;
            }
        }
        return furthest;
    }

    /** What a sub-task's visit stands for at an instant: under a flag or a link its work is being blocked. */
    private @Nullable Visit effective(ArtifactTimeline timeline, Instant at) {
        Visit visit = timeline.at(at);
        Stage blocked = stream.blockedStage();
        if (visit == null || visit.stage() == null || !visit.stage().kind().inFlow() || blocked == null) {
            return visit;
        }
        return timeline.blockedAt(at) == null
                ? visit
                : new Visit(visit.artifact(), visit.state(), blocked, visit.start(), visit.end());
    }

    private int position(@Nullable Visit visit) {
        return visit == null || visit.stage() == null ? -1 : stream.position(visit.stage());
    }
}
