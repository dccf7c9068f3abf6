package dev.millrace.demo.bench;

import static dev.millrace.demo.bench.Workflow.DONE;
import static dev.millrace.demo.bench.Workflow.IN_PROGRESS;
import static dev.millrace.demo.bench.Workflow.IN_QA;
import static dev.millrace.demo.bench.Workflow.IN_REVIEW;
import static dev.millrace.demo.bench.Workflow.READY_FOR_QA;
import static dev.millrace.demo.bench.Workflow.SELECTED;
import static dev.millrace.demo.bench.Workflow.TO_DO;

import dev.millrace.demo.company.Draws;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes the life of one issue, with its sub-tasks and the pull requests that it leads to. */
final class IssueWriter {

    private static final double LEADS_TO_CODE = 0.53;
    private static final double SECOND_PULL_REQUEST = 0.10;
    private static final double CANCELLED = 0.06;
    private static final double REOPENED = 0.06;
    private static final double FAILS_QA = 0.12;
    private static final double FLAGGED = 0.04;
    private static final double BLOCKED = 0.02;
    private static final double WITH_SUB_TASKS = 0.05;
    private static final int NUMBERS_A_TEAM = 10_000_000;
    private static final int HISTORIES_AN_ISSUE = 100;
    private static final int SUB_TASKS_FROM = 5_000_000;
    private static final List<String> TITLES = List.of(
            "Checkout fails when the basket holds more than one voucher",
            "Let customers choose the day of delivery",
            "Export of invoices runs out of memory for large accounts",
            "Replace the old address validation",
            "Show why a payment was declined",
            "Search ignores umlauts in names of products");

    private final String project;
    private final int team;
    private final List<Actor> people;
    private final List<Repository> repositories;
    private final Draws draws;
    private final int number;
    private final Actor reporter;
    private Actor assignee;
    private NativeState state = TO_DO;

    IssueWriter(String project, int team, List<Actor> people, List<Repository> repositories, Draws draws, int number) {
        this.project = project;
        this.team = team;
        this.people = people;
        this.repositories = repositories;
        this.draws = draws;
        this.number = number;
        this.reporter = draws.pick(people);
        this.assignee = draws.pick(people);
    }

    /** The issue and its sub-tasks. */
    List<Life> write(Instant created) {
        Life issue = life(number, draws.pick(TITLES), created).ofType(type());
        issue.add(new FlowEvent.Created(issue.header("created", created, reporter), TO_DO, type()));
        List<Life> all = new ArrayList<>(List.of(issue));
        Instant at = created.plus(draws.around(Duration.ofDays(6), 1.3));
        if (draws.chance(0.3)) {
            at = to(issue, SELECTED, at).plus(draws.around(Duration.ofDays(2), 1.0));
        }
        issue.add(new FlowEvent.AssigneeChanged(issue.entry(at, assignee, "assignee"), null, assignee));
        if (draws.chance(CANCELLED)) {
            close(issue, at.plus(draws.around(Duration.ofDays(9), 1.2)), draws.chance(0.5) ? "Won't Do" : "Duplicate");
            return all;
        }
        at = at.plus(draws.minutes(1, 200));
        to(issue, IN_PROGRESS, at);
        if (draws.chance(WITH_SUB_TASKS)) {
            all.add(subTask(issue, 1, at));
            all.add(subTask(issue, 2, at));
        }
        trouble(issue, at);
        at = work(issue, at);
        at = test(issue, at);
        close(issue, at, "Done");
        if (draws.chance(REOPENED)) {
            at = at.plus(draws.around(Duration.ofDays(8), 1.1));
            issue.add(new FlowEvent.ResolutionChanged(issue.entry(at, reporter, "resolution"), "Done", null));
            to(issue, IN_PROGRESS, at);
            close(issue, work(issue, at), "Done");
        }
        return all;
    }

