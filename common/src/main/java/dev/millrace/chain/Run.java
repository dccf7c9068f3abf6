package dev.millrace.chain;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.StateChanged;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A build or deployment, as far as it matters for who is served by it.
 *
 * @param artifact its id
 * @param pipeline what it is an attempt of: a job, or an environment of a repository
 * @param commit the full hash it was made from
 * @param queuedAt when it was asked for
 * @param succeededAt when it ended well, or null if it did not
 * @param production whether it deploys to production
 */
record Run(
        ArtifactId artifact,
        String pipeline,
        String commit,
        Instant queuedAt,
        @Nullable Instant succeededAt,
        boolean production) {

    private static final String SUCCESS = "success";

    /** The run a history tells of; null if it does not say from which commit, or has not begun. */
    static @Nullable Run of(ArtifactHistory history) {
        String commit = Attributes.first(history.snapshot(), Attributes.COMMIT);
        if (commit == null || history.events().isEmpty()) {
            return null;
        }
        String environment = Attributes.first(history.snapshot(), Attributes.ENVIRONMENT);
        boolean deploys = environment != null || history.artifact().kind() == ArtifactKind.DEPLOYMENT;
        return new Run(
                history.artifact(),
                history.artifact().kind() + " " + history.snapshot().project() + " " + (deploys ? environment : ""),
                commit.toLowerCase(Locale.ROOT),
                history.events().get(0).occurredAt(),
                succeededAt(history),
                deploys && Attributes.isTrue(history.snapshot(), Attributes.PRODUCTION));
    }

    private static @Nullable Instant succeededAt(ArtifactHistory history) {
        for (FlowEvent event : history.events()) {
            if (event instanceof StateChanged change && change.to().name().equalsIgnoreCase(SUCCESS)) {
                return change.occurredAt();
            }
        }
        return null;
    }
}
