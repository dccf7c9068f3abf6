package dev.millrace.demo.company;

import dev.millrace.demo.company.IssuePlan.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the end of issues whose code is merged: tests, release, done, and opened again. */
final class Ending {

    /** When environments first had an issue's last change; null if they never did. */
    interface Arrivals {
        /** On staging. */
        @Nullable Instant staging(IssuePlan plan);

        /** In production. */
        @Nullable Instant production(IssuePlan plan);
    }

    private static final double TEST_FAILS = 0.06;

    private Ending() {}

    /** Opens an issue again that was done soon after its merge; the pull request that follows is added to the plan. */
    static void reopen(IssuePlan plan, Staff staff) {
        Instant merged = plan.merged();
        if (merged == null) {
            return;
        }
        Draws draws = plan.draws;
        Instant done = WorkClock.after(merged, draws.minutes(20, 200));
        plan.move(done, plan.owner, Status.DONE, Resolution.DONE);
        int days = plan.fate == Fate.REOPENED_SOON ? draws.between(2, 9) : draws.between(20, 36);
        Instant again = WorkClock.next(done.plus(Duration.ofDays(days)));
        plan.move(again, draws.pick(staff.owners), Status.IN_PROGRESS);
        CodeStory story = new CodeStory(staff, plan, plan.service, plan.owner);
        PullRequestPlan request = story.write(again.plus(draws.minutes(5, 60)), 0.4, "-again");
        plan.move(request.readyAt.plus(draws.minutes(1, 30)), plan.owner, Status.IN_REVIEW);
        story.reviewAndMerge(request);
    }

    /** Ends an issue, in one of the three ways people end them. */
    static void write(IssuePlan plan, Arrivals arrivals) {
        Instant merged = plan.merged();
        boolean rejected = plan.fate == Fate.REJECTED_EARLY || plan.fate == Fate.REJECTED_LATE;
        if (merged == null || merged.isAfter(Company.END) || rejected) {
            return;
        }
        Draws draws = plan.draws;
        boolean jenkins = plan.service.releasing() == Service.Releasing.TWICE_A_WEEK;
        if (plan.type == IssueType.INCIDENT) {
            Instant live = arrivals.production(plan);
            plan.move(
                    live == null ? merged : live.plus(draws.minutes(2, 20)), plan.owner, Status.DONE, Resolution.DONE);
        } else if (plan.fate == Fate.REOPENED_SOON
                || plan.fate == Fate.REOPENED_LATE
                || draws.chance(jenkins ? 0.1 : 0.3)) {
            Instant done = WorkClock.after(merged, draws.minutes(10, 240));
            plan.move(done, plan.owner, Status.DONE, Resolution.DONE);
        } else {
            test(plan, arrivals, draws.chance(jenkins ? 0.85 : 0.4));
        }
    }

    private static void test(IssuePlan plan, Arrivals arrivals, boolean afterRelease) {
        Draws draws = plan.draws;
        Instant staged = arrivals.staging(plan);
        if (staged == null) {
            return;
        }
        Person tester = draws.pick(List.of(plan.owner, plan.creator));
        Instant begin = WorkClock.after(staged, draws.around(Duration.ofMinutes(60), 0.8));
        plan.move(begin, tester, Status.IN_TEST);
        Instant end = WorkClock.after(begin, draws.around(Duration.ofMinutes(110), 0.7));
        if (draws.chance(TEST_FAILS)) {
            plan.move(end, tester, Status.IN_PROGRESS);
            Instant again = WorkClock.after(end, draws.minutes(30, 240));
            plan.move(again, plan.owner, Status.IN_TEST);
            end = WorkClock.after(again, draws.minutes(20, 90));
        }
        if (!afterRelease) {
            plan.move(end, tester, Status.DONE, Resolution.DONE);
            return;
        }
        plan.move(end, tester, Status.READY_FOR_RELEASE);
        Instant live = arrivals.production(plan);
        if (live != null) {
            plan.move(
                    IssueStory.latest(live, end).plus(draws.minutes(5, 120)), plan.owner, Status.DONE, Resolution.DONE);
        }
    }
}
