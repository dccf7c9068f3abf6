package dev.millrace.chain;

import dev.millrace.chain.graph.Attributes;
import dev.millrace.chain.graph.ServiceCatalog;
import dev.millrace.chain.link.Connections;
import dev.millrace.flow.Connection;
import dev.millrace.flow.Delivery;
import dev.millrace.metrics.origin.Automation;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Attribute;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The chains of one codebase: repositories and jobs that share commits or builds. What is in no other codebase than this one is
 * computed without them. Histories of a codebase of usual size are read once and held; of a larger one they are read again.
 */
public final class CodebaseChains {

    private static final int MOST_HELD = 60_000;
    private static final int AT_A_TIME = 256;

    private final FlowStore store;
    private final Knowledge knowledge;
    private final Map<ArtifactKind, List<ArtifactId>> members = new HashMap<>();
    private final Map<ArtifactKind, List<ArtifactHistory>> held = new HashMap<>();
    private final boolean hold;
    private final Set<String> flagged = new HashSet<>();
    private final Map<ArtifactId, Map<ArtifactId, Link.Rule>> rules = new HashMap<>();
    private final ServiceCatalog catalog;
    private final ChainWorld world;

    /**
     * Reads them as of that knowledge.
     *
     * @param defaultBranches the default branches of all captured repositories
     * @param artifacts the commits, pull requests, builds and deployments of the codebase
     */
    public CodebaseChains(
            FlowStore store,
            Knowledge knowledge,
            Definition definition,
            Set<String> defaultBranches,
            Collection<ArtifactId> artifacts) {
        this.store = store;
        this.knowledge = knowledge;
        this.hold = artifacts.size() <= MOST_HELD;
        artifacts.forEach(artifact -> members.computeIfAbsent(artifact.kind(), kind -> new ArrayList<>())
                .add(artifact));
        members.values().forEach(all -> all.sort(null));
        Source source = new Source();
        source.forEachArtifact(ArtifactKind.DEPLOYMENT, deployment -> {
            if (ServiceCatalog.hasFlag(deployment.snapshot())) {
                flagged.add(deployment.snapshot().project());
            }
        });
        this.catalog = new ServiceCatalog(definition, flagged);
        this.world = ChainWorld.read(source, catalog, defaultBranches);
    }

    /** The repositories in which the tool's flag of production decides. */
    public Set<String> flagged() {
        return Set.copyOf(flagged);
    }

    /** The default branches that its commits name. */
    public Set<String> defaultBranches() {
        Set<String> branches = new HashSet<>();
        new Source().forEachArtifact(ArtifactKind.COMMIT, commit -> {
            if (!Attributes.isAside(commit.snapshot())) {
                branches.addAll(Attributes.all(commit.snapshot(), Attribute.BRANCH));
            }
        });
        return branches;
    }

    /** Gives everything that can be a change of an item, with what serves it. */
    public void forEachChange(BiConsumer<? super ArtifactHistory, ChainLinks.Served> consumer) {
        Set<ArtifactId> joined = new HashSet<>();
        world.forEachMember((issue, source, change) -> joined.add(source));
        for (ArtifactKind kind : List.of(ArtifactKind.PULL_REQUEST, ArtifactKind.COMMIT, ArtifactKind.BUILD)) {
            new Source().forEachArtifact(kind, history -> {
                if (kind == ArtifactKind.PULL_REQUEST || joined.contains(history.artifact())) {
                    consumer.accept(history, world.served(history));
                }
            });
        }
    }

    /**
     * How an artifact belongs to an issue.
     *
     * @param rule the strongest rule that connects them
     * @param change whether it is a change of the issue; a pull request of automation is none
     */
    public record Member(Link.Rule rule, boolean change) {}

    /** The issues that each of its artifacts belongs to. */
    public Map<ArtifactId, Map<ArtifactId, Member>> items() {
        Map<ArtifactId, Map<ArtifactId, Member>> items = new HashMap<>();
        world.forEachMember((issue, source, change) -> items.computeIfAbsent(source, unseen -> new TreeMap<>())
                .put(
                        issue,
                        new Member(
                                rules.getOrDefault(source, Map.of()).getOrDefault(issue, Link.Rule.CONFIRMED),
                                change)));
        return items;
    }

    /** Gives the pull requests of automation. */
    public void forEachAutomation(BiConsumer<? super ArtifactId, ? super Automation> consumer) {
        world.forEachAutomation(consumer);
    }

    /** Gives people's pull requests that belong to no issue: they are items. */
    public void forEachPullRequestAlone(Consumer<? super ArtifactId> consumer) {
        world.forEachPullRequestAlone(consumer);
    }

    /** Gives its builds. */
    public void forEachBuild(Consumer<? super ArtifactHistory> consumer) {
        new Source().forEachArtifact(ArtifactKind.BUILD, consumer);
    }

    /** Gives all its artifacts that existed by then. */
    public void forEach(Consumer<? super ArtifactHistory> consumer) {
        members.keySet().forEach(kind -> new Source().forEachArtifact(kind, consumer));
    }

    /** Gives how its changes reached production, service by service. */
    public void forEachDelivery(Consumer<? super Delivery> consumer) {
        ChainReader.deliveries(world, new Source(), catalog).forEach(consumer);
    }

    private final class Source implements ChainSource {

        @Override
        public void forEachCommitId(Consumer<? super ArtifactId> consumer) {
            members.getOrDefault(ArtifactKind.COMMIT, List.of()).forEach(consumer);
        }

        @Override
        public void forEachArtifact(ArtifactKind kind, Consumer<? super ArtifactHistory> consumer) {
            List<ArtifactHistory> known = held.get(kind);
            if (known != null) {
                known.forEach(consumer);
                return;
            }
            List<ArtifactHistory> read = new ArrayList<>();
            List<ArtifactId> all = members.getOrDefault(kind, List.of());
            for (int from = 0; from < all.size(); from += AT_A_TIME) {
                List<ArtifactId> some = all.subList(from, Math.min(all.size(), from + AT_A_TIME));
                store.histories(some, knowledge).forEach(history -> {
                    consumer.accept(history);
                    if (hold) {
                        read.add(history);
                    }
                });
            }
            if (hold) {
                held.put(kind, read);
            }
        }

        @Override
        public List<ArtifactHistory> histories(Collection<ArtifactId> artifacts) {
            return store.histories(artifacts, knowledge);
        }

        @Override
        public void forEachConnection(Consumer<? super Connection> consumer) {
            List<ArtifactId> from = new ArrayList<>();
            members.values().forEach(from::addAll);
            new Connections(store, knowledge).forEachFrom(from, connection -> {
                connection
                        .strongest()
                        .ifPresent(rule -> rules.computeIfAbsent(connection.from(), unseen -> new HashMap<>())
                                .put(connection.to(), rule));
                consumer.accept(connection);
            });
        }
    }
}
