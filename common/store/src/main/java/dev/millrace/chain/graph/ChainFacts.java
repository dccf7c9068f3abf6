package dev.millrace.chain.graph;

import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.compact.IntMultimap;
import dev.millrace.chain.compact.LongList;
import dev.millrace.chain.compact.StringPool;
import dev.millrace.flow.Connection;
import dev.millrace.metrics.origin.Automation;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.CommitAdded;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.model.Hash64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What each artifact says for itself of what chains are told apart by, as numbers: some hundred bytes for an artifact, so that a store
 * of a million items fits in a small heap. First all commits are added, then pull requests, then connections, then builds and
 * deployments. Not for concurrent use.
 */
public final class ChainFacts {

    private static final String MERGED = "merged";

    public final ArtifactNumbers artifacts;
    public final CommitGraph graph;
    public final SourceIds sources;
    public final Repositories repositories;
    public final Runs runs;
    public final Reverts reverts = new Reverts();
    /** From issues to their pull requests and commits. */
    public final IntMultimap changesOf = new IntMultimap();
    /** From issues to the builds that name them. */
    public final IntMultimap buildsNaming = new IntMultimap();
    /** The pull requests and commits that an issue has. */
    public final BitSet joined = new BitSet();
    /** The commits, by their numbers among the commits, that a pull request brought. */
    public final BitSet ofPullRequests = new BitSet();

    /** By what commits say that they take others back, by their numbers among the commits. */
    public final Map<Integer, List<Reverts.Name>> takenByCommits = new HashMap<>();

    /** The pull requests of automation. */
    public final BitSet automated = new BitSet();
    /** What they are, by their numbers among the artifacts. */
    public final Map<Integer, Automation> automation = new HashMap<>();

    public final IntList pullRequests = new IntList();
    /** The merge commit of each pull request, by its number among the artifacts. */
    public final IntList mergeCommits = new IntList();

    /** What else than the trunk was merged into, and when what landed. */
    public final Branches branches;

    /** The commit that a linked artifact is, by its number among the artifacts. */
    private final IntList linkedCommits = new IntList();

    public final Set<String> defaultBranches = new HashSet<>();

    public ChainFacts() {
        this.artifacts = new ArtifactNumbers();
        this.graph = new CommitGraph();
        this.sources = new SourceIds(artifacts, graph);
        this.repositories = new Repositories();
        this.runs = new Runs(artifacts, graph, repositories.names());
        this.branches = new Branches(graph);
    }

    /** The number of a commit, which it gets now if it has none. */
    public int number(ArtifactId commit) {
        return graph.number(sha(commit));
    }

    /** What a commit says. */
    public CommitFact commit(ArtifactHistory history) {
        ArtifactSnapshot snapshot = history.snapshot();
        int commit = number(snapshot.artifact());
        return new CommitFact(
                sources.name(snapshot.artifact(), commit),
                commit,
                parents(snapshot),
                repositories.names().number(snapshot.project()),
                Attributes.isAside(snapshot) ? List.of() : Attributes.all(snapshot, Attribute.BRANCH),
                Attributes.isAside(snapshot),
                landedAt(history),
                Reverts.takenBy(snapshot));
    }

    private static long landedAt(ArtifactHistory commit) {
        long updated = commit.snapshot().updatedAt().toEpochMilli();
        return commit.events().isEmpty()
                ? updated
                : Math.min(updated, commit.events().get(0).occurredAt().toEpochMilli());
    }

    private IntList parents(ArtifactSnapshot snapshot) {
        IntList parents = new IntList();
        Attributes.all(snapshot, Attribute.PARENTS)
                .forEach(parent -> parents.add(graph.number(parent.toLowerCase(Locale.ROOT))));
        return parents;
    }

    public void add(CommitFact fact) {
        graph.add(fact.commit(), fact.parents().toArray());
        repositories.put(fact.commit(), fact.repository());
        defaultBranches.addAll(fact.branches());
        branches.add(fact);
        reverts.show(fact.takes());
        if (!fact.takes().isEmpty()) {
            takenByCommits.put(fact.commit(), fact.takes());
        }
    }

