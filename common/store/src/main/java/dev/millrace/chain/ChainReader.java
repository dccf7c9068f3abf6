package dev.millrace.chain;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
import dev.millrace.chain.delivery.DeliveryIndex;
import dev.millrace.chain.graph.ChainFacts;
import dev.millrace.chain.graph.Runs;
import dev.millrace.chain.graph.ServiceCatalog;
import dev.millrace.flow.Automation;
import dev.millrace.flow.Delivery;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.ChangedFacts;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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
    private final ServiceCatalog catalog;
    private final ChainWorld world;
    private final Supplier<DeliveryIndex> deliveries;

    /**
     * Reads what tells the chains apart, as of that knowledge.
     *
     * @param definition says what the services are and which environments are production
     */
    public ChainReader(FlowStore store, Knowledge knowledge, Definition definition) {
        this(
                store,
                knowledge,
                ServiceCatalog.of(definition, store, knowledge),
                new ChainFacts(),
                facts -> ChainLog.NONE);
    }

    /** The same, which writes down what it reads, so that a {@link #refresh} can do without most of it. */
    private ChainReader(
            FlowStore store,
            Knowledge knowledge,
            ServiceCatalog catalog,
            ChainFacts facts,
            Function<ChainFacts, ChainLog> logOf) {
        this.catalog = catalog;
        this.store = store;
        this.knowledge = knowledge;
        ChainLog log = logOf.apply(facts);
        this.world = ChainWorld.read(store, knowledge, catalog, facts, log);
        this.deliveries = () -> {
            DeliveryIndex all = deliveries(log);
            log.deliveries(all.names(), all::stateBefore);
            return all;
        };
    }

    private ChainReader(FlowStore store, Knowledge knowledge, ChainRefresh refresh) {
        this.catalog = refresh.catalog();
        this.store = store;
        this.knowledge = knowledge;
        this.world = refresh.world();
        this.deliveries = refresh::deliveries;
    }

    /**
     * Reads what tells the chains apart, and writes it down for {@link #refresh}, deliveries as well: what is written is complete once
     * {@link #forEachDelivery} has run.
     *
     * @param earliest no report that uses it will ask what was delivered before that
     * @param outputs gives an output for each part by its name; they are closed
     */
    public static ChainReader recording(
            FlowStore store,
            Knowledge knowledge,
            Definition definition,
            Instant earliest,
            Function<String, BinaryOutput> outputs) {
        return new ChainReader(
                store,
                knowledge,
                ServiceCatalog.of(definition, store, knowledge),
                new ChainFacts(),
                facts -> new ChainRecorder(facts, earliest, outputs));
    }

    /**
     * What was written down, brought up to date.
     *
     * @param chains answers as if everything had been read
     * @param issues those whose chains read differently than then; others may be among them
     * @param pullRequests the same of pull requests
     */
    public record Refreshed(ChainReader chains, Set<ArtifactId> issues, Set<ArtifactId> pullRequests) {
        /** Copies the sets. */
        public Refreshed {
            issues = Set.copyOf(issues);
            pullRequests = Set.copyOf(pullRequests);
        }
    }

    /**
     * Brings up to date what {@link #recording} wrote down.
     *
     * @param definition the same
     * @param inputs gives the parts by their names; they are closed
     * @param changes what changed since
     * @return empty if the change is one of the rare ones after which everything must be read
     * @throws java.io.UncheckedIOException if what was written down is damaged
     */
    public static Optional<Refreshed> refresh(
            FlowStore store,
            Knowledge knowledge,
            Definition definition,
            Function<String, BinaryInput> inputs,
            ChangedFacts changes) {
        try {
            ChainRefresh refresh =
                    new ChainRefresh(store, knowledge, definition, inputs, changes.artifacts(), changes.linkSources());
            return Optional.of(new Refreshed(
                    new ChainReader(store, knowledge, refresh),
                    refresh.changedIssues(),
                    refresh.changedPullRequests()));
        } catch (Outdated everything) {
            return Optional.empty();
        }
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

    /** Gives those of these issues and pull requests that are items, as {@link #forEachItem(Consumer)} gives them. */
    public void forEachItem(
            Collection<ArtifactId> issues,
            Collection<ArtifactId> pullRequests,
            Consumer<? super ItemHistory> consumer) {
        List<ItemHistory> some = new ArrayList<>();
        store.projections().forEachItem(issues, knowledge, item -> {
            some.add(item);
            if (some.size() == ITEMS_AT_A_TIME) {
                withChanges(some).forEach(consumer);
                some.clear();
            }
        });
        withChanges(some).forEach(consumer);
        List<ArtifactId> alone =
                pullRequests.stream().filter(world::isAlone).sorted().toList();
        for (int i = 0; i < alone.size(); i += ITEMS_AT_A_TIME) {
            pullRequestItems(alone.subList(i, Math.min(alone.size(), i + ITEMS_AT_A_TIME)))
                    .forEach(consumer);
        }
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

    /**
     * The same, one service at a time. After a {@link #refresh} changes may be left out that were delivered before it is asked for.
     *
     * @return how many were left out
     */
    public long forEachDelivery(Consumer<? super Delivery> consumer) {
        DeliveryIndex all = deliveries.get();
        all.forEach(consumer);
        return all.leftOut();
    }

    /** Gives every pull request of a bot that belongs to no issue, and is no item therefore, in no order. */
    public void forEachAutomation(Consumer<? super Automation> consumer) {
        world.forEachAutomation(consumer);
    }

    private DeliveryIndex deliveries(ChainLog log) {
        DeliveryIndex deliveries = world.deliveries(log);
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
                                Objects.requireNonNull(some.get(history.artifact())), catalog.read(history)));
                some.clear();
            }
        }
        return deliveries;
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
            List<ChainedChange> changes = known.of(sources.get(i)).stream()
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

    private ChainedChange change(ArtifactHistory source, Histories attempts) {
        String repository = world.service(source);
        return new ChainedChange(
                source,
                attempts.of(world.attempts(source)).stream().map(catalog::read).toList(),
                new ChainedChange.Service(
                        catalog.service(source.snapshot(), repository), world.firstProduction(repository)),
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
