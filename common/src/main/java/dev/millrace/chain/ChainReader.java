package dev.millrace.chain;

import dev.millrace.flow.Connection;
import dev.millrace.flow.Delivery;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Change;
import dev.millrace.model.FlowEvent.CommitAdded;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads items with their chains. Holds in memory what tells the chains apart (links, ancestry, and one line per build and
 * deployment), and never more than some items' histories.
 */
public final class ChainReader {

    private final FlowStore store;
    private final Knowledge knowledge;
    private final Map<ArtifactId, Set<ArtifactId>> changesOf = new HashMap<>();
    private final Map<ArtifactId, Set<ArtifactId>> buildsNaming = new HashMap<>();
    private final Set<ArtifactId> joined = new HashSet<>();
    private final Map<ArtifactId, String> mergeCommits = new HashMap<>();
    private final Map<ArtifactId, Set<String>> ownCommits = new HashMap<>();
    private final Set<String> ofPullRequests = new HashSet<>();
    private final Set<ArtifactId> bots = new HashSet<>();
    private final Set<ArtifactId> pullRequests = new TreeSet<>();
    private final Map<String, String> repositories = new HashMap<>();
    private final Set<String> defaultBranches = new HashSet<>();
    private final CommitGraph graph = new CommitGraph();
    private final Changelogs changelogs;
    private final List<Run> productionRuns = new ArrayList<>();
    private final Served served;

    /** Reads what tells the chains apart, as of that knowledge. */
    public ChainReader(FlowStore store, Knowledge knowledge) {
        this.store = store;
        this.knowledge = knowledge;
        store.forEachArtifact(ArtifactKind.PULL_REQUEST, knowledge, this::pullRequest);
        store.forEachArtifact(ArtifactKind.COMMIT, knowledge, history -> commit(history.snapshot()));
        new Connections(store, knowledge).forEach(this::connection);
        List<Run> runs = new ArrayList<>();
        List<Checkout> checkouts = new ArrayList<>();
        Set<String> productionJobs = new HashSet<>();
        for (ArtifactKind kind : List.of(ArtifactKind.BUILD, ArtifactKind.DEPLOYMENT)) {
            store.forEachArtifact(kind, knowledge, history -> {
                Run run = Run.of(history);
                if (run != null) {
                    runs.add(run);
                    if (run.production()) {
                        productionRuns.add(run);
                        productionJobs.add(history.snapshot().project());
                    }
                }
                if (kind == ArtifactKind.BUILD) {
                    checkouts.add(Checkout.of(history));
                }
            });
        }
        checkouts.removeIf(build -> !build.ofTrunk(defaultBranches, productionJobs));
        changelogs = new Changelogs(checkouts, graph, repositories);
        served = Served.of(graph, repositories, runs, relevant());
    }

    /** Gives every item in turn: issues as the store orders them, then people's pull requests without an issue. */
    public void forEachItem(Consumer<? super ItemHistory> consumer) {
        store.forEachItem(knowledge, item -> consumer.accept(withChanges(item)));
        for (ArtifactId pullRequest : pullRequests) {
            if (!joined.contains(pullRequest) && !bots.contains(pullRequest)) {
                store.histories(Set.of(pullRequest), knowledge)
                        .forEach(history -> consumer.accept(pullRequestItem(history)));
            }
        }
    }

    /** One item with its chain: an issue, or a pull request without one; empty if it is neither. */
    public Optional<ItemHistory> item(ArtifactId artifact) {
        if (artifact.kind() == ArtifactKind.PULL_REQUEST) {
            return store.histories(Set.of(artifact), knowledge).stream()
                    .map(this::pullRequestItem)
                    .findFirst();
        }
        return store.item(artifact, knowledge).map(this::withChanges);
    }

    /**
     * How the changes of every service reached production, ordered by service: merged pull requests and commits of the trunk, each
     * with the first production deployment that contains it or the reason why nobody can know.
     */
    public List<Delivery> deliveries() {
        Deliveries deliveries = new Deliveries(graph, repositories, productionRuns);
        store.forEachArtifact(ArtifactKind.PULL_REQUEST, knowledge, deliveries::pullRequest);
        store.forEachArtifact(ArtifactKind.COMMIT, knowledge, deliveries::commit);
        store.histories(productionRuns.stream().map(Run::artifact).toList(), knowledge)
                .forEach(deliveries::deployment);
        return deliveries.all();
    }

