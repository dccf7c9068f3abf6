package dev.millrace.flow.oracle;

import dev.millrace.flow.oracle.NaiveChange.Claim;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
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
 * The rules of {@code docs/definitions.md} for one item, asked from scratch at every instant at which anything changes: H in
 * {@link NaiveHistory}, T in {@link NaiveTurns}, F here and in {@link NaiveChange}, S in {@link NaiveCycle}; what follows a rule has its
 * number in its name. Slow on purpose: no state is carried from one instant to the next but where a cycle begins.
 */
public final class Oracle {

    private final ItemHistory history;
    private final ValueStream stream;
    private final StateCatalogue catalogue;
    private final Instant asOf;
    private final List<ArtifactHistory> others;
    private final NaiveHistory item;
    private final NaiveBlocks blocks;
    private final List<NaiveChange> changes;
    private final NaiveParent itself;
    private final List<NaiveParent> subTasks;
    private final ArtifactId self;
    private final @Nullable Instant coding;
    private final SortedSet<Instant> points;

    private Oracle(
            ItemHistory history,
            ValueStream stream,
            StateCatalogue catalogue,
            Instant asOf,
            List<ArtifactHistory> others) {
        this.others = others;
        this.history = history;
        this.stream = stream;
        this.catalogue = catalogue;
        this.asOf = asOf;
        this.item = issue(history.item());
        this.blocks = new NaiveBlocks(history.blockers(), stream, catalogue, asOf);
        this.self = history.item().artifact();
        this.changes = history.changes().stream()
                .map(change -> new NaiveChange(change, stream.delivery(), asOf))
                .toList();
        this.itself = new NaiveParent(history.item(), history);
        this.subTasks = history.subTasks().stream()
                .map(subTask -> new NaiveParent(subTask, history))
                .toList();
        List<NaiveHistory.Held> own = item.h1Visits();
        boolean isPullRequest = self.kind() == ArtifactKind.PULL_REQUEST && !own.isEmpty();
        this.coding = isPullRequest
                ? new NaiveTurns(history.item(), stream.delivery(), asOf)
                        .t1CodingSince(own.get(0).since())
                : null;
        Instant begin = own.isEmpty() ? asOf : coding == null ? own.get(0).since() : coding;
        this.points = Points.of(history, begin, asOf);
    }

    /** The item's cycles as of an instant; none if it did not exist by then. The others are issues, it may be among them. */
    public static List<NaiveCycle> cycles(
            ItemHistory history,
            ValueStream stream,
            StateCatalogue catalogue,
            Instant asOf,
            List<ArtifactHistory> others) {
        Oracle oracle = new Oracle(history, stream, catalogue, asOf, others);
        return oracle.item.h1Visits().isEmpty() ? List.of() : oracle.cycles();
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
        boolean codingKnown = self.kind() != ArtifactKind.PULL_REQUEST || coding != null;
        return new NaiveCycles(
                        stream,
                        history,
                        item,
                        issues(),
                        asOf,
                        codingKnown,
                        new NaiveOthers(others, stream, catalogue, asOf))
                .divide(s3FirstDone(moments));
    }

    private List<NaiveHistory> issues() {
        List<NaiveHistory> issues = new ArrayList<>(List.of(item));
        history.subTasks().forEach(subTask -> issues.add(issue(subTask)));
        return issues;
    }

