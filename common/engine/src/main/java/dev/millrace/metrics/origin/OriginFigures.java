package dev.millrace.metrics.origin;

import dev.millrace.metrics.Percentiles;
import dev.millrace.model.Figure;
import dev.millrace.valuestream.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The flow by origin, see {@link OriginAccumulator#METRIC}.
 *
 * @param origins those of which there is something, in the order of {@link Origin}
 */
public record OriginFigures(List<OfOrigin> origins) {

    /**
     * Of one origin.
     *
     * @param origin the origin
     * @param items items that count in the report; none of automation, which is no item
     * @param done those of them that were done in the window
     * @param flowTime of these
     * @param leadTime of these
     * @param pullRequests how its pull requests went
     */
    public record OfOrigin(
            Origin origin,
            long items,
            long done,
            Figure<Percentiles<Duration>> flowTime,
            Figure<Percentiles<Duration>> leadTime,
            PullRequests pullRequests) {
        /** Validates. */
        public OfOrigin {
            Objects.requireNonNull(origin, "origin");
            Objects.requireNonNull(pullRequests, "pullRequests");
        }
    }

    /**
     * Pull requests, each once however many items it serves. All but the first two figures are of those that ended in the window.
     *
     * @param opened opened in the window
     * @param open open at its end
     * @param merged merged
     * @param closed closed without being merged
     * @param acceptance merged of merged and closed
     * @param firstReview how long they were ready until the first review of another person
     * @param notReviewed ended without a review of another person
     * @param reviewersTurn how long it was the reviewers' turn
     * @param sentBack how often a reviewer requested changes or it became a draft again
     * @param sentBackOnce those that were sent back at least once
     * @param reviews reviews of people
     * @param agentReviews reviews of agents
     * @param botReviews reviews of other bots
     * @param reverts those that take an earlier change back
     */
    public record PullRequests(
            long opened,
            long open,
            long merged,
            long closed,
            Figure<Double> acceptance,
            Figure<Percentiles<Duration>> firstReview,
            long notReviewed,
            Figure<Percentiles<Duration>> reviewersTurn,
            Figure<Percentiles<Long>> sentBack,
            long sentBackOnce,
            long reviews,
            long agentReviews,
            long botReviews,
            long reverts) {}

    /** Copies the list. */
    public OriginFigures {
        origins = List.copyOf(origins);
    }

    /** Whether anything but {@link Origin#UNKNOWN} was seen. */
    public boolean told() {
        return origins.stream().anyMatch(of -> of.origin() != Origin.UNKNOWN);
    }
}
