package dev.millrace.chain;

import dev.millrace.binary.BinaryInput;
import dev.millrace.chain.compact.Hash64;
import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.compact.LongList;
import dev.millrace.chain.compact.StringPool;
import dev.millrace.chain.delivery.DeliveryIndex;
import dev.millrace.chain.graph.BuildSource;
import dev.millrace.chain.graph.ChainFacts;
import dev.millrace.chain.graph.Changelogs;
import dev.millrace.chain.graph.CommitFact;
import dev.millrace.chain.graph.PullRequestFact;
import dev.millrace.chain.graph.Run;
import dev.millrace.chain.graph.ServiceCatalog;
import dev.millrace.chain.link.Connections;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brings kept chains up to date: what each artifact says for itself is taken from what was kept, except of the artifacts that changed,
 * which are read. What follows from all of it is concluded anew and compared with what had followed before: so it is seen whose
 * chains a change reached, however far.
 */
final class ChainRefresh {

    private final FlowStore store;
    private final Knowledge knowledge;
    private final ServiceCatalog catalog;
    private final KeptChains kept;
    private final ChainState state;
    private final ChainFacts facts;
    private final Replaced replaced;
    private final RunReader reader;
    private final Continuity continuity = new Continuity();
    private final Map<ArtifactKind, List<ArtifactHistory>> changed = new EnumMap<>(ArtifactKind.class);
    /** The commits that are captured by now and were not before, by what stands for them. */
    private final Map<Long, Integer> newCommits = new HashMap<>();

    private final BitSet issues = new BitSet();
    private final BitSet sources = new BitSet();
    private final NewNames newNames;
    private final ChainWorld world;

    /**
     * Reads.
     *
     * @param inputs gives the parts that a {@link ChainRecorder} wrote
     * @param artifacts those that read differently by now
     * @param linkSources those whose links do
     * @throws Outdated if everything must be read
     */
    ChainRefresh(
            FlowStore store,
            Knowledge knowledge,
            Definition definition,
            Function<String, BinaryInput> inputs,
            Set<ArtifactId> artifacts,
            Set<ArtifactId> linkSources) {
        this.store = store;
        this.knowledge = knowledge;
        this.kept = new KeptChains(inputs);
        this.state = kept.state();
        this.catalog = new ServiceCatalog(definition, state.flagged());
        this.facts = kept.facts();
        this.newNames = new NewNames(facts.graph);
        this.reader = new RunReader(catalog, facts, ChainLog.NONE);
        this.replaced = new Replaced(facts);
        replaced.add(artifacts);
        artifacts.stream()
                .filter(artifact -> artifact.kind() != ArtifactKind.ISSUE)
                .collect(Collectors.groupingBy(ArtifactId::kind))
                .forEach((kind, of) -> changed.put(kind, store.histories(of, knowledge)));
        changed(ArtifactKind.DEPLOYMENT).forEach(deployment -> {
            ArtifactSnapshot snapshot = deployment.snapshot();
            if (ServiceCatalog.hasFlag(snapshot) && !state.flagged().contains(snapshot.project())) {
                throw new Outdated("a repository has a flag of production for the first time");
            }
        });
        BitSet before = replaced.numbers();
        commits();
        pullRequests();
        connections(linkSources);
        Changelogs changelogs = runs();
        world = new ChainWorld(facts, changelogs, catalog);
        compare(before, changelogs);
    }

    ChainWorld world() {
        return world;
    }

    ServiceCatalog catalog() {
        return catalog;
    }

    /** The issues whose chains read differently by now; others may be among them. */
    Set<ArtifactId> changedIssues() {
        return issues.stream().mapToObj(facts.artifacts::artifact).collect(Collectors.toSet());
    }

    /** The same of pull requests. */
    Set<ArtifactId> changedPullRequests() {
        return sources.stream()
                .filter(source -> facts.artifacts.kind(source) == ArtifactKind.PULL_REQUEST)
                .mapToObj(facts.artifacts::artifact)
                .collect(Collectors.toSet());
    }

    private List<ArtifactHistory> changed(ArtifactKind kind) {
        return changed.getOrDefault(kind, List.of());
    }

