package dev.millrace.demo.company;

import dev.millrace.demo.company.PullRequestStep.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Writes one pull request from the first line of code to the merge. Here the company's constraint is built in. */
final class CodeStory {

    /** How long a change waits for its first review until that gets worse; the longest wait by construction. */
    private static final Duration REVIEW_WAIT = Duration.ofHours(7);
    /** How much of that is added from {@link Company#REVIEW_SLOWS} to the end, evenly. */
    private static final double REVIEW_GROWTH = 2.4;

    private static final Duration SECOND_WAIT = Duration.ofHours(5);
    private static final Duration REWORK = Duration.ofHours(3);
    private static final Duration MERGE_WAIT = Duration.ofMinutes(50);
    private static final int MAX_ROUNDS = 4;
    private static final double SPREAD = 0.6;

    private final Staff staff;
    private final IssuePlan issue;
    private final Service service;
    private final Person author;
    private final Draws draws;
    private final boolean atNight;

    CodeStory(Staff staff, IssuePlan issue, Service service, Person author) {
        this.staff = staff;
        this.issue = issue;
        this.service = service;
        this.author = author;
        this.draws = issue.draws;
        this.atNight = draws.chance(0.1);
    }

    /**
     * Writes a pull request and moves the issue with it.
     *
     * @param begin when its author begins
     * @param share how much of the issue's work it is
     * @param name distinguishes its branch from the issue's others; may be empty
     */
    PullRequestPlan write(Instant begin, double share, String name) {
        String key = issue.movedKey.isEmpty() || draws.chance(0.4) ? issue.key : issue.movedKey;
        String kind = issue.type == IssueType.BUG ? "fix/" : "feature/";
        PullRequestPlan plan = new PullRequestPlan(
                service,
                author,
                kind + key + '-' + Titles.slug(issue.title) + name,
                key + (draws.chance(0.5) ? ": " : " ") + issue.title + (name.isEmpty() ? "" : " (part 2)"));
        plan.body = draws.chance(0.5) ? "Implements " + key + "." : "";
        plan.issues.add(key);
        issue.pullRequests.add(plan);
        code(plan, begin, share, key);
        return plan;
    }

    /** Writes review, rework and merge behind {@link #write}. */
    void reviewAndMerge(PullRequestPlan plan) {
        Instant approved = review(plan);
        Instant merged = pass(approved, draws.around(MERGE_WAIT, 0.9));
        if (draws.chance(0.12)) {
            plan.rebase(merged.minus(draws.minutes(12, 30)));
        }
        plan.merge(merged, draws.chance(0.8) ? author : reviewer());
    }

    private void code(PullRequestPlan plan, Instant begin, double share, String key) {
        int commits = draws.between(1, 5);
        Duration coding = draws.around(Duration.ofMinutes(Math.round(issue.type.codingHours() * 60 * share)), 0.55);
        plan.draft = commits > 1 && draws.chance(0.35);
        Instant now = begin;
        Instant first = begin;
        for (int i = 0; i < commits; i++) {
            now = pass(now, coding.dividedBy(commits));
            plan.commit(message(key, i), now);
            first = i == 0 ? now : first;
        }
        plan.createdAt = (plan.draft ? first : now).plus(draws.minutes(2, 15));
        plan.readyAt = plan.draft ? now.plus(draws.minutes(16, 50)) : plan.createdAt;
        if (plan.draft) {
            plan.step(Kind.READY_FOR_REVIEW, plan.readyAt, author);
            if (draws.chance(0.2)) {
                backToDraft(plan, key);
            }
        }
        plan.request(plan.readyAt.plusSeconds(plan.draft ? 5 : 2), reviewer());
        if (service.equals(staff.orders)) {
            plan.step(Kind.COMMENTED, plan.readyAt.plus(draws.seconds(40, 150)), staff.linter);
        }
    }

    private void backToDraft(PullRequestPlan plan, String key) {
        Instant back = pass(plan.readyAt, draws.minutes(10, 60));
        plan.step(Kind.CONVERTED_TO_DRAFT, back, author);
        Instant again = pass(back, draws.minutes(60, 300));
        plan.commit(message(key, 7), again);
        plan.readyAt = again.plus(draws.minutes(3, 10));
        plan.step(Kind.READY_FOR_REVIEW, plan.readyAt, author);
    }

    private Instant review(PullRequestPlan plan) {
        Person reviewer = reviewer();
        Instant asked = plan.readyAt;
        for (int round = 1; ; round++) {
            Duration median = round == 1 ? REVIEW_WAIT : SECOND_WAIT;
            Instant at = WorkClock.after(asked, draws.around(grown(median, asked), SPREAD));
            if (draws.chance(0.1)) {
                Instant remark =
                        WorkClock.after(asked, draws.around(grown(median, asked).dividedBy(2), 0.3));
                if (remark.isBefore(at)) {
                    plan.step(Kind.COMMENTED, remark, reviewer);
                }
            }
            if (round == MAX_ROUNDS || !draws.chance(round == 1 ? 0.42 : 0.2)) {
                plan.step(Kind.APPROVED, at, reviewer);
                return at;
            }
            plan.step(Kind.CHANGES_REQUESTED, at, reviewer);
            Instant fixed = pass(at, draws.around(REWORK, SPREAD));
            plan.commit("Address review remarks", fixed);
            asked = fixed.plus(draws.minutes(2, 12));
            plan.request(asked, reviewer);
            if (draws.chance(0.4)) {
                issue.move(at.plus(draws.minutes(2, 40)), author, Status.IN_PROGRESS);
                issue.move(asked.plus(draws.minutes(1, 20)), author, Status.IN_REVIEW);
            }
        }
    }

    private static Duration grown(Duration median, Instant at) {
        double passed = (double) Duration.between(Company.REVIEW_SLOWS, at).toHours()
                / Duration.between(Company.REVIEW_SLOWS, Company.END).toHours();
        return Duration.ofSeconds(Math.round(
                median.toSeconds() * (1 + REVIEW_GROWTH * Math.max(0, Math.min(1, passed)))));
    }

    /** The two most senior people of a team get most requests. */
    private Person reviewer() {
        List<Person> others =
                service.team().stream().filter(person -> !person.equals(author)).toList();
        return draws.pick(draws.chance(0.7) ? others.subList(0, 2) : others);
    }

    private String message(String key, int index) {
        return switch (index % 4) {
            case 0 -> key + " " + issue.title;
            case 1 -> "Add tests";
            case 2 -> "Handle the empty case, see " + key;
            default -> "Tidy up";
        };
    }

    /** Working time for most, all hours for some. */
    private Instant pass(Instant from, Duration work) {
        return atNight ? from.plus(work.multipliedBy(13).dividedBy(10)) : WorkClock.after(from, work);
    }
}
