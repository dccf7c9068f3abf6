package dev.millrace.demo.company;

import dev.millrace.demo.company.PullRequestStep.Kind;
import java.time.Instant;

/**
 * The one issue whose every instant is written by hand, so that a reader can follow its figures. A draft, two rounds of review
 * with a weekend in the second, a red build, and Done before its deployment.
 */
final class Showcase {

    private Showcase() {}

    static IssuePlan plan(long seed, Staff staff) {
        IssuePlan plan = new IssuePlan(
                new Draws(seed, 50_000),
                staff.orders,
                IssueType.STORY,
                "Let customers change the delivery window",
                staff.owners.get(0),
                staff.developers.get(2),
                at("2026-10-01T07:30:00Z"));
        plan.started = at("2026-10-06T07:00:00Z");
        return plan;
    }

    /** Writes the story; the key must be known. */
    static void write(IssuePlan plan, Staff staff) {
        Person author = plan.owner;
        Person reviewer = staff.developers.get(0);
        plan.assign(at("2026-10-06T06:59:00Z"), author, author);
        plan.move(at("2026-10-06T07:00:00Z"), author, Status.IN_PROGRESS);
        PullRequestPlan request = new PullRequestPlan(
                staff.orders, author, "feature/" + plan.key + "-delivery-window", plan.key + ": " + plan.title);
        request.body = "Implements " + plan.key + ".";
        request.issues.add(plan.key);
        request.draft = true;
        request.commit(plan.key + " Store the chosen window", at("2026-10-06T09:20:00Z"));
        request.createdAt = at("2026-10-06T09:30:00Z");
        request.commit("Show the window on the order page", at("2026-10-06T14:40:00Z"));
        request.readyAt = at("2026-10-07T08:00:00Z");
        request.step(Kind.READY_FOR_REVIEW, request.readyAt, author);
        request.request(at("2026-10-07T08:00:05Z"), reviewer);
        request.step(Kind.COMMENTED, at("2026-10-07T08:01:30Z"), staff.linter);
        plan.move(at("2026-10-07T08:05:00Z"), author, Status.IN_REVIEW);
        request.step(Kind.CHANGES_REQUESTED, at("2026-10-09T08:00:00Z"), reviewer);
        plan.move(at("2026-10-09T08:30:00Z"), author, Status.IN_PROGRESS);
        request.commit("Refuse windows in the past", at("2026-10-09T11:55:00Z"));
        request.request(at("2026-10-09T12:00:00Z"), reviewer);
        plan.move(at("2026-10-09T12:10:00Z"), author, Status.IN_REVIEW);
        request.step(Kind.APPROVED, at("2026-10-12T10:00:00Z"), reviewer);
        request.merge(at("2026-10-12T13:30:00Z"), author);
        request.redRuns = 1;
        plan.pullRequests.add(request);
    }

    /** It is tested and done on the day of its merge, before the next day's deployment. */
    static void finish(IssuePlan plan) {
        plan.move(at("2026-10-12T15:30:00Z"), plan.owner, Status.IN_TEST);
        plan.move(at("2026-10-12T16:10:00Z"), plan.owner, Status.DONE, Resolution.DONE);
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
