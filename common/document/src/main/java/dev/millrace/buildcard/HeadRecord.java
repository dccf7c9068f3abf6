package dev.millrace.buildcard;

import java.util.List;
import java.util.Objects;

/**
 * The revision of one repository that a build checked out.
 *
 * @param remotes the repository's addresses without user or password; empty if the checkout does not say
 * @param id the revision (a Git SHA-1)
 */
public record HeadRecord(List<String> remotes, String id) {

    /** Validates: an id is not blank. Copies the remotes. */
    public HeadRecord {
        remotes = List.copyOf(remotes);
        if (Objects.requireNonNull(id, "id").isBlank()) {
            throw new IllegalArgumentException("a head has an id");
        }
    }
}
