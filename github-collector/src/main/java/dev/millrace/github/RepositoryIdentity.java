package dev.millrace.github;

import java.util.Objects;
import java.util.Optional;

/**
 * Which repository it is, whatever it is called.
 *
 * @param id GitHub's number for it, which stays when it is renamed or transferred
 * @param name its full name now, {@code owner/name}
 * @param node GraphQL's id for it; empty if GitHub does not show that
 */
public record RepositoryIdentity(long id, String name, Optional<String> node) {

    /** Validates. */
    public RepositoryIdentity {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(node, "node");
    }
}
