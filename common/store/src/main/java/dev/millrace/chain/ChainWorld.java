package dev.millrace.chain;

import dev.millrace.chain.compact.Hash64;
import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.compact.LongList;
import dev.millrace.chain.compact.StringPool;
import dev.millrace.chain.delivery.Containment;
import dev.millrace.chain.delivery.ContainmentIndex;
import dev.millrace.chain.delivery.DeliveryIndex;
import dev.millrace.chain.graph.BuildSource;
import dev.millrace.chain.graph.ChainFacts;
import dev.millrace.chain.graph.Changelogs;
import dev.millrace.chain.graph.CommitFact;
import dev.millrace.chain.graph.PullRequestFact;
import dev.millrace.chain.graph.Runs;
import dev.millrace.chain.graph.ServiceCatalog;
import dev.millrace.chain.link.Connections;
import dev.millrace.flow.Automation;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What tells the chains of a store apart: who is linked to whom, which commit comes from which, and what was built and deployed from
 * them. Everything is a number here, so that a store of a million items fits in a small heap.
 */
final class ChainWorld {

    private final ChainFacts facts;
    private final ServiceCatalog catalog;
    private final Changelogs changelogs;
    /** The commits whose builds and deployments anybody will ask for. */
    private final BitSet relevant;

    private final ContainmentIndex index;
    private final Containment containment;

    /** What is told apart by these facts and what builds say besides. */
    ChainWorld(ChainFacts facts, Changelogs changelogs, ServiceCatalog catalog) {
        this.facts = facts;
        this.catalog = catalog;
        this.changelogs = changelogs;
        this.relevant = facts.relevant(changelogs);
        this.index = ContainmentIndex.of(facts.graph, facts.repositories, facts.runs, run -> true, relevant);
        this.containment = new Containment(facts, index);
    }

    static ChainWorld read(FlowStore store, Knowledge knowledge, ServiceCatalog catalog) {
        return read(store, knowledge, catalog, new ChainFacts(), ChainLog.NONE);
    }

    /** The same into facts that are given, while somebody listens. */
    static ChainWorld read(
            FlowStore store, Knowledge knowledge, ServiceCatalog catalog, ChainFacts facts, ChainLog log) {
        // numbered as they were captured, so that a walk along a history finds the next commit near by in memory
        store.forEachId(ArtifactKind.COMMIT, facts::number);
        store.forEachArtifact(ArtifactKind.COMMIT, knowledge, history -> {
            CommitFact fact = facts.commit(history);
            facts.add(fact);
            log.commit(fact);
        });
        store.forEachArtifact(ArtifactKind.PULL_REQUEST, knowledge, history -> {
            PullRequestFact fact = facts.pullRequest(history, catalog);
            facts.add(fact);
            log.pullRequest(fact);
        });
        facts.branches.carry(Map.of());
        new Connections(store, knowledge).forEach(connection -> {
            if (ChainFacts.counts(connection)) {
                int from = facts.artifacts.number(connection.from());
                int issue = facts.artifacts.number(connection.to());
                int commit = facts.commitOf(from);
                facts.connect(from, issue, commit);
                log.connection(from, issue, commit);
            }
        });
        RunReader reader = new RunReader(catalog, facts, log);
        reader.read(store, knowledge);
        Changelogs changelogs = new Changelogs(reader.buildSources(), facts.graph, facts.repositories);
        if (!changelogs.isEmpty()) {
            reader.readHeldBack(store, knowledge);
        }
        ChainWorld world = new ChainWorld(facts, changelogs, catalog);
        log.state(() -> new ChainState(
                facts.graph.known(),
                facts.ofPullRequests,
                reader.jobsOfBranches(),
                reader.productionJobs(),
                facts.defaultBranches,
                world.catalog.flagged(),
                world.index.firstProductions(),
                world.signatures(new BitSet())));
        return world;
    }

    /** Gives every pull request of a person that belongs to no issue, ordered by artifact id. */
    void forEachPullRequestAlone(Consumer<? super ArtifactId> consumer) {
        for (int i = 0; i < facts.pullRequests.size(); i++) {
            int number = facts.pullRequests.get(i);
            if (!facts.joined.get(number) && !facts.bots.get(number)) {
                consumer.accept(facts.artifacts.artifact(number));
            }
        }
    }

    /** Gives every pull request of a bot that belongs to no issue. */
    void forEachAutomation(Consumer<? super Automation> consumer) {
        facts.automation.forEach((number, made) -> {
            if (!facts.joined.get(number)) {
                consumer.accept(made);
            }
        });
    }

    /** Whether it is a pull request of a person that belongs to no issue. */
    boolean isAlone(ArtifactId pullRequest) {
        int number = facts.artifacts.find(pullRequest);
        return pullRequest.kind() == ArtifactKind.PULL_REQUEST
                && number != StringPool.NONE
                && !facts.joined.get(number)
                && !facts.bots.get(number);
    }

