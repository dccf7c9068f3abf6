package dev.millrace.chain;

import dev.millrace.chain.compact.StringPool;
import dev.millrace.chain.graph.Attributes;
import dev.millrace.chain.graph.BuildSource;
import dev.millrace.chain.graph.ChainFacts;
import dev.millrace.chain.graph.Run;
import dev.millrace.chain.graph.ServiceCatalog;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes builds and deployments, keeps those whose sources are known, and the builds that tell of sources which are not captured. Most
 * builds are of a branch nobody merged yet: what they were made from is known only if another build says so, and they are not kept
 * before that.
 */
final class RunReader {

    private static final int HASHES = 1 << 20;
    private static final List<ArtifactKind> KINDS = List.of(ArtifactKind.BUILD, ArtifactKind.DEPLOYMENT);

    private final ServiceCatalog catalog;
    private final ChainFacts facts;
    private final List<BuildSource> buildSources = new ArrayList<>();
    private final Set<String> productionJobs = new HashSet<>();
    private final BitSet jobsOfBranches = new BitSet(HASHES);
    private boolean heldBack;

    RunReader(ServiceCatalog catalog, ChainFacts facts) {
        this.catalog = catalog;
        this.facts = facts;
    }

    /** Takes all that the store has. */
    void read(ChainSource source) {
        KINDS.forEach(kind -> source.forEachArtifact(kind, this::add));
        if (branchesReachProduction()) {
            source.forEachArtifact(ArtifactKind.BUILD, history -> {
                if (!captured(history)) {
                    addFromBranch(BuildSource.of(history));
                }
            });
        }
    }

    /** Takes one. */
    private void add(ArtifactHistory history) {
        boolean captured = captured(history);
        Run run = Run.of(catalog.read(history));
        if (run != null && (captured || run.production())) {
            facts.runs.add(run);
        }
        if (run != null && run.production()) {
            productionJobs.add(Attributes.pipeline(history.snapshot()));
        }
        if (captured) {
            return;
        }
        heldBack |= run != null && !run.production();
        if (history.artifact().kind() == ArtifactKind.BUILD) {
            BuildSource buildSource = BuildSource.of(history);
            if (buildSource.onTrunk(facts.defaultBranches)) {
                buildSources.add(buildSource);
            } else {
                jobsOfBranches.set(hash(buildSource.job()));
            }
        }
    }

    /** Whether what was built of a branch may have gone to production, so that it counts although nobody merged it. */
    private boolean branchesReachProduction() {
        return productionJobs.stream().anyMatch(this::hasBranches);
    }

    /** Whether the job seems to build branches. Two jobs with the same hash cost time and change nothing. */
    private boolean hasBranches(String job) {
        return jobsOfBranches.get(hash(job));
    }

    /** Takes a build of a branch, if its job goes to production. */
    private void addFromBranch(BuildSource buildSource) {
        if (productionJobs.contains(buildSource.job()) && !buildSource.onTrunk(facts.defaultBranches)) {
            buildSources.add(buildSource);
        }
    }

    /** The builds that tell of sources which are not captured. */
    List<BuildSource> buildSources() {
        return buildSources;
    }

    /** Reads what was held back and turned out to be made from something known. */
    void readHeldBack(ChainSource source) {
        if (!heldBack) {
            return;
        }
        BitSet there = new BitSet();
        for (int run = 0; run < facts.runs.size(); run++) {
            there.set(facts.runs.artifactNumber(run));
        }
        for (ArtifactKind kind : KINDS) {
            source.forEachArtifact(kind, history -> addIfKnown(history, there));
        }
    }

    /** Takes one that is made from something known and is not there yet. */
    private void addIfKnown(ArtifactHistory history, BitSet there) {
        Run run = captured(history) ? Run.of(catalog.read(history)) : null;
        int number = run == null ? StringPool.NONE : facts.artifacts.find(run.artifact());
        if (run != null && (number == StringPool.NONE || !there.get(number))) {
            facts.runs.add(run);
        }
    }

    private boolean captured(ArtifactHistory history) {
        return facts.graph.knows(Run.node(history));
    }

    private static int hash(String job) {
        return job.hashCode() & (HASHES - 1);
    }
}
