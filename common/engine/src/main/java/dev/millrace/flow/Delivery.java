package dev.millrace.flow;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.Owner;
import dev.millrace.valuestream.ProductionRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the changes of one service reached production: what lead time for changes and deployment frequency are computed from.
 *
 * @param service what the definition calls it; else the repository's full name, or the job where no repository is known
 * @param deployments every deployment to production, in order of their queueing
 * @param changes every merged pull request, whatever branch it was merged into, and every commit of the trunk that belongs to none,
 *     in order of their merging
 * @param owners whose the deployments and changes are, as far as the definition says it
 */
public record Delivery(
        String service, List<Deployment> deployments, List<DeliveredChange> changes, Map<ArtifactId, Owner> owners) {

    /** Copies the collections. */
    public Delivery {
        Objects.requireNonNull(service, "service");
        owners = Map.copyOf(owners);
        deployments = List.copyOf(deployments);
        changes = List.copyOf(changes);
    }

    /** Whose a deployment or change is. */
    public Owner owner(ArtifactId part) {
        return owners.getOrDefault(part, Owner.NOBODY);
    }

    /** How a deployment ended. */
    public enum Outcome {
        /** What it carried is in production. */
        SUCCEEDED,
        /** It ended in any other way: failed, aborted, rejected. */
        FAILED,
        /** It waits or runs. */
        UNFINISHED
    }

    /** What a deployment brought to its environment. */
    public enum Content {
        /** Commits that were not there; also the first deployment that is known. */
        NEWER,
        /** The commit that was there already. */
        SAME,
        /** A commit that had been there before: a rollback. */
        OLDER,
        /** Not known: it did not end well, or its commit is not captured. */
        UNKNOWN
    }

    /**
     * A deployment to production.
     *
     * @param artifact its id: a deployment, or a build that deploys as a whole
     * @param key what people call it
     * @param environment its name
     * @param rule the rule that found that it is to production
     * @param pipeline what it is an attempt of: the environment of one repository or job
     * @param queuedAt when it was requested
     * @param endedAt when it ended, or null while it has not
     * @param state its state in its tool's word
     * @param outcome how it ended
     * @param content what it brought
     * @param baseline whether it is the first one that ended well: its content may have been in production before
     */
    public record Deployment(
            ArtifactId artifact,
            String key,
            String environment,
            ProductionRule rule,
            String pipeline,
            Instant queuedAt,
            @Nullable Instant endedAt,
            String state,
            Outcome outcome,
            Content content,
            boolean baseline) {
        /** Validates. */
        public Deployment {
            Objects.requireNonNull(artifact, "artifact");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(pipeline, "pipeline");
            Objects.requireNonNull(queuedAt, "queuedAt");
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(content, "content");
            if ((outcome == Outcome.UNFINISHED) != (endedAt == null)) {
                throw new IllegalArgumentException(key + " is " + outcome + " but its end is " + endedAt);
            }
        }
    }

    /**
     * When a change was in production.
     *
     * @param at when the first deployment that contains it ended well
     * @param deployment that deployment
     */
    public record Arrival(Instant at, ArtifactId deployment) {
        /** Validates. */
        public Arrival {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(deployment, "deployment");
        }
    }

    /**
     * A merged pull request, or a commit of the trunk without one.
     *
     * @param artifact its id
     * @param key what people call it
     * @param origin by whom it was written
     * @param mergedAt when it came to the trunk, or to the branch it was merged into
     * @param authored the earliest author date among its own commits
     * @param arrival when it was in production, or null if it is not, or not known to be
     * @param unknown why its arrival cannot be known, or null if it can; then a change without arrival waits
     * @param reverts the changes that it takes back, without those that took something back themselves: to bring a change back says
     *     nothing against who had taken it back
     */
    public record DeliveredChange(
            ArtifactId artifact,
            String key,
            Origin origin,
            Instant mergedAt,
            AuthorDate authored,
            @Nullable Arrival arrival,
            @Nullable Reason unknown,
            List<ArtifactId> reverts) {

        /** Validates: what is unknown has not arrived. */
        public DeliveredChange {
            Objects.requireNonNull(artifact, "artifact");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(origin, "origin");
            Objects.requireNonNull(mergedAt, "mergedAt");
            Objects.requireNonNull(authored, "authored");
            reverts = List.copyOf(reverts);
            if (arrival != null && unknown != null) {
                throw new IllegalArgumentException(key + " cannot have arrived and be unknown");
            }
        }

        /** Whether it counts beside the others, because automation wrote it. */
        public boolean automated() {
            return origin == Origin.AUTOMATION;
        }

        /** One whose author date was not moved. */
        public DeliveredChange(
                ArtifactId artifact,
                String key,
                Origin origin,
                Instant mergedAt,
                Figure<Instant> authored,
                @Nullable Arrival arrival,
                @Nullable Reason unknown,
                List<ArtifactId> reverts) {
            this(artifact, key, origin, mergedAt, new AuthorDate(authored, false), arrival, unknown, reverts);
        }

        /**
         * Lead time for changes: from the earliest author date, at the latest from the opening, to production; open while it waits for
         * a deployment.
         */
        public Figure<Duration> leadTime(Instant asOf) {
            Instant begun = authored.at().measured().orElse(null);
            if (begun == null) {
                return authored.at().map(never -> Duration.ZERO);
            }
            if (unknown != null) {
                return new Figure.Unknown<>(unknown);
            }
            if (arrival == null) {
                return new Figure.Open<>(Duration.between(begun, asOf));
            }
            if (arrival.at().isBefore(mergedAt)) {
                return new Figure.Contradictory<>(new Reason(
                        Reason.Code.CLOCK_SKEW,
                        key + " was in production "
                                + Duration.between(arrival.at(), mergedAt).toMillis() + " ms before it was merged"));
            }
            return Figure.of(Duration.between(begun, arrival.at()));
        }
    }
}