    /** Where the first done counts by the rules of the day it was done, nothing that happens afterwards does. */
    private List<Moment> s3FirstDone(List<Moment> moments) {
        Moment first = null;
        Moment before = null;
        List<Moment> seen = new ArrayList<>();
        for (Moment moment : moments) {
            boolean counts = isDone(moment)
                    && !isDone(before)
                    && NaiveHistory.h4RulesAt(stream, moment.at()).reopen().mode() == ReopenPolicy.Mode.FIRST_DONE;
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
        if (coding != null && !item.existsAt(at)) {
            return f3aCoding(at);
        }
        Stage own = item.stageAt(at);
        Moment closed = f1DoneOrCancelled(at, own);
        if (closed != null) {
            return closed;
        }
        if (!itself.s9Claims(at)) {
            return new Moment(at, s9NotBegun(), "F4b", self, self, null);
        }
        String blocked = blocks.at(history.item(), at);
        if (own != null && own.waitingFor() == WaitingReason.BLOCKED) {
            return new Moment(at, own, "F2c", self, self, blocked);
        }
        Claim claim = f3StrongestClaim(at);
        if (claim != null) {
            // Which of several in the same stage is named as the source is not the rules' business.
            return new Moment(at, claim.stage(), claim.rule(), self, self, blocked);
        }
        Claim subTask = f4aSubTask(at, own);
        return subTask != null
                ? new Moment(at, subTask.stage(), subTask.rule(), self, subTask.source(), blocked)
                : f4bOwnState(at, own, blocked);
    }

    /** While it was a part of another item it had not begun for itself. */
    private @Nullable Stage s9NotBegun() {
        return stream.stages().stream()
                .filter(stage -> stage.kind() == StageKind.NEW)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Moment f1DoneOrCancelled(Instant at, @Nullable Stage own) {
        if (own == null || !own.kind().closed()) {
            return null;
        }
        List<NaiveChange> owed = f1bOwed(at);
        boolean delivered = owed.stream().allMatch(change -> change.deliveredBy(at));
        return delivered ? new Moment(at, own, owed.isEmpty() ? "F1a" : "F1b", self, self, null) : null;
    }

    /** The merged changes that an item which is called done has to have in production. */
    private List<NaiveChange> f1bOwed(Instant at) {
        if (item.kindAt(at) != StageKind.DONE) {
            return List.of();
        }
        Instant called = doneSince(at);
        Rules rules = NaiveHistory.h4RulesAt(stream, called);
        List<NaiveChange> owed = new ArrayList<>();
        for (NaiveChange change : changes) {
            Instant merged = change.mergedAt();
            Instant first = change.change().service().firstProduction();
            if (merged == null || first == null) {
                continue;
            }
            if (!change.change().traced() || rules.done() == DonePolicy.TRACKED) {
                return List.of();
            }
            boolean ofThisRun = !merged.isAfter(called) || NaiveCycles.s3ExtendsItem(rules, called, merged);
            if (!called.isBefore(first) && ofThisRun) {
                owed.add(change);
            }
        }
        return owed;
    }

    /** Since when the item has been called done without an interruption that lasted. */
    private Instant doneSince(Instant at) {
        Instant since = at;
        List<Instant> before = new ArrayList<>(points.headSet(at.plusMillis(1)));
        for (int i = before.size() - 1; i >= 0; i--) {
            if (!item.existsAt(before.get(i)) || item.kindAt(before.get(i)) != StageKind.DONE) {
                break;
            }
            since = before.get(i);
        }
        return since;
    }

    private Moment f3aCoding(Instant at) {
        return new Moment(at, stream.delivery().coding(), "F3a", self, self, null);
    }

    /** Active before waiting, then whatever is furthest downstream. */
    private @Nullable Claim f3StrongestClaim(Instant at) {
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

    private @Nullable Claim f4aSubTask(Instant at, @Nullable Stage own) {
        Claim active = own != null && own.kind() == StageKind.ACTIVE ? null : subTaskIn(at, StageKind.ACTIVE);
        if (active != null) {
            return active;
        }
        return own != null && own.kind().inFlow() ? null : subTaskIn(at, StageKind.WAITING);
    }

    /** A blocked sub-task waits, whatever its state says of the work on it. */
    private @Nullable Claim subTaskIn(Instant at, StageKind kind) {
        Claim best = null;
        for (NaiveParent subTask : subTasks) {
            NaiveHistory issue = issue(subTask.history());
            Stage stage = issue.existsAt(at) && subTask.s9Claims(at) ? issue.stageAt(at) : null;
            if (stage == null || !stage.kind().inFlow()) {
                continue;
            }
            boolean blocked = blocks.at(subTask.history(), at) != null;
            if (blocked && stream.blockedStage() != null) {
                stage = stream.blockedStage();
            }
            StageKind means = blocked ? StageKind.WAITING : stage.kind();
            if (means == kind && (best == null || stream.position(stage) > stream.position(best.stage()))) {
                best = new Claim(stage, subTask.history().artifact(), "F4a");
            }
        }
        return best;
    }

    private Moment f4bOwnState(Instant at, @Nullable Stage own, @Nullable String blocked) {
        return new Moment(at, own, item.unknownAt(at) ? "F4c" : "F4b", self, self, blocked);
    }

    private NaiveHistory issue(ArtifactHistory of) {
        return new NaiveHistory(of, stream, catalogue, asOf);
    }
}
