package dev.millrace.demo.company;

import dev.millrace.demo.company.PullRequestStep.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the pull requests that belong to no planned issue: of machines, in passing, and in a hurry. */
final class Extras {

    private static final int WEEKS = 28;
    private static final int IN_PASSING = 30;

    private final long seed;
    private final Staff staff;

    Extras(long seed, Staff staff) {
        this.seed = seed;
        this.staff = staff;
    }

    /** Every Monday night each repository gets a pull request for a new version of a library. */
    List<PullRequestPlan> updates() {
        List<PullRequestPlan> all = new ArrayList<>();
        for (int week = 0; week < WEEKS; week++) {
            for (Service service : staff.services()) {
                Draws draws = new Draws(seed, 60_000 + week * 10L + service.number());
                String title = Titles.update(draws);
                PullRequestPlan plan =
                        new PullRequestPlan(service, staff.updater, "updates/" + Titles.slug(title), title);
                Instant at = Company.START.plus(Duration.ofDays(7L * week)).plus(draws.minutes(180, 240));
                plan.commit(title, at);
                plan.createdAt = at.plusSeconds(8);
                plan.readyAt = plan.createdAt;
                Person human = draws.pick(service.team());
                Instant seen = WorkClock.after(at, draws.minutes(60, 1500));
                if (draws.chance(0.6)) {
                    plan.step(Kind.APPROVED, seen, human);
                    plan.merge(seen.plusSeconds(40), human);
                } else if (draws.chance(0.6)) {
                    plan.close(seen.plus(Duration.ofDays(7)), staff.updater);
                }
                all.add(plan);
            }
        }
        return all;
    }

    /** Small repairs without an issue. */
    List<PullRequestPlan> inPassing() {
        List<PullRequestPlan> all = new ArrayList<>();
        for (int i = 0; i < IN_PASSING; i++) {
            Draws draws = new Draws(seed, 70_000 + i);
            Service service = draws.pick(staff.services());
            Person author = draws.pick(service.team());
            String title = Titles.withoutIssue(draws);
            PullRequestPlan plan = new PullRequestPlan(service, author, Titles.slug(title) + '-' + i, title);
            Instant at = WorkClock.next(Company.START.plus(draws.minutes(60 * 24, 60 * 24 * 195)));
            plan.commit(title, at);
            plan.createdAt = at.plus(draws.minutes(2, 20));
            plan.readyAt = plan.createdAt;
            Person reviewer = draws.pick(service.team().stream()
                    .filter(person -> !person.equals(author))
                    .toList());
            plan.request(plan.readyAt.plusSeconds(3), reviewer);
            Instant approved = WorkClock.after(plan.readyAt, draws.minutes(60, 1800));
            plan.step(Kind.APPROVED, approved, reviewer);
            plan.merge(approved.plus(draws.minutes(2, 30)), author);
            all.add(plan);
        }
        return all;
    }

    /** What ends an incident: a fix with or without its key, or a revert of what was merged last. */
    PullRequestPlan hotfix(IssuePlan incident, int index, List<PullRequestPlan> written) {
        Draws draws = incident.draws;
        PullRequestPlan last = lastMerged(incident, written);
        boolean revert = index % 3 == 2 && last != null;
        boolean named = index % 3 == 0;
        String title = (named ? incident.key + ": " : "Hotfix: ") + "Repair what broke";
        PullRequestPlan plan = new PullRequestPlan(
                incident.service,
                incident.owner,
                last != null && revert
                        ? "revert-" + index + "-" + Titles.slug(last.title)
                        : "hotfix/" + (named ? incident.key : index),
                title);
        plan.reverts = revert ? last : null;
        if (named) {
            plan.issues.add(incident.key);
        }
        Instant fixed = incident.started.plus(draws.minutes(15, 70));
        plan.commit(revert ? "Revert" : title, fixed);
        plan.createdAt = fixed.plusSeconds(draws.between(30, 200));
        plan.readyAt = plan.createdAt;
        Person reviewer = incident.service
                .team()
                .get(incident.owner.equals(incident.service.team().get(0)) ? 1 : 0);
        Instant approved = plan.readyAt.plus(draws.minutes(3, 20));
        plan.step(Kind.APPROVED, approved, reviewer);
        plan.merge(approved.plusSeconds(draws.between(20, 300)), incident.owner);
        plan.redRuns = 0;
        incident.pullRequests.add(plan);
        return plan;
    }

    private static @Nullable PullRequestPlan lastMerged(IssuePlan incident, List<PullRequestPlan> written) {
        return written.stream()
                .filter(other -> other.service.equals(incident.service) && !other.author.bot())
                .filter(other -> other.mergedAt != null && other.mergedAt.isBefore(incident.created))
                .max(Comparator.comparing(other -> other.mergedAt == null ? Company.START : other.mergedAt))
                .orElse(null);
    }
}
