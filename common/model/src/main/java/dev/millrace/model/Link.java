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

    /** How sure a link is. */
    public enum Confidence {
        /** A tool or a person says so. */
        CERTAIN,
        /** Somebody named the one when making the other. */
        HIGH,
        /** A message that is easily copied names it. */
        MEDIUM,
        /** It is only mentioned. */
        LOW
    }

    /** How a link was found, strongest evidence first; after that what a person decided about it. */
    public enum Rule {
        /** The tool itself, or a pipeline step made for it, states the connection. */
        EXPLICIT(Confidence.CERTAIN, true),
        /** A closing reference such as {@code fixes #12}, resolved by the tool. */
        CLOSING_REFERENCE(Confidence.CERTAIN, true),
        /** The branch name holds the key. */
        BRANCH(Confidence.HIGH, true),
        /** The title holds the key. */
        TITLE(Confidence.HIGH, true),
        /** The tool shows the pull request or commit: by a link of the issue, or in its development panel. */
        DEVELOPMENT(Confidence.HIGH, true),
        /** A commit message holds the key. */
        COMMIT_MESSAGE(Confidence.MEDIUM, true),
        /** One commit is an ancestor of the other. */
        SHA_ANCESTRY(Confidence.CERTAIN, false),
        /** Both carry the same artifact digest. */
        ARTIFACT_DIGEST(Confidence.CERTAIN, false),
        /** The body mentions the key. */
        BODY(Confidence.LOW, false),
        /** A person says that they belong together; see {@link LinkDecision}. */
        CONFIRMED(Confidence.CERTAIN, true),
        /** A person says that they do not; see {@link LinkDecision}. */
        REJECTED(Confidence.CERTAIN, false);

        private final Confidence confidence;
        private final boolean joins;

        Rule(Confidence confidence, boolean joins) {
            this.confidence = confidence;
            this.joins = joins;
        }

        /** How sure such a link is. */
        public Confidence confidence() {
            return confidence;
        }

        /** Whether such a link makes its ends one chain; one that does not is only shown. */
        public boolean joins() {
            return joins;
        }
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
