package dev.millrace.chain;

import dev.millrace.flow.Delivery;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Change;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads items with their chains. Holds in memory what tells the chains apart (links, ancestry, and a few numbers per build and
 * deployment: some hundred bytes for an artifact, see {@link ChainWorld}), and never more than some items' histories.
 */
public final class ChainReader {

    private static final int ITEMS_AT_A_TIME = 100;
    private static final int DEPLOYMENTS_AT_A_TIME = 500;

    private final FlowStore store;
    private final Knowledge knowledge;
    private final Places places;
    private final ChainWorld world;

    /** Reads what tells the chains apart, as of that knowledge, with no other word on services and environments than the tools'. */
    public ChainReader(FlowStore store, Knowledge knowledge) {
        this(store, knowledge, Definition.standard());
    }

    /**
     * Reads what tells the chains apart, as of that knowledge.
     *
     * @param definition says what the services are and which environments are production
     */
    public ChainReader(FlowStore store, Knowledge knowledge, Definition definition) {
        this.places = new Places(definition);
        this.store = store;
        this.knowledge = knowledge;
        this.world = ChainWorld.read(store, knowledge, places);
    }

    /** Gives every item in turn: issues as the store orders them, then people's pull requests without an issue. */
    public void forEachItem(Consumer<? super ItemHistory> consumer) {
        List<ItemHistory> issues = new ArrayList<>();
        store.forEachItem(knowledge, item -> {
            issues.add(item);
            if (issues.size() == ITEMS_AT_A_TIME) {
                withChanges(issues).forEach(consumer);
                issues.clear();
            }
        });
        withChanges(issues).forEach(consumer);
        List<ArtifactId> alone = new ArrayList<>();
        world.forEachPullRequestAlone(pullRequest -> {
            alone.add(pullRequest);
            if (alone.size() == ITEMS_AT_A_TIME) {
                pullRequestItems(alone).forEach(consumer);
                alone.clear();
            }
        });
        pullRequestItems(alone).forEach(consumer);
    }

    /** One item with its chain: an issue, or a pull request without one; empty if it is neither. */
    public Optional<ItemHistory> item(ArtifactId artifact) {
        if (artifact.kind() == ArtifactKind.PULL_REQUEST) {
            return pullRequestItems(List.of(artifact)).stream().findFirst();
        }
        return store.item(artifact, knowledge)
                .map(item -> withChanges(List.of(item)).get(0));
    }

    /**
     * How the changes of every service reached production, ordered by service: merged pull requests and commits of the trunk, each
     * with the first production deployment that contains it or the reason why nobody can know.
     */
    public List<Delivery> deliveries() {
        List<Delivery> all = new ArrayList<>();
        forEachDelivery(all::add);
        return all;
    }

    /** The same, one service at a time. */
    public void forEachDelivery(Consumer<? super Delivery> consumer) {
        Deliveries deliveries = world.deliveries();
        store.forEachArtifact(ArtifactKind.COMMIT, knowledge, deliveries::commit);
        store.forEachArtifact(ArtifactKind.PULL_REQUEST, knowledge, deliveries::pullRequest);
        deliveries.contained();
        Runs runs = world.runs();
        Map<ArtifactId, Integer> some = new HashMap<>();
        for (int run = 0; run < runs.size(); run++) {
            if (runs.production(run)) {
                some.put(runs.artifact(run), run);
            }
            if (some.size() == DEPLOYMENTS_AT_A_TIME || run == runs.size() - 1) {
                store.histories(some.keySet(), knowledge)
                        .forEach(history -> deliveries.deployment(
                                Objects.requireNonNull(some.get(history.artifact())), places.read(history)));
                some.clear();
            }
        }
        deliveries.forEach(consumer);
    }

    /** The issues whose chain a pull request or commit belongs to, ordered by artifact id; empty if it stands for itself. */
    public List<ArtifactId> issuesOf(ArtifactId source) {
        return world.issuesOf(source);
    }

    private List<ItemHistory> pullRequestItems(List<ArtifactId> pullRequests) {
        List<ArtifactHistory> histories = store.histories(pullRequests, knowledge);
        Histories attempts = attempts(histories);
        return histories.stream()
                .map(history -> ItemHistory.of(history).with(List.of(change(history, attempts))))
                .toList();
    }

    private List<ItemHistory> withChanges(List<ItemHistory> items) {
        List<Set<ArtifactId>> sources = new ArrayList<>();
        Set<ArtifactId> wanted = new HashSet<>();
        for (ItemHistory item : items) {
            Set<ArtifactId> of = world.sources(item);
            sources.add(of);
            wanted.addAll(of);
        }
        Histories known = new Histories(wanted);
        Set<ArtifactId> standing = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            List<ArtifactId> builds = world.builds(items.get(i), sources.get(i), known.of(sources.get(i)));
            sources.get(i).addAll(builds);
            standing.addAll(builds);
        }
        known.read(standing);
        Histories attempts = attempts(known.all());
        List<ItemHistory> with = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            List<Change> changes = known.of(sources.get(i)).stream()
                    .map(source -> change(source, attempts))
                    .toList();
            with.add(changes.isEmpty() ? items.get(i) : items.get(i).with(changes));
        }
        return with;
    }

    private Histories attempts(List<ArtifactHistory> sources) {
        Set<ArtifactId> wanted = new HashSet<>();
        sources.forEach(source -> wanted.addAll(world.attempts(source)));
        return new Histories(wanted);
    }

    private Change change(ArtifactHistory source, Histories attempts) {
        String repository = world.service(source);
        return new Change(
                source,
                attempts.of(world.attempts(source)).stream().map(places::read).toList(),
                new Change.Service(places.service(source.snapshot(), repository), world.firstProduction(repository)),
                world.traced(source));
    }

    /** The histories of some artifacts, read at once: items that come together often share them. */
    private final class Histories {

        private final Map<ArtifactId, ArtifactHistory> histories = new HashMap<>();

        Histories(Set<ArtifactId> artifacts) {
            read(artifacts);
        }

        void read(Set<ArtifactId> artifacts) {
            if (!artifacts.isEmpty()) {
                store.histories(artifacts, knowledge).forEach(history -> histories.put(history.artifact(), history));
            }
        }

        /** Those of them that are captured, ordered by artifact id. */
        List<ArtifactHistory> of(Set<ArtifactId> artifacts) {
            List<ArtifactHistory> found = new ArrayList<>();
            for (ArtifactId artifact : artifacts) {
                @Nullable ArtifactHistory history = histories.get(artifact);
                if (history != null) {
                    found.add(history);
                }
            }
            found.sort((one, other) -> one.artifact().compareTo(other.artifact()));
            return found;
        }

        List<ArtifactHistory> all() {
            return List.copyOf(histories.values());
        }
    }
}
