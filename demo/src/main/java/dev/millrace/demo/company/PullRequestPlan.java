package dev.millrace.demo.company;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pull request while the simulation writes it: without numbers and hashes, and not yet cut off at the end. */
final class PullRequestPlan {

    /** A commit without its hash. */
    record PlannedCommit(String message, Person author, Instant authoredAt, Instant committedAt) {}

    final Service service;
    final Person author;
    final String branch;
    final List<String> issues = new ArrayList<>();
    final List<PullRequestStep> steps = new ArrayList<>();
    final List<PlannedCommit> commits = new ArrayList<>();
    String title;
    String body = "";
    Instant createdAt = Company.START;
    boolean draft;
    /** When it first was offered for review. */
    Instant readyAt = Company.START;

    @Nullable Instant mergedAt;

    @Nullable Instant closedAt;
    /** How many builds of the default branch fail after the merge; negative leaves it to chance. */
    int redRuns = -1;
    /** Who writes its code. */
    Writing writing = Writing.PERSON;
    /** What it takes back, or null. */
    @Nullable PullRequestPlan reverts;

    // known when all are written
    long id;
    int number;
    List<SimulatedCommit> hashed = List.of();

    @Nullable String mergeCommit;

    PullRequestPlan(Service service, Person author, String branch, String title) {
        this.service = service;
        this.author = author;
        this.branch = branch;
        this.title = title;
    }

    void commit(String message, Instant at) {
        commits.add(new PlannedCommit(message, author, at, at));
    }

    void step(PullRequestStep.Kind kind, Instant at, Person actor) {
        steps.add(new PullRequestStep(kind, at, actor, null));
    }

    void request(Instant at, Person reviewer) {
        steps.add(new PullRequestStep(PullRequestStep.Kind.REVIEW_REQUESTED, at, author, reviewer));
    }

    void merge(Instant at, Person actor) {
        mergedAt = at;
        closedAt = at;
        step(PullRequestStep.Kind.MERGED, at, actor);
        step(PullRequestStep.Kind.CLOSED, at, actor);
    }

    void close(Instant at, Person actor) {
        closedAt = at;
        step(PullRequestStep.Kind.CLOSED, at, actor);
    }

    /** Gives all commits that committer date, as a rebase does, and keeps their author dates. */
    void rebase(Instant at) {
        if (at.isAfter(Company.END)) {
            return;
        }
        commits.replaceAll(c -> new PlannedCommit(c.message(), c.author(), c.authoredAt(), at));
        step(PullRequestStep.Kind.FORCE_PUSHED, at, author);
    }

    boolean mergedByTheEnd() {
        return mergedAt != null && !mergedAt.isAfter(Company.END);
    }
}
