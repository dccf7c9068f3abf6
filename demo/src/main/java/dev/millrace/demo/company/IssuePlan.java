package dev.millrace.demo.company;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An issue while the simulation writes it: without a history id, and not yet cut off at the end. */
final class IssuePlan {

    /** What becomes of it. */
    enum Fate {
        /** It is delivered. */
        DELIVERED,
        /** It is rejected before work begins. */
        REJECTED_EARLY,
        /** It is rejected when there is a pull request already. */
        REJECTED_LATE,
        /** It is opened again within two weeks. */
        REOPENED_SOON,
        /** It is opened again after more than two weeks. */
        REOPENED_LATE,
        /** Work never begins. */
        FORGOTTEN
    }

    /** A change without its id. */
    record PlannedChange(Instant at, Person author, List<FieldChange> fields) {}

    final Draws draws;
    final Service service;
    final IssueType type;
    final Person creator;
    final Person owner;
    final Instant created;
    final List<PlannedChange> changes = new ArrayList<>();
    final List<PullRequestPlan> pullRequests = new ArrayList<>();
    String title;
    String key = "";
    String project;
    Fate fate = Fate.DELIVERED;

    @Nullable IssuePlan parent;
    /** Another issue that the same pull request serves, or null. */
    @Nullable IssuePlan partner;
    /** Where it moves a day after it was written, or null. */
    @Nullable String movesTo;

    String movedKey = "";
    Instant started = Company.END;

    Status status = Status.BACKLOG;
    Instant statusSince;
    private @Nullable Resolution resolution;
    private @Nullable Person assignee;

    IssuePlan(
            Draws draws, Service service, IssueType type, String title, Person creator, Person owner, Instant created) {
        this.draws = draws;
        this.service = service;
        this.type = type;
        this.title = title;
        this.creator = creator;
        this.owner = owner;
        this.created = created;
        this.project = service.project();
        this.statusSince = created;
    }

    /** What people call it after it moved, if it did. */
    String lastKey() {
        return movedKey.isEmpty() ? key : movedKey;
    }

    Instant movesAt() {
        return created.plus(Duration.ofHours(25));
    }

    /** Moves it to a status, at that instant or right behind the last move, and sets or clears the resolution. */
    void move(Instant at, Person author, Status to, @Nullable Resolution end) {
        if (status == to) {
            return;
        }
        Instant earliest = statusSince.plusSeconds(45);
        Instant when = (at.isBefore(earliest) ? earliest : at).plusMillis(draws.between(0, 999));
        List<FieldChange> fields = new ArrayList<>();
        fields.add(FieldChange.status(status, to));
        if (resolution != end) {
            fields.add(FieldChange.resolution(resolution, end));
            resolution = end;
        }
        changes.add(new PlannedChange(when, author, fields));
        status = to;
        statusSince = when;
    }

    void move(Instant at, Person author, Status to) {
        move(at, author, to, null);
    }

    void assign(Instant at, Person author, Person to) {
        if (!to.equals(assignee)) {
            add(at, author, FieldChange.assignee(assignee, to));
            assignee = to;
        }
    }

    void add(Instant at, Person author, FieldChange field) {
        changes.add(new PlannedChange(at, author, List.of(field)));
    }

    /** The changes up to the end, oldest first. */
    List<PlannedChange> changesByTheEnd() {
        return changes.stream()
                .filter(change -> !change.at().isAfter(Company.END))
                .sorted(Comparator.comparing(PlannedChange::at))
                .toList();
    }

    /** When the last of its pull requests was merged; null if one is not. */
    @Nullable Instant merged() {
        List<PullRequestPlan> all = partner == null ? pullRequests : partner.pullRequests;
        Instant last = null;
        for (PullRequestPlan pullRequest : all) {
            if (pullRequest.mergedAt == null) {
                return null;
            }
            last = last == null || pullRequest.mergedAt.isAfter(last) ? pullRequest.mergedAt : last;
        }
        return last;
    }
}
