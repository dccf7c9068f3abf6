package dev.millrace.flow.oracle;

import dev.millrace.flow.oracle.NaiveChange.Claim;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.DonePolicy;
import dev.millrace.valuestream.ReopenPolicy;
import dev.millrace.valuestream.Rules;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.StageKind;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.valuestream.WaitingReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The flow rules of one item, asked from scratch at every instant at which anything changes. Slow on purpose: no state is
 * carried from one instant to the next but where a cycle begins.
 */
public final class Oracle {

    private final ItemHistory history;
    private final ValueStream stream;
    private final StateCatalogue catalogue;
    private final Instant asOf;
    private final NaiveIssue item;
    private final List<NaiveChange> changes;
    private final SortedSet<Instant> points;

    private Oracle(ItemHistory history, ValueStream stream, StateCatalogue catalogue, Instant asOf) {
        this.history = history;
        this.stream = stream;
        this.catalogue = catalogue;
        this.asOf = asOf;
        this.item = issue(history.item());
        this.changes = history.changes().stream()
                .map(change -> new NaiveChange(change, stream.delivery(), asOf))
                .toList();
        this.points = Points.of(history, item.begin(), asOf);
    }

    /** The item's cycles as of an instant; none if it did not exist by then. */
    public static List<NaiveCycle> cycles(
            ItemHistory history, ValueStream stream, StateCatalogue catalogue, Instant asOf) {
        Oracle oracle = new Oracle(history, stream, catalogue, asOf);
        return oracle.item.begin().isAfter(asOf) ? List.of() : oracle.cycles();
    }

    private List<NaiveCycle> cycles() {
        List<Moment> moments = new ArrayList<>();
        Instant previous = null;
        for (Instant point : points) {
            if (previous != null) {
                checkNothingHappensBetween(previous, point);
            }
            moments.add(moment(point));
            previous = point;
        }
        return NaiveCycle.divide(
                stream, firstDone(moments), asOf, new NaiveCycle.Known(observable(), item, startedLate()));
    }

    /** Where the first done counts by the rules of the day it was done, nothing that happens afterwards does. */
    private List<Moment> firstDone(List<Moment> moments) {
        Moment first = null;
        Moment before = null;
        List<Moment> seen = new ArrayList<>();
        for (Moment moment : moments) {
            boolean counts = isDone(moment)
                    && !isDone(before)
                    && NaiveIssue.rulesAt(stream, moment.at()).reopen().mode() == ReopenPolicy.Mode.FIRST_DONE;
            before = moment;
            first = first == null && counts ? moment : first;
            seen.add(
                    first == null
                            ? moment
                            : new Moment(moment.at(), first.stage(), first.rule(), first.item(), first.source(), null));
        }
        return seen;
    }

    private static boolean isDone(@Nullable Moment moment) {
        return moment != null && moment.rule().startsWith("F1") && moment.kind() == StageKind.DONE;
    }

    /** Guards the oracle itself: a rule must give the same answer all the way from one point to the next. */
    private void checkNothingHappensBetween(Instant from, Instant to) {
        Instant middle = from.plusMillis(Duration.between(from, to).toMillis() / 2);
        Instant last = to.minusMillis(1);
        for (Instant probe : List.of(middle, last)) {
            if (probe.isAfter(from) && !moment(probe).sameAs(moment(from))) {
                throw new IllegalStateException("the oracle missed a change between " + from + " and " + to);
            }
        }
    }

    /** The rules, in their order. */
    private Moment moment(Instant at) {
        Stage own = item.stageAt(at);
        ArtifactId self = history.item().artifact();
        if (own != null && own.kind().closed()) {
            List<NaiveChange> deciding = deciding(at);
            boolean owes = deciding.stream().anyMatch(change -> !change.deliveredBy(at));
            if (!owes) {
                return new Moment(at, own, deciding.isEmpty() ? "F1a" : "F1b", self, self, null);
            }
        }
        String blocked = item.flaggedAt(at) ? "F2a" : item.blockedByLinkAt(at, history.blockers()) ? "F2b" : null;
        boolean onHold = own != null && own.waitingFor() == WaitingReason.BLOCKED;
        if (onHold) {
            return new Moment(at, own, "F2c", self, self, blocked);
        }
        Claim delivery = deliveryAt(at);
        if (delivery != null) {
            // Which of several in the same stage is named as the source is not the rules' business.
            return new Moment(at, delivery.stage(), delivery.rule(), self, self, blocked);
        }
        if (own == null || own.kind() != StageKind.ACTIVE) {
            Claim active = subTaskAt(at, StageKind.ACTIVE);
            if (active != null) {
                return new Moment(at, active.stage(), "F4a", self, active.source(), blocked);
            }
        }
        if (own == null || !own.kind().inFlow()) {
            Claim waiting = subTaskAt(at, StageKind.WAITING);
            if (waiting != null) {
                return new Moment(at, waiting.stage(), "F4a", self, waiting.source(), blocked);
            }
        }
        return new Moment(at, own, "F4b", self, self, blocked);
    }

