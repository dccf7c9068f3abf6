package dev.millrace.metrics.origin;

import dev.millrace.flow.PullRequestFlow;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pull request of automation: no item, and counted beside them.
 *
 * @param project the repository it is in
 * @param stream the id of the value stream whose scope accepts it, or null
 * @param team the name of the team whose work it is, or null
 * @param service the name of what it changes
 * @param ofIssue whether it belongs to an issue, which is an item
 * @param pullRequest how it went through its reviews
 */
public record Automation(
        String project,
        @Nullable String stream,
        @Nullable String team,
        String service,
        boolean ofIssue,
        PullRequestFlow pullRequest) {

    /** Validates. */
    public Automation {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(pullRequest, "pullRequest");
    }

    /** The same, which belongs to an issue or not. */
    public Automation ofIssue(boolean has) {
        return new Automation(project, stream, team, service, has, pullRequest);
    }

    /** When it was opened. */
    public Instant createdAt() {
        return pullRequest.openedAt();
    }

    /** When it was merged or closed; null while it is open. */
    public @Nullable Instant endedAt() {
        return pullRequest.endedAt();
    }
}