    /** The issues whose chain a pull request or commit belongs to, ordered by artifact id; empty if it stands for itself. */
    public List<ArtifactId> issuesOf(ArtifactId source) {
        return changesOf.entrySet().stream()
                .filter(entry -> entry.getValue().contains(source))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private ItemHistory pullRequestItem(ArtifactHistory history) {
        return ItemHistory.of(history).with(List.of(change(history)));
    }

    private ItemHistory withChanges(ItemHistory item) {
        Set<ArtifactId> sources =
                new LinkedHashSet<>(changesOf.getOrDefault(item.item().artifact(), Set.of()));
        for (ArtifactHistory subTask : item.subTasks()) {
            sources.addAll(changesOf.getOrDefault(subTask.artifact(), Set.of()));
        }
        sources.removeAll(bots);
        sources.removeIf(source -> source.kind() == ArtifactKind.COMMIT && ofPullRequests.contains(sha(source)));
        sources.addAll(builds(item, sources));
        return sources.isEmpty()
                ? item
                : item.with(store.histories(sources, knowledge).stream()
                        .map(this::change)
                        .toList());
    }

    /** The builds that stand for a change of the item, because neither a pull request nor a captured commit does. */
    private List<ArtifactId> builds(ItemHistory item, Collection<ArtifactId> sources) {
        Set<ArtifactId> naming =
                new TreeSet<>(buildsNaming.getOrDefault(item.item().artifact(), Set.of()));
        item.subTasks().forEach(task -> naming.addAll(buildsNaming.getOrDefault(task.artifact(), Set.of())));
        if (naming.isEmpty()) {
            return List.of();
        }
        Set<String> commits = new HashSet<>();
        for (ArtifactId source : sources) {
            if (source.kind() == ArtifactKind.COMMIT) {
                commits.add(sha(source));
            } else {
                commits.addAll(ownCommits.getOrDefault(source, Set.of()));
            }
        }
        return changelogs.changes(naming, commits).stream().map(Checkout::build).toList();
    }

    private Change change(ArtifactHistory source) {
        Checkout checkout = changelogs.of(source.artifact());
        String repository = checkout == null ? source.snapshot().project() : checkout.service();
        String commit = checkout == null ? commit(source) : checkout.node();
        Collection<ArtifactId> attempts = commit == null ? List.of() : served.attempts(commit);
        return new Change(
                source,
                attempts.isEmpty() ? List.of() : store.histories(attempts, knowledge),
                new Change.Service(repository, served.firstProduction(repository)),
                commit != null && graph.knows(commit) && !served.beforeBaseline(commit));
    }

    private @Nullable String commit(ArtifactHistory source) {
        return source.artifact().kind() == ArtifactKind.COMMIT
                ? sha(source.artifact())
                : mergeCommits.get(source.artifact());
    }

    private void pullRequest(ArtifactHistory history) {
        ArtifactSnapshot snapshot = history.snapshot();
        pullRequests.add(history.artifact());
        Set<String> own = new TreeSet<>();
        String merge = Attributes.first(snapshot, Attributes.MERGE_COMMIT);
        if (merge != null) {
            mergeCommits.put(history.artifact(), merge.toLowerCase(Locale.ROOT));
            own.add(merge.toLowerCase(Locale.ROOT));
        }
        history.events().forEach(event -> {
            if (event instanceof CommitAdded added) {
                own.add(added.sha());
            }
        });
        ownCommits.put(history.artifact(), own);
        ofPullRequests.addAll(own);
        if (Attributes.isBot(snapshot)) {
            bots.add(history.artifact());
        }
    }

    private void commit(ArtifactSnapshot snapshot) {
        String sha = sha(snapshot.artifact());
        graph.add(
                sha,
                Attributes.all(snapshot, Attributes.PARENTS).stream()
                        .map(parent -> parent.toLowerCase(Locale.ROOT))
                        .toList());
        repositories.put(sha, snapshot.project());
        defaultBranches.addAll(Attributes.all(snapshot, Attributes.BRANCH));
    }

    private void connection(Connection link) {
        if (link.to().kind() != ArtifactKind.ISSUE || !link.joins()) {
            return;
        }
        ArtifactKind source = link.from().kind();
        if (source == ArtifactKind.PULL_REQUEST || source == ArtifactKind.COMMIT) {
            changesOf.computeIfAbsent(link.to(), unseen -> new TreeSet<>()).add(link.from());
            joined.add(link.from());
        } else if (source == ArtifactKind.BUILD) {
            buildsNaming.computeIfAbsent(link.to(), unseen -> new TreeSet<>()).add(link.from());
        }
    }

    /** The commits whose builds and deployments anybody will ask for. */
    private Set<String> relevant() {
        Set<String> relevant = new HashSet<>(mergeCommits.values());
        joined.stream()
                .filter(source -> source.kind() == ArtifactKind.COMMIT)
                .map(ChainReader::sha)
                .forEach(relevant::add);
        for (Set<ArtifactId> builds : buildsNaming.values()) {
            for (ArtifactId build : builds) {
                Checkout checkout = changelogs.of(build);
                if (checkout != null) {
                    relevant.add(checkout.node());
                }
            }
        }
        return relevant;
    }

    private static String sha(ArtifactId commit) {
        return commit.nativeId().toLowerCase(Locale.ROOT);
    }
}