    private void commits() {
        BitSet missing = new BitSet();
        BitSet aside = new BitSet();
        kept.forEachCommit(fact -> {
            boolean again = replaced.hasChange(fact.name(), fact.commit());
            continuity.kept(fact, again);
            if (again) {
                missing.set(fact.commit());
                aside.set(fact.commit(), fact.aside());
                newNames.takes(fact);
            } else {
                facts.add(fact);
            }
        });
        for (ArtifactHistory history : changed(ArtifactKind.COMMIT)) {
            CommitFact fact = facts.commit(history);
            if (facts.graph.knows(fact.commit())) {
                throw new Outdated("two tools have the commit " + history.artifact());
            }
            if (fact.aside() != aside.get(fact.commit()) && missing.get(fact.commit())) {
                throw new Outdated("a commit that was deployed came to the trunk");
            }
            continuity.read(fact);
            facts.add(fact);
            newNames.note(fact);
            if (!missing.get(fact.commit())) {
                newCommits.put(Hash64.of(facts.graph.sha(fact.commit())), fact.commit());
            }
            missing.clear(fact.commit());
        }
        if (!missing.isEmpty()) {
            throw new Outdated("commits are gone");
        } else if (!facts.defaultBranches.equals(state.defaultBranches())) {
            throw new Outdated("repositories have other default branches");
        }
    }

    private void pullRequests() {
        Map<Integer, PullRequestFact> before = new HashMap<>();
        List<PullRequestFact> read = changed(ArtifactKind.PULL_REQUEST).stream()
                .map(history -> facts.pullRequest(history, catalog))
                .toList();
        read.forEach(fact -> newNames.note(fact.takes()));
        kept.forEachPullRequest(fact -> {
            if (replaced.has(fact.artifact())) {
                before.put(fact.artifact(), fact);
                return;
            }
            newNames.kept(fact);
            facts.add(fact);
            for (int i = 0; i < fact.unnamed().size() && !newCommits.isEmpty(); i++) {
                Integer commit = newCommits.get(fact.unnamed().get(i));
                if (commit != null) {
                    facts.ofPullRequests.set(commit);
                }
            }
        });
        for (PullRequestFact fact : read) {
            facts.add(fact);
            PullRequestFact was = before.remove(fact.artifact());
            continuity.broken(was != null && !was.holdsTheSame(fact, facts.graph));
        }
        // what was in production by what a squash held may not be so any more
        continuity.broken(!before.isEmpty());
        facts.branches.carry(newCommits);
    }

    private void connections(Set<ArtifactId> linkSources) {
        BitSet from = new BitSet();
        linkSources.forEach(source -> from.set(facts.artifacts.number(source)));
        kept.forEachConnection((source, issue, commit) -> {
            if (from.get(source)) {
                issues.set(issue);
            } else {
                facts.connect(source, issue, commit);
            }
        });
        new Connections(store, knowledge).forEachFrom(linkSources, connection -> {
            if (ChainFacts.counts(connection)) {
                int issue = facts.artifacts.number(connection.to());
                int source = facts.artifacts.number(connection.from());
                facts.connect(source, issue, facts.commitOf(source));
                issues.set(issue);
            }
        });
        sources.or(from);
    }

    /** Reads builds and deployments; gives what builds say besides. */
    private Changelogs runs() {
        // what was made from something that is captured by now counts in another way than it did
        Set<ArtifactId> found = new HashSet<>();
        if (!newCommits.isEmpty()) {
            kept.forEachUncaptured(newCommits.keySet(), found::add);
            found.removeIf(replaced::has);
        }
        List<ArtifactHistory> histories = new ArrayList<>(store.histories(found, knowledge));
        histories.addAll(changed(ArtifactKind.BUILD));
        histories.addAll(changed(ArtifactKind.DEPLOYMENT));
        replaced.add(found);
        reader.expect(state.productionJobs(), state.jobsOfBranches());
        BitSet toProduction = new BitSet();
        kept.forEachRun(run -> {
            continuity.kept(run, replaced.has(run.artifact()));
            if (!replaced.has(run.artifact())) {
                facts.runs.add(run);
            } else if (run.production()) {
                toProduction.set(run.artifact());
            }
        });
        int first = facts.runs.size();
        histories.forEach(reader::add);
        for (int run = first; run < facts.runs.size(); run++) {
            continuity.read(facts.runs.kept(run));
            if (facts.runs.production(run)) {
                toProduction.clear(facts.runs.artifactNumber(run));
            }
        }
        replaced.numbered();
        Set<String> jobs = new HashSet<>(reader.productionJobs());
        jobs.removeAll(state.productionJobs());
        if (!toProduction.isEmpty() || jobs.stream().anyMatch(reader::hasBranches)) {
            throw new Outdated("other jobs than before deploy to production");
        }
        histories.stream()
                .filter(history -> history.artifact().kind() == ArtifactKind.BUILD)
                .filter(history -> !facts.graph.knows(Run.node(history)))
                .forEach(history -> reader.addFromBranch(BuildSource.of(history)));
        List<BuildSource> buildSources = new ArrayList<>(reader.buildSources());
        kept.forEachBuildSource(buildSource -> {
            if (!replaced.has(buildSource.build())) {
                buildSources.add(buildSource);
            }
        });
        Changelogs changelogs = new Changelogs(buildSources, facts.graph, facts.repositories);
        // what builds say can connect commits that were there
        continuity.broken(!changelogs.isEmpty());
        if (!changelogs.isEmpty()) {
            lateRuns(histories);
        }
        return changelogs;
    }

