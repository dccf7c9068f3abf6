package dev.millrace.demo.company;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a pull request.
 *
 * @param kind what
 * @param at when, in whole seconds
 * @param actor who did it
 * @param reviewer whose review was requested, or null
 */
public record PullRequestStep(
        Kind kind, Instant at, Person actor, @Nullable Person reviewer) {

    /** What can happen. */
    public enum Kind {
        /** A draft is offered for review. */
        READY_FOR_REVIEW,
        /** It becomes a draft again. */
        CONVERTED_TO_DRAFT,
        /** A review is requested. */
        REVIEW_REQUESTED,
        /** A review agrees. */
        APPROVED,
        /** A review wants changes. */
        CHANGES_REQUESTED,
        /** A review only remarks. */
        COMMENTED,
        /** The branch was rewritten. */
        FORCE_PUSHED,
        /** It was merged. */
        MERGED,
        /** It was closed: because it was merged, or instead. */
        CLOSED,
        /** It was opened again. */
        REOPENED
    }

    /** Validates. */
    public PullRequestStep {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(actor, "actor");
    }

    /** Whether it is a review. */
    public boolean isReview() {
        return kind == Kind.APPROVED || kind == Kind.CHANGES_REQUESTED || kind == Kind.COMMENTED;
    }
}
