package dev.millrace.demo.company;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pull request as it is at the end of the simulation.
 *
 * @param id GitHub's database id of it
 * @param service whose repository it is in
 * @param number its number there
 * @param title its title
 * @param body its description
 * @param branch its head branch
 * @param author who opened it
 * @param createdAt when
 * @param createdAsDraft whether it was a draft then
 * @param steps what happened since, oldest first
 * @param commits its own commits, oldest first
 * @param mergeCommit the hash under which it is on the default branch, or null if it is not merged
 * @param issues the keys of the issues that it serves; empty for hot-fixes and bots
 * @param writing who wrote its code
 */
public record SimulatedPullRequest(
        long id,
        Service service,
        int number,
        String title,
        String body,
        String branch,
        Person author,
        Instant createdAt,
        boolean createdAsDraft,
        List<PullRequestStep> steps,
        List<SimulatedCommit> commits,
        @Nullable String mergeCommit,
        List<String> issues,
        Writing writing) {

    /** Copies the lists. */
    public SimulatedPullRequest {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(branch, "branch");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(writing, "writing");
        steps = List.copyOf(steps);
        commits = List.copyOf(commits);
        issues = List.copyOf(issues);
    }

    /** When the last step of that kind happened; null if none did. */
    public @Nullable Instant last(PullRequestStep.Kind kind) {
        Instant last = null;
        for (PullRequestStep step : steps) {
            if (step.kind() == kind) {
                last = step.at();
            }
        }
        return last;
    }

    /** When it was merged, or null. */
    public @Nullable Instant mergedAt() {
        return last(PullRequestStep.Kind.MERGED);
    }

    /** When it was closed for good, merged or not; null while it is open. */
    public @Nullable Instant closedAt() {
        Instant closed = last(PullRequestStep.Kind.CLOSED);
        Instant reopened = last(PullRequestStep.Kind.REOPENED);
        return closed != null && reopened != null && reopened.isAfter(closed) ? null : closed;
    }

    /** Whether it is a draft now. */
    public boolean draft() {
        boolean draft = createdAsDraft;
        for (PullRequestStep step : steps) {
            if (step.kind() == PullRequestStep.Kind.READY_FOR_REVIEW) {
                draft = false;
            } else if (step.kind() == PullRequestStep.Kind.CONVERTED_TO_DRAFT) {
                draft = true;
            }
        }
        return draft;
    }

    /** When it last changed. */
    public Instant updatedAt() {
        Instant last = steps.isEmpty() ? createdAt : steps.get(steps.size() - 1).at();
        for (SimulatedCommit commit : commits) {
            last = commit.committedAt().isAfter(last) ? commit.committedAt() : last;
        }
        return last;
    }
}
