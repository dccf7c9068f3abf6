package dev.millrace.chain;

import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads builds and deployments, and keeps those whose sources are known. */
final class RunReader {

    private static final int HASHES = 1 << 20;

    private final FlowStore store;
    private final Knowledge knowledge;
    private final Places places;
    private final ArtifactNumbers artifacts;
    private final CommitGraph graph;
    private final Runs runs;
    private boolean heldBack;

    RunReader(
            FlowStore store,
            Knowledge knowledge,
            Places places,
            ArtifactNumbers artifacts,
            CommitGraph graph,
            Runs runs) {
        this.places = places;
        this.store = store;
        this.knowledge = knowledge;
        this.artifacts = artifacts;
        this.graph = graph;
        this.runs = runs;
    }

    /**
     * Reads builds and deployments; gives the builds that tell of sources which are not captured. Most builds are of a branch nobody
     * merged yet: what they were made from is known only if another build says so, and they are not kept before that.
     *
     * @param defaultBranches those that captured repositories have
     */
    List<Checkout> read(Set<String> defaultBranches) {
        List<Checkout> checkouts = new ArrayList<>();
        Set<String> productionJobs = new HashSet<>();
        BitSet jobsOfBranches = new BitSet(HASHES);
        for (ArtifactKind kind : List.of(ArtifactKind.BUILD, ArtifactKind.DEPLOYMENT)) {
            store.forEachArtifact(kind, knowledge, history -> {
                boolean captured = graph.knows(Run.node(history));
                Run run = Run.of(places.read(history));
                if (run != null && (captured || run.production())) {
                    runs.add(run);
                }
                if (run != null && run.production()) {
                    productionJobs.add(history.snapshot().project());
                }
                heldBack |= run != null && !captured && !run.production();
                if (kind == ArtifactKind.BUILD && !captured) {
                    Checkout checkout = Checkout.of(history);
                    if (checkout.onTrunk(defaultBranches)) {
                        checkouts.add(checkout);
                    } else {
                        jobsOfBranches.set(hash(checkout.job()));
                    }
                }
            });
        }
        if (productionJobs.stream().anyMatch(job -> jobsOfBranches.get(hash(job)))) {
            store.forEachArtifact(ArtifactKind.BUILD, knowledge, history -> {
                if (!graph.knows(Run.node(history))) {
                    Checkout checkout = Checkout.of(history);
                    if (productionJobs.contains(checkout.job()) && !checkout.onTrunk(defaultBranches)) {
                        checkouts.add(checkout);
                    }
                }
            });
        }
        return checkouts;
    }

    /** Reads what was held back and turned out to be made from something known. */
    void readHeldBack() {
        if (!heldBack) {
            return;
        }
        BitSet there = new BitSet();
        for (int run = 0; run < runs.size(); run++) {
            there.set(runs.artifactNumber(run));
        }
        for (ArtifactKind kind : List.of(ArtifactKind.BUILD, ArtifactKind.DEPLOYMENT)) {
            store.forEachArtifact(kind, knowledge, history -> {
                Run run = graph.knows(Run.node(history)) ? Run.of(places.read(history)) : null;
                int number = run == null ? Texts.NONE : artifacts.find(run.artifact());
                if (run != null && (number == Texts.NONE || !there.get(number))) {
                    runs.add(run);
                }
            });
        }
    }

    /** Two jobs with the same hash cost time and change nothing. */
    private static int hash(String job) {
        return job.hashCode() & (HASHES - 1);
    }
}
