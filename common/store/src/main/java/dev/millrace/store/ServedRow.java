package dev.millrace.store;

import dev.millrace.model.ArtifactId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What serves a change.
 *
 * @param codebase the codebase that the change belongs to
 * @param service the repository, or else the job, that it is deployed as
 * @param firstProduction when the first production deployment of that service ended well; null if there was none
 * @param traced whether it is known which builds and deployments contain it
 * @param digest stands for the runs: the same for the same ones
 * @param runs the builds and deployments
 */
public record ServedRow(
        int codebase,
        String service,
        @Nullable Instant firstProduction,
        boolean traced,
        long digest,
        Set<ArtifactId> runs) {

    /** Copies the set. */
    public ServedRow {
        runs = Set.copyOf(runs);
    }
}