    /**
     * The merged changes that an item which is called done has to have in production, where that counts: the service had
     * been to production before the item was called done, and it is known what contains every merged change.
     */
    private List<NaiveChange> deciding(Instant at) {
        if (item.kindAt(at) != StageKind.DONE) {
            return List.of();
        }
        Instant called = doneSince(at);
        List<NaiveChange> deciding = new ArrayList<>();
        for (NaiveChange change : changes) {
            Instant merged = change.mergedAt();
            Instant first = change.change().service().firstProduction();
            if (merged == null || first == null) {
                continue;
            }
            if (!change.change().traced()) {
                return List.of();
            }
            Rules rules = NaiveIssue.rulesAt(stream, called);
            if (rules.done() == DonePolicy.TRACKED) {
                return List.of();
            }
            boolean ofThisRun = !merged.isAfter(called) || NaiveCycle.extendsItem(rules, called, merged);
            if (!called.isBefore(first) && ofThisRun) {
                deciding.add(change);
            }
        }
        return deciding;
    }

    /** Since when the item has been called done without an interruption that lasted. */
    private Instant doneSince(Instant at) {
        Instant since = at;
        List<Instant> before = new ArrayList<>(points.headSet(at.plusMillis(1)));
        for (int i = before.size() - 1; i >= 0 && item.kindAt(before.get(i)) == StageKind.DONE; i--) {
            since = before.get(i);
        }
        return since;
    }

    /** Active before waiting, then whatever is furthest downstream. */
    private @Nullable Claim deliveryAt(Instant at) {
        List<Claim> claims = new ArrayList<>();
        changes.forEach(change -> claims.addAll(change.claimsAt(at)));
        boolean active = claims.stream().anyMatch(claim -> claim.stage().kind() == StageKind.ACTIVE);
        Claim best = null;
        for (Claim claim : claims) {
            boolean counts = !active || claim.stage().kind() == StageKind.ACTIVE;
            if (counts && (best == null || stream.position(claim.stage()) > stream.position(best.stage()))) {
                best = claim;
            }
        }
        return best;
    }

    /** A blocked sub-task waits, whatever its state says of the work on it. */
    private @Nullable Claim subTaskAt(Instant at, StageKind kind) {
        Claim best = null;
        for (ArtifactHistory subTask : history.subTasks()) {
            NaiveIssue issue = issue(subTask);
            boolean there = issue.existsAt(at) && issue.partOf(history.item().artifact(), at);
            Stage stage = there ? issue.stageAt(at) : null;
            if (stage == null || !stage.kind().inFlow()) {
                continue;
            }
            boolean blocked = issue.flaggedAt(at) || issue.blockedByLinkAt(at, history.blockers());
            if (blocked && stream.blockedStage() != null) {
                stage = stream.blockedStage();
            }
            StageKind means = blocked ? StageKind.WAITING : stage.kind();
            if (means == kind && (best == null || stream.position(stage) > stream.position(best.stage()))) {
                best = new Claim(stage, subTask.artifact(), "F4a");
            }
        }
        return best;
    }

    /** Whether waiting could have been seen at all: by a change, or by a waiting state of its own or of a sub-task. */
    private boolean observable() {
        return !changes.isEmpty()
                || item.waited()
                || history.subTasks().stream()
                        .anyMatch(subTask -> issue(subTask).waited());
    }

    /** Whether the first cycle began active or waiting before anything that is known of it. */
    private boolean startedLate() {
        StageKind kind = item.closedAtFirst(item.begin()) ? null : item.kindOf(item.first(), item.begin());
        return item.begin().isBefore(item.created()) && (kind == StageKind.ACTIVE || kind == StageKind.WAITING);
    }

    private NaiveIssue issue(ArtifactHistory of) {
        return new NaiveIssue(of, stream, catalogue, asOf);
    }
}
