package dev.millrace.flow;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pull request that a bot made and that belongs to no issue: no item of people, and counted beside them.
 *
 * @param project the repository it is in
 * @param stream the id of the value stream whose scope accepts it, or null
 * @param team the name of the team whose work it is, or null
 * @param service the name of what it changes
 * @param createdAt when it was opened
 * @param endedAt when it was merged or closed; null while it is open
 */
public record Automation(
        String project,
        @Nullable String stream,
        @Nullable String team,
        String service,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /** Validates. */
    public Automation {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(createdAt, "createdAt");
    }
}
