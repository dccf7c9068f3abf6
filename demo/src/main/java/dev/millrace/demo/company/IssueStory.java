package dev.millrace.demo.company;

import dev.millrace.demo.company.IssuePlan.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what happens to an issue until its code is merged. */
final class IssueStory {

    private static final double SECOND_PULL_REQUEST = 0.08;
    private static final double FORGETS_THE_STATUS = 0.12;
    private static final double FLAGGED = 0.07;
    private static final double BLOCKED = 0.05;

    private final Staff staff;

    IssueStory(Staff staff) {
        this.staff = staff;
    }

    /** Writes one issue; {@code earlier} are those written before it. */
    void write(IssuePlan plan, List<IssuePlan> earlier) {
        if (plan.movesTo != null) {
            move(plan);
        }
        switch (plan.type) {
            case EPIC, INITIATIVE -> holder(plan);
            case SUB_TASK -> plan.started = plan.created;
            default -> {
                if (plan.partner != null) {
                    together(plan, plan.partner);
                } else {
                    alone(plan, earlier);
                }
            }
        }
    }

    /** Sub-tasks are worked on one after the other while their parent's code is written. */
    static void subTask(IssuePlan plan, IssuePlan parent) {
        if (parent.pullRequests.isEmpty()) {
            return;
        }
        Instant begin = latest(parent.started, plan.created).plus(plan.draws.minutes(10, 200));
        Instant end = latest(begin.plus(Duration.ofHours(1)), parent.pullRequests.get(0).readyAt);
        plan.assign(begin, plan.owner, plan.owner);
        plan.move(begin, plan.owner, Status.IN_PROGRESS);
        plan.move(end.plus(plan.draws.minutes(5, 200)), plan.owner, Status.DONE, Resolution.DONE);
    }

    private static void move(IssuePlan plan) {
        SimulatedProject target = SimulatedProject.of(plan.movedKey.substring(0, plan.movedKey.indexOf('-')));
        plan.changes.add(new IssuePlan.PlannedChange(
                plan.movesAt(),
                plan.creator,
                List.of(
                        new FieldChange(
                                "project",
                                "project",
                                SimulatedProject.of(plan.project).id(),
                                SimulatedProject.of(plan.project).title(),
                                target.id(),
                                target.title()),
                        new FieldChange("Key", null, null, plan.key, null, plan.movedKey))));
    }

    /** An epic is closed some weeks after the last issue was written for it; an initiative goes on. */
    private static void holder(IssuePlan plan) {
        Instant begin = WorkClock.after(plan.created, plan.draws.minutes(600, 3000));
        plan.started = begin;
        plan.move(begin, plan.owner, Status.IN_PROGRESS);
        if (plan.type == IssueType.EPIC) {
            Instant end = plan.created.plus(Backlog.EPIC_GROWS).plus(Duration.ofDays(plan.draws.between(16, 30)));
            plan.move(WorkClock.next(end), plan.owner, Status.DONE, Resolution.DONE);
        }
    }

