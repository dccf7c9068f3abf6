package dev.millrace.demo;

import dev.millrace.buildcard.BuildHistory;
import dev.millrace.buildcard.BuildRecord;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Knowledge;
import dev.millrace.store.KnownFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds as their tool's own page would know them, out of the store. */
final class StoredBuilds {

    private final KnownFacts store;
    private final Knowledge knowledge;

    StoredBuilds(KnownFacts store, Knowledge knowledge) {
        this.store = store;
        this.knowledge = knowledge;
    }

    /**
     * That build.
     *
     * @throws IllegalStateException if it is not in the store
     */
    BuildRecord record(ArtifactId artifact) {
        ArtifactHistory build = store.histories(List.of(artifact), knowledge).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the store has no build " + artifact));
        Map<String, ArtifactSnapshot> commits = new HashMap<>();
        store.forEachArtifact(
                ArtifactKind.COMMIT,
                knowledge,
                history -> commits.put(history.artifact().nativeId(), history.snapshot()));
        return BuildHistory.record(build, knowledge.asOf(), sha -> Optional.ofNullable(commits.get(sha)))
                .orElseThrow(() -> new IllegalStateException(artifact + " has no number"));
    }
}
