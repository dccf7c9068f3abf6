package dev.millrace.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change made for an item, and the attempts that brought it towards production.
 *
 * @param source the pull request; or the commit that went to the trunk without one; or, where neither is captured, the first build
 *     that carries the change
 * @param attempts the builds and deployments that serve it: per pipeline and environment those up to and including the first
 *     success that contains it, in order of their creation
 * @param service where it is deployed
 * @param traced whether it is known which attempts contain it: it has a merge commit, and that lies in the captured history
 */
public record ChainedChange(ArtifactHistory source, List<ArtifactHistory> attempts, Service service, boolean traced) {

    /**
     * What a change is deployed as.
     *
     * @param name the repository's full name, unless the definition says otherwise
     * @param firstProduction when its first production deployment ended well, or null if there was none: from then on an item
     *     is done when it is delivered
     */
    public record Service(String name, @Nullable Instant firstProduction) {
        /** Validates: a service has a name. */
        public Service {
            Require.text(name, "service");
        }
    }

    /** Validates: a change is a pull request, a commit, or a build that stands for one. */
    public ChainedChange {
        ArtifactKind kind = Objects.requireNonNull(source, "source").artifact().kind();
        if (kind != ArtifactKind.PULL_REQUEST && kind != ArtifactKind.COMMIT && kind != ArtifactKind.BUILD) {
            throw new IllegalArgumentException(
                    "a change is a pull request, a commit or a build, and not a " + kind.text());
        }
        attempts = List.copyOf(attempts);
        Objects.requireNonNull(service, "service");
    }
}
