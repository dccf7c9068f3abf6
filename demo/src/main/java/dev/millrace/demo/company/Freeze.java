package dev.millrace.demo.company;

import dev.millrace.demo.company.IssuePlan.PlannedChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cuts the plans off at the end and makes records of them. */
final class Freeze {

    private static final long FIRST_ISSUE = 20_000;
    private static final long FIRST_CHANGE = 50_000;

    private Freeze() {}

    static List<SimulatedIssue> issues(List<IssuePlan> plans) {
        record Entry(IssuePlan plan, PlannedChange change) {}
        List<Entry> entries = new ArrayList<>();
        for (IssuePlan plan : plans) {
            plan.changesByTheEnd().forEach(change -> entries.add(new Entry(plan, change)));
        }
        entries.sort(Comparator.comparing(entry -> entry.change().at()));
        Map<IssuePlan, List<IssueChange>> changes = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            PlannedChange change = entries.get(i).change();
            changes.computeIfAbsent(entries.get(i).plan(), plan -> new ArrayList<>())
                    .add(new IssueChange(FIRST_CHANGE + i * 3L, change.at(), change.author(), change.fields()));
        }
        List<SimulatedIssue> issues = new ArrayList<>();
        for (IssuePlan plan : plans) {
            if (!plan.created.isAfter(Company.END)) {
                issues.add(issue(FIRST_ISSUE + issues.size(), plan, changes.getOrDefault(plan, List.of())));
            }
        }
        return issues;
    }

    private static SimulatedIssue issue(long id, IssuePlan plan, List<IssueChange> changes) {
        Status status = Status.BACKLOG;
        Resolution resolution = null;
        Person assignee = null;
        boolean flagged = false;
        List<String> blockedBy = new ArrayList<>();
        String key = plan.key;
        for (IssueChange change : changes) {
            for (FieldChange field : change.fields()) {
                switch (field.field()) {
                    case "status" -> status = status(field.to());
                    case "resolution" -> resolution = resolution(field.to());
                    case "assignee" -> assignee = plan.owner;
                    case "Flagged" -> flagged = field.to() != null;
                    case "Key" -> key = plan.movedKey;
                    case "Link" -> {
                        if (field.to() != null && String.valueOf(field.toText()).contains("is blocked by")) {
                            blockedBy.add(field.to());
                        }
                    }
                    default -> {
                        // a project comes with its key
                    }
                }
            }
        }
        return new SimulatedIssue(
                id,
                key,
                key.substring(0, key.indexOf('-')),
                plan.type,
                plan.title,
                plan.parent == null ? null : plan.parent.key,
                plan.creator,
                assignee,
                plan.created,
                status,
                resolution,
                flagged,
                blockedBy,
                changes);
    }

    private static Status status(@Nullable String id) {
        for (Status status : Status.values()) {
            if (status.id().equals(id)) {
                return status;
            }
        }
        throw new IllegalStateException("no status " + id);
    }

    private static @Nullable Resolution resolution(@Nullable String id) {
        for (Resolution resolution : Resolution.values()) {
            if (resolution.id().equals(id)) {
                return resolution;
            }
        }
        return null;
    }

    static List<SimulatedPullRequest> pullRequests(List<PullRequestPlan> plans) {
        List<SimulatedPullRequest> requests = new ArrayList<>();
        for (PullRequestPlan plan : plans) {
            requests.add(new SimulatedPullRequest(
                    plan.id,
                    plan.service,
                    plan.number,
                    plan.title,
                    plan.body,
                    plan.branch,
                    plan.author,
                    plan.createdAt,
                    plan.draft,
                    plan.steps.stream()
                            .filter(step -> !step.at().isAfter(Company.END))
                            .sorted(Comparator.comparing(PullRequestStep::at))
                            .toList(),
                    plan.hashed,
                    plan.mergeCommit,
                    plan.issues,
                    plan.writing));
        }
        return requests;
    }
}
