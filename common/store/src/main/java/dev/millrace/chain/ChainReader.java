package dev.millrace.chain;

import dev.millrace.chain.delivery.DeliveryIndex;
import dev.millrace.chain.graph.Runs;
import dev.millrace.chain.graph.ServiceCatalog;
import dev.millrace.flow.Delivery;
import dev.millrace.metrics.origin.Automation;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads items with their chains from the facts alone. Holds in memory what tells the chains apart (links, ancestry, and a few numbers
 * per build and deployment: some hundred bytes for an artifact, see {@link ChainWorld}), and never more than some items' histories.
 */
public final class ChainReader implements Chains {

    private static final int ITEMS_AT_A_TIME = 100;
    private static final int DEPLOYMENTS_AT_A_TIME = 500;

    private final FlowStore store;
    private final Knowledge knowledge;
    private final ServiceCatalog catalog;
    private final ChainSource source;
    private final ChainWorld world;
    private final ChainAssembler items;

    /**
     * Reads what tells the chains apart, as of that knowledge.
     *
     * @param definition says what the services are and which environments are production
     */
    public ChainReader(FlowStore store, Knowledge knowledge, Definition definition) {
        this.store = store;
        this.knowledge = knowledge;
        this.catalog = ServiceCatalog.of(definition, store, knowledge);
        this.source = ChainSource.ofStore(store, knowledge);
        this.world = ChainWorld.read(source, catalog, Set.of());
        this.items = new ChainAssembler(store, knowledge, catalog, world);
    }

    /** Gives issues as the store orders them, then people's pull requests without an issue. */
    @Override
    public void forEachItem(Consumer<? super ItemHistory> consumer) {
        List<ItemHistory> issues = new ArrayList<>();
        store.forEachItem(knowledge, item -> {
            issues.add(item);
            if (issues.size() == ITEMS_AT_A_TIME) {
                items.withChanges(issues).forEach(consumer);
                issues.clear();
            }
        });
        items.withChanges(issues).forEach(consumer);
        List<ArtifactId> alone = new ArrayList<>();
        world.forEachPullRequestAlone(pullRequest -> {
            alone.add(pullRequest);
            if (alone.size() == ITEMS_AT_A_TIME) {
                items.pullRequests(alone).forEach(consumer);
                alone.clear();
            }
        });
        items.pullRequests(alone).forEach(consumer);
    }

    @Override
    public Optional<ItemHistory> item(ArtifactId artifact) {
        if (artifact.kind() == ArtifactKind.PULL_REQUEST) {
            return items.pullRequests(List.of(artifact)).stream().findFirst();
        }
        return store.item(artifact, knowledge)
                .map(item -> items.withChanges(List.of(item)).get(0));
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
        deliveries(world, source, catalog).forEach(consumer);
    }

    /** The deliveries of the artifacts that the world was read from. */
    static DeliveryIndex deliveries(ChainWorld world, ChainSource source, ServiceCatalog catalog) {
        DeliveryIndex deliveries = world.deliveries();
        source.forEachArtifact(ArtifactKind.COMMIT, deliveries::commit);
        source.forEachArtifact(ArtifactKind.PULL_REQUEST, deliveries::pullRequest);
        deliveries.contained();
        Runs runs = world.runs();
        Map<ArtifactId, Integer> some = new HashMap<>();
        for (int run = 0; run < runs.size(); run++) {
            if (runs.production(run)) {
                some.put(runs.artifact(run), run);
            }
            if (some.size() == DEPLOYMENTS_AT_A_TIME || run == runs.size() - 1) {
                source.histories(some.keySet())
                        .forEach(history -> deliveries.deployment(
                                Objects.requireNonNull(some.get(history.artifact())), catalog.read(history)));
                some.clear();
            }
        }
        return deliveries;
    }

    /** Gives every pull request of automation, which is no item, in no order. */
    public void forEachAutomation(Consumer<? super Automation> consumer) {
        world.forEachAutomation((pullRequest, made) -> consumer.accept(made));
    }

    @Override
    public List<ArtifactId> issuesOf(ArtifactId artifact) {
        return world.issuesOf(artifact);
    }
}