    /** Runs whose sources no commit but other builds tell of. */
    private void lateRuns(List<ArtifactHistory> histories) {
        BitSet there = new BitSet();
        for (int run = 0; run < facts.runs.size(); run++) {
            there.set(facts.runs.artifactNumber(run));
        }
        kept.forEachLateRun(run -> {
            if (facts.graph.knows(run.node()) && !there.get(run.artifact()) && !replaced.has(run.artifact())) {
                there.set(run.artifact());
                facts.runs.add(run);
            }
        });
        BitSet now = facts.graph.known();
        now.andNot(state.known());
        Set<Long> nodes = now.stream()
                .mapToObj(commit -> Hash64.of(facts.graph.sha(commit)))
                .collect(Collectors.toSet());
        Set<ArtifactId> found = new HashSet<>();
        kept.forEachUncaptured(nodes, found::add);
        found.removeIf(replaced::has);
        histories.forEach(history -> reader.addIfKnown(history, there));
        store.histories(found, knowledge).forEach(history -> reader.addIfKnown(history, there));
    }

    private void compare(BitSet changedNumbers, Changelogs changelogs) {
        if (!world.firstProductions().equals(state.firstProductions())) {
            throw new Outdated("a service was deployed to production for the first time");
        }
        BitSet commits = (BitSet) facts.ofPullRequests.clone();
        BitSet released = (BitSet) state.ofPullRequests().clone();
        released.andNot(commits);
        continuity.broken(!released.isEmpty());
        commits.xor(state.ofPullRequests());
        LongList was = state.signatures();
        LongList is = world.signatures(changedNumbers);
        for (int commit = 0; commit < Math.max(was.size(), is.size()); commit++) {
            if (was.getOr(commit, 0) != is.getOr(commit, 0)) {
                commits.set(commit);
            }
        }
        sources.or(replaced.numbers());
        facts.addSourcesOf(commits, changelogs, sources);
        facts.changesOf.forEachWithAny(sources, issues::set);
        facts.buildsNaming.forEachWithAny(sources, issues::set);
    }

    /** The deliveries, of which those that changed are read. */
    DeliveryIndex deliveries() {
        RefreshedChanges rows = new RefreshedChanges(store, knowledge, catalog, kept, replaced, newNames);
        List<ArtifactHistory> histories = new ArrayList<>(changed(ArtifactKind.COMMIT));
        histories.addAll(changed(ArtifactKind.PULL_REQUEST));
        Optional<DeliveryIndex> recent = continuity.holds() ? rows.recent(histories, state) : Optional.empty();
        DeliveryIndex deliveries = recent.orElseGet(() -> rows.all(histories));
        Map<ArtifactId, Integer> toRead = new HashMap<>();
        IntList runOf = new IntList();
        for (int run = 0; run < facts.runs.size(); run++) {
            if (facts.runs.production(run) && replaced.has(facts.runs.artifactNumber(run))) {
                toRead.put(facts.runs.artifact(run), run);
            } else if (facts.runs.production(run)) {
                runOf.put(facts.runs.artifactNumber(run), run, StringPool.NONE);
            }
        }
        kept.forEachDeployment((artifact, owner, repository, row) ->
                deliveries.deployment(runOf.getOr(artifact, StringPool.NONE), row, owner, repository));
        for (ArtifactHistory history : store.histories(toRead.keySet(), knowledge)) {
            deliveries.deployment(Objects.requireNonNull(toRead.get(history.artifact())), catalog.read(history));
        }
        return deliveries;
    }
}
