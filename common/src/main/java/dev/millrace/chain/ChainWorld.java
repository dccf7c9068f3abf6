package dev.millrace.chain;

import dev.millrace.flow.Connection;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.FlowEvent.CommitAdded;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What tells the chains of a store apart: who is linked to whom, which commit comes from which, and what was built and deployed from
 * them. Everything is a number here, so that a store of a million items fits in a small heap.
 */
final class ChainWorld {

    private final ArtifactNumbers artifacts = new ArtifactNumbers();
    private final CommitGraph graph = new CommitGraph();
    private final Repositories repositories = new Repositories();
    private final Runs runs = new Runs(artifacts, graph);
    private final Reverts reverts = new Reverts();
    private final Pairs changesOf = new Pairs();
    private final Pairs buildsNaming = new Pairs();
    private final BitSet joined = new BitSet();
    private final BitSet ofPullRequests = new BitSet();
    private final BitSet bots = new BitSet();
    private final IntList pullRequests = new IntList();
    private final IntList mergeCommits = new IntList();
    private final Set<String> defaultBranches = new HashSet<>();
    private final Changelogs changelogs;
    private final Served served;

    private final Places places;

    private ChainWorld(FlowStore store, Knowledge knowledge, Places places) {
        this.places = places;
        store.forEachArtifact(ArtifactKind.COMMIT, knowledge, history -> commit(history.snapshot()));
        store.forEachArtifact(ArtifactKind.PULL_REQUEST, knowledge, this::pullRequest);
        new Connections(store, knowledge).forEach(this::connection);
        RunReader reader = new RunReader(store, knowledge, places, artifacts, graph, runs);
        changelogs = new Changelogs(reader.read(defaultBranches), graph, repositories);
        if (changelogs.addedAnything()) {
            reader.readHeldBack();
        }
        served = Served.of(graph, repositories, runs, run -> true, relevant());
    }

    static ChainWorld read(FlowStore store, Knowledge knowledge, Places places) {
        return new ChainWorld(store, knowledge, places);
    }

    /** Gives every pull request of a person that belongs to no issue, ordered by artifact id. */
    void forEachPullRequestAlone(Consumer<? super ArtifactId> consumer) {
        for (int i = 0; i < pullRequests.size(); i++) {
            int number = pullRequests.get(i);
            if (!joined.get(number) && !bots.get(number)) {
                consumer.accept(artifacts.artifact(number));
            }
        }
    }

    /** The pull requests and commits of an item and its sub-tasks. */
    Set<ArtifactId> sources(ItemHistory item) {
        Set<ArtifactId> sources = new HashSet<>();
        for (int number : numbers(item)) {
            changesOf.forEach(number, source -> {
                ArtifactId artifact = artifacts.artifact(source);
                boolean ofPullRequest = artifact.kind() == ArtifactKind.COMMIT && isOfPullRequest(artifact);
                if (!bots.get(source) && !ofPullRequest) {
                    sources.add(artifact);
                }
            });
        }
        return sources;
    }

    /**
     * The builds that stand for a change of the item, because neither a pull request nor a captured commit does.
     *
     * @param sources its pull requests and commits
     * @param histories those of them that are captured
     */
    List<ArtifactId> builds(ItemHistory item, Set<ArtifactId> sources, Collection<ArtifactHistory> histories) {
        Set<ArtifactId> naming = new TreeSet<>();
        for (int number : numbers(item)) {
            buildsNaming.forEach(number, build -> naming.add(artifacts.artifact(build)));
        }
        if (naming.isEmpty()) {
            return List.of();
        }
        Set<String> commits = new HashSet<>();
        for (ArtifactId source : sources) {
            if (source.kind() == ArtifactKind.COMMIT) {
                commits.add(sha(source));
            }
        }
        for (ArtifactHistory history : histories) {
            if (history.artifact().kind() == ArtifactKind.PULL_REQUEST) {
                commits.addAll(ownCommits(history));
            }
        }
        return changelogs.changes(naming, commits).stream().map(Checkout::build).toList();
    }

    /** The builds and deployments that serve a change. */
    Set<ArtifactId> attempts(ArtifactHistory source) {
        IntList attempts = served.attempts(commit(source));
        Set<ArtifactId> found = new HashSet<>();
        for (int i = 0; i < attempts.size(); i++) {
            found.add(runs.artifact(attempts.get(i)));
        }
        return found;
    }

    /** What a change is deployed as. */
    String service(ArtifactHistory source) {
        Checkout checkout = changelogs.of(source.artifact());
        return checkout == null ? source.snapshot().project() : checkout.service();
    }

    /** When the service's first production deployment ended well, or null if there was none. */
    @Nullable Instant firstProduction(String service) {
        return served.firstProduction(service);
    }

    /** Whether it is known which attempts contain a change. */
    boolean traced(ArtifactHistory source) {
        int commit = commit(source);
        return graph.knows(commit) && !served.beforeBaseline(commit);
    }

