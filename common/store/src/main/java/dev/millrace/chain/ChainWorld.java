package dev.millrace.chain;

import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.compact.StringPool;
import dev.millrace.chain.delivery.Containment;
import dev.millrace.chain.delivery.ContainmentIndex;
import dev.millrace.chain.delivery.DeliveryIndex;
import dev.millrace.chain.graph.BuildSource;
import dev.millrace.chain.graph.ChainFacts;
import dev.millrace.chain.graph.Changelogs;
import dev.millrace.chain.graph.Runs;
import dev.millrace.chain.graph.ServiceCatalog;
import dev.millrace.metrics.origin.Automation;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What tells the chains of a store apart: who is linked to whom, which commit comes from which, and what was built and deployed from
 * them. Everything is a number here, so that a store of a million items fits in a small heap.
 */
final class ChainWorld implements ChainLinks {

    private final ChainFacts facts;
    private final ServiceCatalog catalog;
    private final Changelogs changelogs;
    private final ContainmentIndex index;
    private final Containment containment;

    /** What is told apart by these facts and what builds say besides. */
    ChainWorld(ChainFacts facts, Changelogs changelogs, ServiceCatalog catalog) {
        this.facts = facts;
        this.catalog = catalog;
        this.changelogs = changelogs;
        this.index = ContainmentIndex.of(
                facts.graph, facts.repositories, facts.runs, run -> true, facts.relevant(changelogs));
        this.containment = new Containment(facts, index);
    }

    /**
     * Reads what tells the chains of these artifacts apart.
     *
     * @param defaultBranches the default branches of all captured repositories
     */
    static ChainWorld read(ChainSource source, ServiceCatalog catalog, Set<String> defaultBranches) {
        ChainFacts facts = new ChainFacts();
        facts.defaultBranches.addAll(defaultBranches);
        // numbered as they were captured, so that a walk along a history finds the next commit near by in memory
        source.forEachCommitId(facts::number);
        source.forEachArtifact(ArtifactKind.COMMIT, history -> facts.add(facts.commit(history)));
        source.forEachArtifact(ArtifactKind.PULL_REQUEST, history -> facts.add(facts.pullRequest(history, catalog)));
        facts.branches.carry();
        source.forEachConnection(connection -> {
            if (ChainFacts.counts(connection)) {
                int from = facts.artifacts.number(connection.from());
                facts.connect(from, facts.artifacts.number(connection.to()), facts.commitOf(from));
            }
        });
        RunReader reader = new RunReader(catalog, facts);
        reader.read(source);
        Changelogs changelogs = new Changelogs(reader.buildSources(), facts.graph, facts.repositories);
        if (!changelogs.isEmpty()) {
            reader.readHeldBack(source);
        }
        return new ChainWorld(facts, changelogs, catalog);
    }

    /** Gives every pull request that belongs to no issue and is not automation, ordered by artifact id. */
    void forEachPullRequestAlone(Consumer<? super ArtifactId> consumer) {
        for (int i = 0; i < facts.pullRequests.size(); i++) {
            int number = facts.pullRequests.get(i);
            if (!facts.joined.get(number) && !facts.automated.get(number)) {
                consumer.accept(facts.artifacts.artifact(number));
            }
        }
    }

    /** Gives every pull request of automation. */
    void forEachAutomation(BiConsumer<? super ArtifactId, ? super Automation> consumer) {
        facts.automation.forEach((number, made) ->
                consumer.accept(facts.artifacts.artifact(number), made.ofIssue(facts.joined.get(number))));
    }

    @Override
    public Map<ArtifactId, Set<ArtifactId>> sources(Collection<ArtifactId> issues) {
        Map<ArtifactId, Set<ArtifactId>> sources = new HashMap<>();
        for (ArtifactId issue : issues) {
            int number = facts.artifacts.find(issue);
            if (number != StringPool.NONE) {
                Set<ArtifactId> of = new HashSet<>();
                facts.changesOf.forEach(number, source -> {
                    if (joins(source)) {
                        of.add(facts.artifacts.artifact(source));
                    }
                });
                facts.buildsNaming.forEach(number, source -> {
                    if (stands(source)) {
                        of.add(facts.artifacts.artifact(source));
                    }
                });
                sources.put(issue, of);
            }
        }
        return sources;
    }

    /** Takes an issue and an artifact that belongs to it. */
    interface MemberConsumer {
        /** A change of the issue, or a pull request of automation, which is none. */
        void accept(ArtifactId issue, ArtifactId source, boolean change);
    }

    /** Gives each issue with each artifact that {@link #sources} gives for it, and with the pull requests of automation. */
    void forEachMember(MemberConsumer consumer) {
        facts.changesOf.forEach((issue, source) -> {
            boolean change = joins(source);
            if (change || facts.artifacts.kind(source) == ArtifactKind.PULL_REQUEST) {
                consumer.accept(facts.artifacts.artifact(issue), facts.artifacts.artifact(source), change);
            }
        });
        facts.buildsNaming.forEach((issue, source) -> {
            if (stands(source)) {
                consumer.accept(facts.artifacts.artifact(issue), facts.artifacts.artifact(source), true);
            }
        });
    }

    /** Whether a pull request or commit is a change of the issue that it is linked to: a commit of a pull request is not. */
    private boolean joins(int source) {
        return !facts.automated.get(source)
                && !(facts.artifacts.kind(source) == ArtifactKind.COMMIT
                        && isOfPullRequest(facts.artifacts.artifact(source)));
    }

    /** Whether a build may stand for a change, because its sources are not captured. */
    private boolean stands(int build) {
        return changelogs.of(facts.artifacts.artifact(build)) != null;
    }

    @Override
    public Map<ArtifactId, Served> served(Collection<ArtifactHistory> changes) {
        Map<ArtifactId, Served> served = new HashMap<>();
        changes.forEach(change -> served.put(change.artifact(), served(change)));
        return served;
    }

    Served served(ArtifactHistory change) {
        int commit = commit(change);
        IntList runs = index.attempts(commit);
        boolean first = containment.unread(commit) == 0;
        Set<ArtifactId> attempts = new HashSet<>();
        for (int i = 0; i < runs.size(); i++) {
            if (first || !facts.runs.production(runs.get(i))) {
                attempts.add(facts.runs.artifact(runs.get(i)));
            }
        }
        BuildSource buildSource = changelogs.of(change.artifact());
        String service = buildSource == null ? change.snapshot().project() : buildSource.service();
        return new Served(attempts, service, index.firstProduction(service), containment.traced(commit));
    }

    @Override
    public List<ArtifactId> issuesOf(ArtifactId source) {
        List<ArtifactId> issues = new ArrayList<>();
        int number = facts.artifacts.find(source);
        if (number != StringPool.NONE) {
            facts.changesOf.forEachWith(number, issue -> issues.add(facts.artifacts.artifact(issue)));
        }
        return issues.stream().sorted().toList();
    }

    /** An index to be filled with the changes and deployments of the same store. */
    DeliveryIndex deliveries() {
        return new DeliveryIndex(facts, catalog);
    }

    Runs runs() {
        return facts.runs;
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
