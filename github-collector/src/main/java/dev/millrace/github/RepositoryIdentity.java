package dev.millrace.github;

import java.util.Objects;

/**
 * Which repository it is, whatever it is called.
 *
 * @param id GitHub's number for it, which stays when it is renamed or transferred
 * @param name its full name now, {@code owner/name}
 */
public record RepositoryIdentity(long id, String name) {

    /** Validates. */
    public RepositoryIdentity {
        Objects.requireNonNull(name, "name");
    }
}
