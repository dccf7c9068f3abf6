package dev.millrace.chain;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Change;
import dev.millrace.model.FlowEvent.CommitAdded;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
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

/**
 * Reads items with their chains. Holds in memory what tells the chains apart (links, ancestry, and one line per build and
 * deployment), and never more than some items' histories.
 */
public final class ChainReader {

    private static final String BOT = "bot";
    private static final Set<Link.Rule> JOINING = Set.of(
            Link.Rule.EXPLICIT,
            Link.Rule.CLOSING_REFERENCE,
            Link.Rule.BRANCH,
            Link.Rule.TITLE,
            Link.Rule.COMMIT_MESSAGE);

    private final FlowStore store;
    private final Knowledge knowledge;
    private final Map<ArtifactId, Set<ArtifactId>> changesOf = new HashMap<>();
    private final Set<ArtifactId> joined = new HashSet<>();
    private final Map<ArtifactId, String> mergeCommits = new HashMap<>();
    private final Set<String> ofPullRequests = new HashSet<>();
    private final Set<ArtifactId> bots = new HashSet<>();
    private final Set<ArtifactId> pullRequests = new TreeSet<>();
    private final Map<String, String> repositories = new HashMap<>();
    private final CommitGraph graph = new CommitGraph();
    private final Served served;

    /** Reads what tells the chains apart, as of that knowledge. */
    public ChainReader(FlowStore store, Knowledge knowledge) {
        this.store = store;
        this.knowledge = knowledge;
        Set<String> wanted = new HashSet<>();
        store.forEachArtifact(ArtifactKind.PULL_REQUEST, knowledge, this::pullRequest);
        store.forEachArtifact(ArtifactKind.COMMIT, knowledge, history -> {
            commit(history.snapshot());
            wanted.add(sha(history.artifact()));
        });
        store.forEachLink(knowledge, this::link);
        List<Run> runs = new ArrayList<>();
        for (ArtifactKind kind : List.of(ArtifactKind.BUILD, ArtifactKind.DEPLOYMENT)) {
            store.forEachArtifact(kind, knowledge, history -> {
                Run run = Run.of(history);
                if (run != null) {
                    runs.add(run);
                }
            });
        }
        wanted.retainAll(relevant());
        served = Served.of(graph, repositories, runs, wanted);
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
        return sources.isEmpty()
                ? item
                : item.with(store.histories(sources, knowledge).stream()
                        .map(this::change)
                        .toList());
    }

    private Change change(ArtifactHistory source) {
        String repository = source.snapshot().project();
        String commit = source.artifact().kind() == ArtifactKind.COMMIT
                ? sha(source.artifact())
                : mergeCommits.get(source.artifact());
        Collection<ArtifactId> attempts = commit == null ? List.of() : served.attempts(commit);
        boolean traced = commit != null && graph.knows(commit) && !served.beforeBaseline(commit);
        return new Change(
                source,
                attempts.isEmpty() ? List.of() : store.histories(attempts, knowledge),
                new Change.Service(repository, served.firstProduction(repository)),
                traced);
    }

    private void pullRequest(ArtifactHistory history) {
        ArtifactSnapshot snapshot = history.snapshot();
        pullRequests.add(history.artifact());
        String merge = Attributes.first(snapshot, Attributes.MERGE_COMMIT);
        if (merge != null) {
            mergeCommits.put(history.artifact(), merge.toLowerCase(Locale.ROOT));
            ofPullRequests.add(merge.toLowerCase(Locale.ROOT));
        }
        history.events().forEach(event -> {
            if (event instanceof CommitAdded added) {
                ofPullRequests.add(added.sha());
            }
        });
        if (BOT.equals(Attributes.first(snapshot, Attributes.AUTHOR_TYPE))) {
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
    }

    private void link(Link link) {
        boolean source =
                link.from().kind() == ArtifactKind.PULL_REQUEST || link.from().kind() == ArtifactKind.COMMIT;
        if (source && link.to().kind() == ArtifactKind.ISSUE && JOINING.contains(link.rule())) {
            changesOf.computeIfAbsent(link.to(), unseen -> new TreeSet<>()).add(link.from());
            joined.add(link.from());
        }
    }

    /** The commits whose builds and deployments anybody will ask for. */
    private Set<String> relevant() {
        Set<String> relevant = new HashSet<>(mergeCommits.values());
        joined.stream()
                .filter(source -> source.kind() == ArtifactKind.COMMIT)
                .map(ChainReader::sha)
                .forEach(relevant::add);
        return relevant;
    }

    private static String sha(ArtifactId commit) {
        return commit.nativeId().toLowerCase(Locale.ROOT);
    }
}