    private void alone(IssuePlan plan, List<IssuePlan> earlier) {
        Draws draws = plan.draws;
        if (plan.fate == Fate.FORGOTTEN) {
            return;
        }
        if (plan.fate == Fate.REJECTED_EARLY) {
            reject(plan, plan.created.plus(draws.minutes(60 * 24, 60 * 24 * 25)));
            return;
        }
        boolean urgent = plan.type == IssueType.INCIDENT;
        Instant earliest = plan.movesTo == null ? plan.created : plan.movesAt();
        plan.started = urgent
                ? earliest.plus(draws.minutes(4, 15))
                : WorkClock.after(earliest, draws.around(Duration.ofHours(26), 0.8));
        plan.assign(plan.started.minusSeconds(draws.between(10, 200)), plan.owner, plan.owner);
        plan.move(plan.started, plan.owner, Status.IN_PROGRESS);
        if (urgent) {
            return;
        }
        interrupt(plan, earlier);
        CodeStory story = new CodeStory(staff, plan, plan.service, plan.owner);
        PullRequestPlan first = story.write(plan.started, 1, "");
        if (!draws.chance(FORGETS_THE_STATUS)) {
            plan.move(first.readyAt.plus(draws.minutes(1, 45)), plan.owner, Status.IN_REVIEW);
        }
        if (plan.fate == Fate.REJECTED_LATE) {
            Instant end = WorkClock.after(first.readyAt, draws.minutes(600, 4000));
            first.close(end, plan.owner);
            reject(plan, end.plus(draws.minutes(1, 30)));
            return;
        }
        if (draws.chance(0.02)) {
            Instant closed = first.readyAt.plus(draws.minutes(20, 50));
            first.step(PullRequestStep.Kind.CLOSED, closed, plan.owner);
            first.step(PullRequestStep.Kind.REOPENED, closed.plus(draws.minutes(3, 9)), plan.owner);
        }
        story.reviewAndMerge(first);
        if (draws.chance(SECOND_PULL_REQUEST) && plan.fate == Fate.DELIVERED) {
            Service other = draws.chance(0.3) ? draws.pick(staff.services()) : plan.service;
            CodeStory second = new CodeStory(staff, plan, other, draws.pick(other.team()));
            second.reviewAndMerge(second.write(WorkClock.after(first.readyAt, draws.minutes(60, 300)), 0.5, "-2"));
        }
    }

    /** A second issue that is done with the first one's pull request. */
    private void together(IssuePlan plan, IssuePlan first) {
        if (first.pullRequests.isEmpty()) {
            return;
        }
        PullRequestPlan shared = first.pullRequests.get(0);
        shared.title = plan.key + " " + shared.title;
        shared.issues.add(plan.key);
        plan.started = latest(first.started, plan.created).plus(plan.draws.minutes(5, 90));
        plan.assign(plan.started.minusSeconds(20), plan.owner, plan.owner);
        plan.move(plan.started, plan.owner, Status.IN_PROGRESS);
        plan.move(latest(shared.readyAt, plan.started).plus(plan.draws.minutes(2, 20)), plan.owner, Status.IN_REVIEW);
    }

    private static void interrupt(IssuePlan plan, List<IssuePlan> earlier) {
        Draws draws = plan.draws;
        Instant at = plan.started.plus(draws.minutes(60, 600));
        if (draws.chance(FLAGGED)) {
            plan.add(at, plan.owner, FieldChange.flag(true));
            plan.add(WorkClock.after(at, draws.minutes(120, 1500)), plan.owner, FieldChange.flag(false));
        } else if (draws.chance(BLOCKED)) {
            IssuePlan blocker = open(earlier, plan);
            if (blocker != null) {
                plan.add(at, plan.owner, FieldChange.blockedBy(blocker.lastKey()));
                blocker.add(at, plan.owner, FieldChange.blocks(plan.lastKey()));
            }
        }
    }

    /** The youngest earlier issue of the same service that is being worked on; null if there is none. */
    private static @Nullable IssuePlan open(List<IssuePlan> earlier, IssuePlan plan) {
        for (int i = earlier.size() - 1; i >= 0; i--) {
            IssuePlan other = earlier.get(i);
            boolean begun = other.started.isBefore(plan.started) && !other.pullRequests.isEmpty();
            if (other.service.equals(plan.service) && begun && other.movesTo == null && !other.type.holds()) {
                return other;
            }
        }
        return null;
    }

    private void reject(IssuePlan plan, Instant at) {
        Resolution why =
                plan.draws.pick(List.of(Resolution.WONT_DO, Resolution.DUPLICATE, Resolution.CANNOT_REPRODUCE));
        Status status = plan.draws.chance(0.7) ? Status.REJECTED : Status.DONE;
        plan.move(at, plan.draws.pick(staff.owners), status, why);
    }

    static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
