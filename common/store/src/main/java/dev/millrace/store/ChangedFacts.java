package dev.millrace.store;

import dev.millrace.model.ArtifactId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What may read differently than it did at a {@link FactMark}. May name more than did change, never less.
 *
 * @param artifacts whose snapshot, events or ledger lines may differ
 * @param linkSources from which the links may differ
 * @param states whether what the tools say of their states may differ
 * @param mark where the facts stand now, as {@link FactChanges#mark} would say, but for the price of what changed
 */
public record ChangedFacts(
        Set<ArtifactId> artifacts, Set<ArtifactId> linkSources, boolean states, Optional<FactMark> mark) {

    /** Copies the sets. */
    public ChangedFacts {
        artifacts = Set.copyOf(artifacts);
        linkSources = Set.copyOf(linkSources);
        Objects.requireNonNull(mark, "mark");
    }
}
