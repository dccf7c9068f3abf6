package dev.millrace.model;

import java.util.Objects;

/**
 * A connection between two artifacts, with the rule that made it.
 *
 * @param from the artifact that holds or names the other
 * @param to the artifact it is connected to
 * @param relation what the connection means, in the tool's own words in lower case ({@code sub-task of}, {@code blocks})
 * @param rule how the connection was found
 */
public record Link(ArtifactId from, ArtifactId to, String relation, Rule rule) {

    /** How a link was found, strongest evidence first. */
    public enum Rule {
        /** The tool itself, or a pipeline step made for it, states the connection. */
        EXPLICIT,
        /** A closing reference such as {@code fixes #12}, resolved by the tool. */
        CLOSING_REFERENCE,
        /** The branch name holds the key. */
        BRANCH,
        /** The title holds the key. */
        TITLE,
        /** A commit message holds the key. */
        COMMIT_MESSAGE,
        /** One commit is an ancestor of the other. */
        SHA_ANCESTRY,
        /** Both carry the same artifact digest. */
        ARTIFACT_DIGEST,
        /** The body mentions the key. */
        BODY
    }

    /** Validates: two different artifacts and a relation. */
    public Link {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Require.text(relation, "relation");
        Objects.requireNonNull(rule, "rule");
        if (from.equals(to)) {
            throw new IllegalArgumentException(from + " cannot be linked to itself");
        }
    }
}
