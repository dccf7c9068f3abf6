package dev.millrace.flow;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an item's flow is based on besides its own status.
 *
 * @param doneRule what decides that the item is done
 * @param parts its pull requests, commits, builds and deployments, in order of their beginning
 * @param contradictions hand-overs whose two clocks contradict each other, and builds whose end is not known; the timeline
 *     has no gap and no overlap all the same
 * @param rework what was done again
 */
public record Chain(DoneRule doneRule, List<Part> parts, List<Reason> contradictions, Rework rework) {

    /** An item of which nothing but its status is known. */
    public static final Chain NONE = new Chain(DoneRule.TRACKED, List.of(), List.of(), Rework.NONE);

    /**
     * What was done again in a chain. Backward moves and re-opens of the item itself are counted apart.
     *
     * @param reviewRounds how often a reviewer requested changes, which returned the pull request to its author
     * @param draftReturns how often a pull request that was ready became a draft again
     * @param reruns builds and deployments that did not end well and were run again
     * @param reverts merged changes that take an earlier one back
     */
    public record Rework(int reviewRounds, int draftReturns, int reruns, int reverts) {

        /** Nothing was done again. */
        public static final Rework NONE = new Rework(0, 0, 0, 0);

        /** Validates: counts are not negative. */
        public Rework {
            if (reviewRounds < 0 || draftReturns < 0 || reruns < 0 || reverts < 0) {
                throw new IllegalArgumentException("rework is counted from 0 on");
            }
        }
    }

    /** What decides that an item is done. */
    public enum DoneRule {
        /** Its own tool says so; no service of it had been deployed to production before. */
        TRACKED,
        /** Its own tool says so and every merged change of it is in production. */
        DELIVERED
    }

    /**
     * One artifact of the chain.
     *
     * @param artifact its id
     * @param key what people call it
     * @param state its state as of the report, in its tool's words
     * @param begunAt when it was created or queued
     * @param endedAt when it was merged, closed or ended, or null if it has not been
     */
    public record Part(
            ArtifactId artifact,
            String key,
            String state,
            Instant begunAt,
            @Nullable Instant endedAt) {
        /** Validates. */
        public Part {
            Objects.requireNonNull(artifact, "artifact");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(begunAt, "begunAt");
        }
    }

    /** Copies the lists. */
    public Chain {
        Objects.requireNonNull(doneRule, "doneRule");
        parts = List.copyOf(parts);
        contradictions = List.copyOf(contradictions);
        Objects.requireNonNull(rework, "rework");
    }
}