    /** See {@link ChainReader#issuesOf}. */
    List<ArtifactId> issuesOf(ArtifactId source) {
        List<ArtifactId> issues = new ArrayList<>();
        int number = artifacts.find(source);
        if (number != Texts.NONE) {
            changesOf.forEachWith(number, issue -> issues.add(artifacts.artifact(issue)));
        }
        return issues.stream().sorted().toList();
    }

    /** Deliveries to be filled with the changes and deployments of the same store. */
    Deliveries deliveries() {
        return new Deliveries(artifacts, graph, repositories, runs, reverts, places);
    }

    Runs runs() {
        return runs;
    }

    /** The numbers of an item and its sub-tasks, as far as something is linked to them. */
    private List<Integer> numbers(ItemHistory item) {
        List<Integer> numbers = new ArrayList<>();
        add(item.item().artifact(), numbers);
        item.subTasks().forEach(task -> add(task.artifact(), numbers));
        return numbers;
    }

    private void add(ArtifactId artifact, List<Integer> numbers) {
        int number = artifacts.find(artifact);
        if (number != Texts.NONE) {
            numbers.add(number);
        }
    }

    private boolean isOfPullRequest(ArtifactId commit) {
        int number = graph.find(sha(commit));
        return number != Texts.NONE && ofPullRequests.get(number);
    }

    /** The number of the commit that stands for a change; {@link Texts#NONE} if there is none. */
    private int commit(ArtifactHistory source) {
        Checkout checkout = changelogs.of(source.artifact());
        if (checkout != null) {
            return graph.find(checkout.node());
        }
        if (source.artifact().kind() == ArtifactKind.COMMIT) {
            return graph.find(sha(source.artifact()));
        }
        int number = artifacts.find(source.artifact());
        return number == Texts.NONE ? Texts.NONE : mergeCommits.getOr(number, Texts.NONE);
    }

    private void commit(ArtifactSnapshot snapshot) {
        int number = graph.add(
                sha(snapshot.artifact()),
                Attributes.all(snapshot, Attributes.PARENTS).stream()
                        .map(parent -> parent.toLowerCase(Locale.ROOT))
                        .toList());
        repositories.put(number, snapshot.project());
        defaultBranches.addAll(Attributes.all(snapshot, Attributes.BRANCH));
        reverts.show(snapshot);
    }

    private void pullRequest(ArtifactHistory history) {
        ArtifactSnapshot snapshot = history.snapshot();
        int number = artifacts.number(history.artifact());
        pullRequests.add(number);
        String merge = Attributes.first(snapshot, Attributes.MERGE_COMMIT);
        if (merge != null) {
            mergeCommits.put(number, graph.number(merge.toLowerCase(Locale.ROOT)), Texts.NONE);
        }
        for (String own : ownCommits(history)) {
            // a commit that nothing else names is asked for by nobody
            int commit = graph.find(own);
            if (commit != Texts.NONE) {
                ofPullRequests.set(commit);
            }
        }
        bots.set(number, Attributes.isBot(snapshot));
        reverts.show(snapshot);
    }

    private static Set<String> ownCommits(ArtifactHistory pullRequest) {
        Set<String> own = new TreeSet<>();
        String merge = Attributes.first(pullRequest.snapshot(), Attributes.MERGE_COMMIT);
        if (merge != null) {
            own.add(merge.toLowerCase(Locale.ROOT));
        }
        pullRequest.events().forEach(event -> {
            if (event instanceof CommitAdded added) {
                own.add(added.sha());
            }
        });
        return own;
    }

    private void connection(Connection link) {
        if (link.to().kind() != ArtifactKind.ISSUE || !link.joins()) {
            return;
        }
        ArtifactKind source = link.from().kind();
        if (source == ArtifactKind.PULL_REQUEST || source == ArtifactKind.COMMIT) {
            int from = artifacts.number(link.from());
            changesOf.add(artifacts.number(link.to()), from);
            joined.set(from);
        } else if (source == ArtifactKind.BUILD) {
            buildsNaming.add(artifacts.number(link.to()), artifacts.number(link.from()));
        }
    }

    /** The commits whose builds and deployments anybody will ask for. */
    private BitSet relevant() {
        BitSet relevant = new BitSet();
        for (int i = 0; i < mergeCommits.size(); i++) {
            set(relevant, mergeCommits.get(i));
        }
        joined.stream()
                .filter(source -> artifacts.kind(source) == ArtifactKind.COMMIT)
                .forEach(source -> set(relevant, graph.find(sha(artifacts.artifact(source)))));
        buildsNaming.forEachSecond(build -> {
            Checkout checkout = changelogs.of(artifacts.artifact(build));
            if (checkout != null) {
                set(relevant, graph.find(checkout.node()));
            }
        });
        return relevant;
    }

    private static void set(BitSet commits, int commit) {
        if (commit != Texts.NONE) {
            commits.set(commit);
        }
    }

    private static String sha(ArtifactId commit) {
        return commit.nativeId().toLowerCase(Locale.ROOT);
    }
}