    /** From the beginning of work to the last merge, or to the end of work that leads to no code. */
    private Instant work(Life issue, Instant begun) {
        if (!draws.chance(LEADS_TO_CODE)) {
            Instant reviewed = to(issue, IN_REVIEW, begun.plus(draws.around(Duration.ofDays(2), 1.0)));
            return reviewed.plus(draws.around(Duration.ofHours(20), 1.0));
        }
        Instant opened = begun.plus(draws.around(Duration.ofHours(20), 1.0));
        to(issue, IN_REVIEW, opened.plus(draws.minutes(1, 30)));
        Repository first = draws.pick(repositories);
        Instant merged = first.change(draws, issue, opened, false);
        if (draws.chance(SECOND_PULL_REQUEST)) {
            Instant other = draws.pick(repositories)
                    .change(draws, issue, opened.plus(draws.around(Duration.ofHours(6), 1.0)), false);
            merged = other.isAfter(merged) ? other : merged;
        }
        return merged.plus(draws.minutes(5, 300));
    }

    private Instant test(Life issue, Instant begun) {
        if (draws.chance(0.45)) {
            return begun;
        }
        Instant at = to(issue, READY_FOR_QA, begun).plus(draws.around(Duration.ofHours(20), 1.1));
        handOver(issue, at);
        at = to(issue, IN_QA, at).plus(draws.around(Duration.ofHours(4), 0.9));
        if (draws.chance(FAILS_QA)) {
            to(issue, IN_PROGRESS, at);
            at = work(issue, at.plus(draws.minutes(10, 400)));
            at = to(issue, IN_QA, at).plus(draws.around(Duration.ofHours(3), 0.9));
        }
        return at;
    }

    private void trouble(Life issue, Instant at) {
        if (draws.chance(FLAGGED)) {
            Instant raised = at.plus(draws.minutes(10, 600));
            issue.add(new FlowEvent.FlagChanged(issue.entry(raised, assignee, "flag"), true));
            Instant lowered = raised.plus(draws.around(Duration.ofDays(1), 1.0));
            issue.add(new FlowEvent.FlagChanged(issue.entry(lowered, assignee, "flag"), false));
        }
        if (draws.chance(BLOCKED) && number > 1) {
            String blocker = project + "-" + draws.between(Math.max(1, number - 50), number - 1);
            issue.add(new FlowEvent.BlockerChanged(issue.entry(at, assignee, "link"), blocker, true));
        }
        if (draws.chance(0.2)) {
            handOver(issue, at.plus(draws.minutes(10, 900)));
        }
    }

    private void handOver(Life issue, Instant at) {
        Actor next = draws.pick(people);
        if (!next.equals(assignee)) {
            issue.add(new FlowEvent.AssigneeChanged(issue.entry(at, assignee, "assignee"), assignee, next));
            assignee = next;
        }
    }

    private Life subTask(Life whole, int part, Instant begun) {
        Life task = life(SUB_TASKS_FROM + number * 2 + part, "Part " + part, begun)
                .ofType(Workflow.SUB_TASK)
                .within(whole.id);
        task.add(new FlowEvent.Created(task.header("created", begun, reporter), TO_DO, Workflow.SUB_TASK));
        Instant at = begun.plus(draws.minutes(10, 900));
        task.add(new FlowEvent.StateChanged(task.entry(at, assignee, "status"), TO_DO, IN_PROGRESS));
        at = at.plus(draws.around(Duration.ofHours(9), 0.8));
        task.add(new FlowEvent.StateChanged(task.entry(at, assignee, "status"), IN_PROGRESS, DONE));
        task.add(new FlowEvent.ResolutionChanged(task.entry(at, assignee, "resolution"), null, "Done"));
        return task;
    }

    private Instant to(Life issue, NativeState next, Instant at) {
        issue.add(new FlowEvent.StateChanged(issue.entry(at, assignee, "status"), state, next));
        state = next;
        return at;
    }

    private void close(Life issue, Instant at, String resolution) {
        to(issue, DONE, at);
        issue.add(new FlowEvent.ResolutionChanged(issue.entry(at, assignee, "resolution"), null, resolution));
    }

    private Life life(int local, String title, Instant created) {
        long id = (long) (team + 1) * NUMBERS_A_TEAM + local;
        String key = project + "-" + local;
        return new Life(
                        ArtifactId.issue(Workflow.JIRA, Long.toString(id)),
                        key,
                        title,
                        project,
                        URI.create("https://jira.bench.example/browse/" + key),
                        created)
                .numberedFrom(id * HISTORIES_AN_ISSUE);
    }

    private NativeType type() {
        int share = number * 37 % 100;
        if (share < 45) {
            return Workflow.STORY;
        } else if (share < 80) {
            return Workflow.BUG;
        }
        return share < 92 ? Workflow.TASK : Workflow.DEBT;
    }
}
