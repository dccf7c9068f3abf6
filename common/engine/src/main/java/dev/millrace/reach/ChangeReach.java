package dev.millrace.reach;

import dev.millrace.flow.Attempt;
import dev.millrace.flow.Chain;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ChainedChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far one change came.
 *
 * @param artifact the pull request, the commit, or the build that stands for it
 * @param key what people call that
 * @param state its state as of the question, in its tool's words; hostile text
 * @param mergedAt since when it is part of the trunk; null if it is not
 * @param service where it is deployed
 * @param traced whether it is known which deployments contain it; if not, it may have reached more environments than are named
 * @param stops one for each pipeline and environment that it was deployed to, or is being deployed to, in order of time
 */
public record ChangeReach(
        ArtifactId artifact,
        String key,
        String state,
        @Nullable Instant mergedAt,
        String service,
        boolean traced,
        List<Stop> stops) {

    private static final String MERGED = "merged";

    /** Copies the list. */
    public ChangeReach {
        Objects.requireNonNull(artifact, "artifact");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(service, "service");
        stops = List.copyOf(stops);
    }

    /** Whether it was given up: it is neither merged nor open. */
    public boolean abandoned() {
        return mergedAt == null && state.equalsIgnoreCase("closed");
    }

    /** Whether it is merged and may have reached more environments than are named. What is not merged has reached none by being merged. */
    public boolean unknown() {
        return mergedAt != null && !traced;
    }

    /**
     * The reach of a change.
     *
     * @param part the change as a part of the item's chain
     * @param asOf what happened later does not count
     */
    static ChangeReach of(ChainedChange change, Chain.Part part, Instant asOf) {
        Map<String, List<Attempt>> pipelines = new LinkedHashMap<>();
        change.attempts().forEach(history -> {
            @Nullable Attempt attempt = Attempt.of(history, asOf);
            if (attempt != null && attempt.deploys()) {
                pipelines
                        .computeIfAbsent(attempt.pipeline(), unseen -> new ArrayList<>())
                        .add(attempt);
            }
        });
        boolean open = part.artifact().kind() == ArtifactKind.PULL_REQUEST;
        return new ChangeReach(
                part.artifact(),
                part.key(),
                part.state(),
                !open ? part.begunAt() : part.state().equalsIgnoreCase(MERGED) ? part.endedAt() : null,
                change.service().name(),
                change.traced(),
                pipelines.values().stream()
                        .flatMap(attempts -> Stop.of(attempts).stream())
                        .sorted(Stop.ORDER)
                        .toList());
    }
}
