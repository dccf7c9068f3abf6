package dev.millrace.chain;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which artifacts belong to an item. {@link ChainWorld} computes it, the rows of a derivation store it. */
public interface ChainLinks {

    /**
     * What serves a change.
     *
     * @param attempts the builds and deployments: per pipeline and environment those up to and including the first success that
     *     contains the change; those to production only if it is known that no other one came before
     * @param service the repository, or else the job, that it is deployed as
     * @param firstProduction when the first production deployment of that service ended well; null if there was none
     * @param traced whether it is known which attempts contain the change
     */
    record Served(
            Set<ArtifactId> attempts,
            String service,
            @Nullable Instant firstProduction,
            boolean traced) {

        /** Copies the set. */
        public Served {
            attempts = Set.copyOf(attempts);
        }
    }

    /**
     * The pull requests and commits that belong to each issue, and the builds that name it where their sources are not captured. An issue
     * without any may be missing.
     */
    Map<ArtifactId, Set<ArtifactId>> sources(Collection<ArtifactId> issues);

    /** What serves each of these changes. */
    Map<ArtifactId, Served> served(Collection<ArtifactHistory> changes);

    /** The issues whose chain a pull request or commit belongs to, ordered by artifact id; empty if it stands for itself. */
    List<ArtifactId> issuesOf(ArtifactId source);
}
