package dev.millrace.buildcard;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A commit of a build's changelog.
 *
 * @param id the revision in its version control's own form (a Git SHA-1)
 * @param title the first line of its message; hostile text
 * @param at the time the changelog gives, or null if it gives none; Git's is the committer's or the author's, as the job's
 *     Git configuration chooses
 */
public record CommitRecord(
        String id, String title, @Nullable Instant at) {

    /** Validates: an id is not blank. */
    public CommitRecord {
        if (Objects.requireNonNull(id, "id").isBlank()) {
            throw new IllegalArgumentException("a commit has an id");
        }
        Objects.requireNonNull(title, "title");
    }
}
