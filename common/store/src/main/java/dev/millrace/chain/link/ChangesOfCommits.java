package dev.millrace.chain.link;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Knowledge;
import dev.millrace.store.ChangedFacts;
import dev.millrace.store.FlowStore;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Finds pull requests by the commit that they were merged as, or by their newest one, without a look at all of them. */
public final class ChangesOfCommits {

    private ChangesOfCommits() {}

    /**
     * Gives all pull requests that were merged as one of these commits, or whose newest commit is one of them, and perhaps others.
     *
     * @param commits whole hashes
     */
    public static void forEach(
            FlowStore store,
            Knowledge knowledge,
            Collection<String> commits,
            Consumer<? super ArtifactSnapshot> consumer) {
        if (commits.isEmpty()) {
            return;
        }
        Optional<Set<ArtifactId>> candidates = candidates(store, knowledge, commits);
        if (candidates.isPresent()) {
            store.histories(candidates.get(), knowledge).stream()
                    .map(ArtifactHistory::snapshot)
                    .forEach(consumer);
        } else {
            store.forEachSnapshot(ArtifactKind.PULL_REQUEST, knowledge, consumer);
        }
    }

    /** Empty if names were not noted, or if they are later than what is asked for: a pull request may have had other commits then. */
    private static Optional<Set<ArtifactId>> candidates(
            FlowStore store, Knowledge knowledge, Collection<String> commits) {
        if (store.lastRecordedAt().filter(knowledge.knownAt()::isBefore).isPresent()) {
            return Optional.empty();
        }
        return KeyLinker.changedSinceNamed(store).map(ChangedFacts::artifacts).map(changed -> {
            Set<ArtifactId> candidates = new HashSet<>(store.linkNames()
                    .called(commits.stream().map(SourceNames::commit).collect(Collectors.toSet())));
            candidates.addAll(changed);
            candidates.removeIf(artifact -> artifact.kind() != ArtifactKind.PULL_REQUEST);
            return candidates;
        });
    }
}