    /** The pull requests and commits of an item and its sub-tasks. */
    Set<ArtifactId> sources(ItemHistory item) {
        Set<ArtifactId> sources = new HashSet<>();
        for (int number : numbers(item)) {
            facts.changesOf.forEach(number, source -> {
                ArtifactId artifact = facts.artifacts.artifact(source);
                boolean ofPullRequest = artifact.kind() == ArtifactKind.COMMIT && isOfPullRequest(artifact);
                if (!facts.bots.get(source) && !ofPullRequest) {
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
            facts.buildsNaming.forEach(number, build -> naming.add(facts.artifacts.artifact(build)));
        }
        if (naming.isEmpty()) {
            return List.of();
        }
        Set<String> commits = new HashSet<>();
        for (ArtifactId source : sources) {
            if (source.kind() == ArtifactKind.COMMIT) {
                commits.add(ChainFacts.sha(source));
            }
        }
        for (ArtifactHistory history : histories) {
            if (history.artifact().kind() == ArtifactKind.PULL_REQUEST) {
                commits.addAll(ChainFacts.ownCommits(history));
            }
        }
        return changelogs.changes(naming, commits).stream()
                .map(BuildSource::build)
                .toList();
    }

    /** The builds and deployments that serve a change; those to production only if it is known that no other one came before. */
    Set<ArtifactId> attempts(ArtifactHistory source) {
        int commit = commit(source);
        IntList attempts = index.attempts(commit);
        boolean first = containment.unread(commit) == 0;
        Set<ArtifactId> found = new HashSet<>();
        for (int i = 0; i < attempts.size(); i++) {
            if (first || !facts.runs.production(attempts.get(i))) {
                found.add(facts.runs.artifact(attempts.get(i)));
            }
        }
        return found;
    }

    /** What a change is deployed as. */
    String service(ArtifactHistory source) {
        BuildSource buildSource = changelogs.of(source.artifact());
        return buildSource == null ? source.snapshot().project() : buildSource.service();
    }

    /** When the service's first production deployment ended well, or null if there was none. */
    @Nullable Instant firstProduction(String service) {
        return index.firstProduction(service);
    }

    /** Whether it is known which attempts contain a change. */
    boolean traced(ArtifactHistory source) {
        return containment.traced(commit(source));
    }

    /** Of every service that was deployed to production when that ended well first. */
    Map<String, Instant> firstProductions() {
        return index.firstProductions();
    }

    /**
     * What stands for all that is known of each commit that anybody asks for: whether its history is known, and what it is built
     * and deployed by. 0 for the others. By the number of the commit.
     *
     * @param changed by their numbers artifacts that read differently than when they were kept; what they serve is marked
     */
    LongList signatures(BitSet changed) {
        LongList signatures = new LongList();
        for (int commit = 0; commit < relevant.length(); commit++) {
            signatures.add(relevant.get(commit) ? known(commit) : 0);
        }
        index.forEachAttempt((commit, run) -> {
            int artifact = facts.runs.artifactNumber(run);
            signatures.plus(commit, Hash64.mix(artifact + 1L) + (changed.get(artifact) ? Hash64.mix(-1L) : 0));
        });
        return signatures;
    }

    private long known(int commit) {
        long known = facts.graph.knows(commit) ? index.beforeBaseline(commit) ? 2 : 3 : 1;
        return known + (containment.unread(commit) > 0 ? 3 : 0) + (containment.traced(commit) ? 6 : 0);
    }

    /** See {@link ChainReader#issuesOf}. */
    List<ArtifactId> issuesOf(ArtifactId source) {
        List<ArtifactId> issues = new ArrayList<>();
        int number = facts.artifacts.find(source);
        if (number != StringPool.NONE) {
            facts.changesOf.forEachWith(number, issue -> issues.add(facts.artifacts.artifact(issue)));
        }
        return issues.stream().sorted().toList();
    }

    /** An index to be filled with the changes and deployments of the same store. */
    DeliveryIndex deliveries(ChainLog log) {
        return new DeliveryIndex(facts, catalog, log);
    }

    /** The repositories in which the tool's flag of production decides. */
    Set<String> flagged() {
        return catalog.flagged();
    }

    Runs runs() {
        return facts.runs;
    }

    /** The numbers of an item and of the sub-tasks that it has now, as far as something is linked to them. */
    private List<Integer> numbers(ItemHistory item) {
        List<Integer> numbers = new ArrayList<>();
        add(item.item().artifact(), numbers);
        item.presentSubTasks().forEach(task -> add(task.artifact(), numbers));
        return numbers;
    }

    private void add(ArtifactId artifact, List<Integer> numbers) {
        int number = facts.artifacts.find(artifact);
        if (number != StringPool.NONE) {
            numbers.add(number);
        }
    }

    private boolean isOfPullRequest(ArtifactId commit) {
        int number = facts.commit(commit);
        return number != StringPool.NONE && facts.ofPullRequests.get(number);
    }

    /** The number of the commit that stands for a change; {@link StringPool#NONE} if there is none. */
    private int commit(ArtifactHistory source) {
        BuildSource buildSource = changelogs.of(source.artifact());
        if (buildSource != null) {
            return facts.graph.find(buildSource.node());
        }
        if (source.artifact().kind() == ArtifactKind.COMMIT) {
            return facts.commit(source.artifact());
        }
        int number = facts.artifacts.find(source.artifact());
        return number == StringPool.NONE ? StringPool.NONE : facts.mergeCommits.getOr(number, StringPool.NONE);
    }
}