    /** What a pull request says, now that all commits are there. */
    public PullRequestFact pullRequest(ArtifactHistory history, ServiceCatalog catalog) {
        ArtifactSnapshot snapshot = history.snapshot();
        String merge = Attributes.first(snapshot, Attribute.MERGE_COMMIT);
        int mergeCommit = merge == null ? StringPool.NONE : graph.number(merge.toLowerCase(Locale.ROOT));
        IntList own = new IntList();
        LongList unnamed = new LongList();
        for (String sha : ownCommits(history)) {
            int commit = graph.find(sha);
            if (commit == StringPool.NONE) {
                unnamed.add(Hash64.of(sha));
            } else {
                own.add(commit);
            }
        }
        long mergedAt = mergedAt(history);
        boolean elsewhere = mergedAt != PullRequestFact.NOT_MERGED
                && mergeCommit != StringPool.NONE
                && !Attributes.isTrue(snapshot, Attribute.DEFAULT_BRANCH);
        return new PullRequestFact(
                artifacts.number(history.artifact()),
                mergeCommit,
                repositories.names().number(snapshot.project()),
                mergedAt,
                elsewhere ? Objects.requireNonNullElse(Attributes.first(snapshot, Attribute.BASE), "") : null,
                catalog.automation(history),
                own,
                unnamed,
                Reverts.Name.number(snapshot.key()).number(),
                Reverts.takenBy(snapshot));
    }

    public void add(PullRequestFact fact) {
        pullRequests.add(fact.artifact());
        if (fact.mergeCommit() != StringPool.NONE) {
            mergeCommits.put(fact.artifact(), fact.mergeCommit(), StringPool.NONE);
            repositories.putIfAbsent(fact.mergeCommit(), fact.repository());
            branches.add(fact);
        }
        for (int i = 0; i < fact.own().size(); i++) {
            ofPullRequests.set(fact.own().get(i));
        }
        Automation made = fact.automation();
        if (made != null) {
            automation.put(fact.artifact(), made);
        }
        automated.set(fact.artifact(), made != null);
        reverts.show(fact.takes());
    }

    private static long mergedAt(ArtifactHistory pullRequest) {
        long at = PullRequestFact.NOT_MERGED;
        for (FlowEvent event : pullRequest.events()) {
            if (event instanceof StateChanged change && change.to().name().equalsIgnoreCase(MERGED)) {
                at = change.occurredAt().toEpochMilli();
            }
        }
        return at;
    }

    /** Whether a connection tells chains apart. */
    public static boolean counts(Connection connection) {
        ArtifactKind source = connection.from().kind();
        return connection.to().kind() == ArtifactKind.ISSUE
                && connection.joins()
                && (source == ArtifactKind.PULL_REQUEST
                        || source == ArtifactKind.COMMIT
                        || source == ArtifactKind.BUILD);
    }

    /** The number of the commit that an artifact with that number is, or {@link StringPool#NONE} if it is none. */
    public int commitOf(int artifact) {
        return artifacts.kind(artifact) == ArtifactKind.COMMIT ? commit(artifacts.artifact(artifact)) : StringPool.NONE;
    }

    /**
     * Adds a connection that {@link #counts}, by the numbers of its ends.
     *
     * @param commit see {@link #commitOf}
     */
    public void connect(int from, int issue, int commit) {
        if (artifacts.kind(from) == ArtifactKind.BUILD) {
            buildsNaming.add(issue, from);
        } else {
            changesOf.add(issue, from);
            joined.set(from);
        }
        if (commit != StringPool.NONE) {
            linkedCommits.put(from, commit, StringPool.NONE);
        }
    }

    /** The number of the commit that a linked commit artifact is. */
    public int commit(ArtifactId artifact) {
        return graph.find(sha(artifact));
    }

    /** The commits whose builds and deployments anybody will ask for. */
    public BitSet relevant(Changelogs changelogs) {
        BitSet relevant = new BitSet();
        for (int i = 0; i < mergeCommits.size(); i++) {
            set(relevant, mergeCommits.get(i));
        }
        for (int i = 0; i < linkedCommits.size(); i++) {
            set(relevant, linkedCommits.get(i));
        }
        if (!changelogs.isEmpty()) {
            buildsNaming.forEachSecond(build -> {
                BuildSource buildSource = changelogs.of(artifacts.artifact(build));
                if (buildSource != null) {
                    set(relevant, graph.find(buildSource.node()));
                }
            });
        }
        return relevant;
    }

    public static Set<String> ownCommits(ArtifactHistory pullRequest) {
        Set<String> own = new TreeSet<>();
        String merge = Attributes.first(pullRequest.snapshot(), Attribute.MERGE_COMMIT);
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

    public static String sha(ArtifactId commit) {
        return commit.nativeId().toLowerCase(Locale.ROOT);
    }

    private static void set(BitSet commits, int commit) {
        if (commit != StringPool.NONE) {
            commits.set(commit);
        }
    }
}
