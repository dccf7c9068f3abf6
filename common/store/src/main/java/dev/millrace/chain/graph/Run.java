package dev.millrace.chain.graph;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Attribute;
import dev.millrace.model.DeployStages;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.StageRan;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.model.StageRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A build or deployment, as far as it matters for who is served by it.
 *
 * @param artifact its id
 * @param pipeline what it is an attempt of: a job, or an environment of a repository
 * @param node what it was made from, see {@link #node}
 * @param queuedAt when it was asked for
 * @param succeededAt when it ended well, or null if it did not
 * @param production whether it deploys to production
 * @param repository the only repository that it says it was made from; or its project, if it names none; null if it names several
 */
public record Run(
        ArtifactId artifact,
        String pipeline,
        String node,
        Instant queuedAt,
        @Nullable Instant succeededAt,
        boolean production,
        @Nullable String repository) {

    private static final String SUCCESS = "success";

    /** The run a history tells of; null if it has not begun. */
    public static @Nullable Run of(ArtifactHistory history) {
        if (history.events().isEmpty()) {
            return null;
        }
        String environment = Attributes.first(history.snapshot(), Attribute.ENVIRONMENT);
        boolean deploys = deploys(history);
        return new Run(
                history.artifact(),
                history.artifact().kind() + " " + Attributes.pipeline(history.snapshot()) + " "
                        + (deploys ? environment : ""),
                node(history),
                history.events().get(0).occurredAt(),
                succeededAt(history),
                deploys && Attributes.isTrue(history.snapshot(), Attribute.PRODUCTION),
                repository(history));
    }

    private static @Nullable String repository(ArtifactHistory history) {
        List<String> named = Attributes.all(history.snapshot(), Attribute.REPOSITORY);
        return named.isEmpty() ? history.snapshot().project() : named.size() == 1 ? named.get(0) : null;
    }

    /**
     * What stands for the sources of a run among the commits: the full hash if it was made from one commit; the hashes in order if
     * from several repositories, because the head of one of them says nothing of the others; else the build itself.
     */
    public static String node(ArtifactHistory history) {
        List<String> heads = Attributes.all(history.snapshot(), Attribute.COMMIT);
        if (!heads.isEmpty()) {
            return String.join("+", heads).toLowerCase(Locale.ROOT);
        }
        return Objects.requireNonNullElse(
                Attributes.first(history.snapshot(), Attribute.BUILD),
                history.artifact().toString());
    }

    /** A build is a deployment only if it says where to and no stage of it says so more exactly. */
    private static boolean deploys(ArtifactHistory history) {
        if (history.artifact().kind() == ArtifactKind.DEPLOYMENT) {
            return true;
        }
        if (Attributes.first(history.snapshot(), Attribute.ENVIRONMENT) == null) {
            return false;
        }
        List<StageRun> stages = new ArrayList<>();
        history.events().forEach(event -> {
            if (event instanceof StageRan ran) {
                stages.add(ran.run());
            }
        });
        return DeployStages.in(stages, DeployStages.declared(history.snapshot().attributes()))
                .isEmpty();
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
