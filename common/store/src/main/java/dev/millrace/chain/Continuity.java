package dev.millrace.chain;

import dev.millrace.chain.graph.CommitFact;
import dev.millrace.chain.graph.Runs;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether everything new lies behind what was there: commits that nothing known had named as its source, deployments that were asked
 * for after the last one that ended well. Then what was in production before is so since the same instant, and need not be looked
 * at. First everything that was kept is told, then what was read.
 */
final class Continuity {

    private final BitSet sources = new BitSet();
    private final BitSet newCommits = new BitSet();
    private final Map<Integer, CommitFact> commits = new HashMap<>();
    private final Map<Integer, Runs.Kept> runs = new HashMap<>();
    private final Map<Integer, Long> latest = new HashMap<>();
    private boolean broken;

    /** A commit that was kept; replaced if it was read anew. */
    void kept(CommitFact fact, boolean replaced) {
        for (int i = 0; i < fact.parents().size(); i++) {
            sources.set(fact.parents().get(i));
        }
        if (replaced) {
            commits.put(fact.commit(), fact);
        }
    }

    /** A commit that was read. */
    void read(CommitFact fact) {
        CommitFact before = commits.get(fact.commit());
        if (before == null) {
            newCommits.set(fact.commit());
        } else {
            broken |= !Arrays.equals(before.parents().toArray(), fact.parents().toArray())
                    || before.repository() != fact.repository();
        }
    }

    /** A run that was kept; replaced if it was read anew. */
    void kept(Runs.Kept run, boolean replaced) {
        sources.set(run.node());
        if (replaced) {
            runs.put(run.artifact(), run);
        } else if (run.production() && run.ended()) {
            latest.merge(run.pipeline(), run.queuedAt(), Math::max);
        }
    }

    /** A run that was read. */
    void read(Runs.Kept run) {
        Runs.Kept before = runs.remove(run.artifact());
        if (run.equals(before)) {
            return;
        }
        broken |= before != null && before.production() && before.ended();
        broken |= run.production()
                && run.ended()
                && latest.getOrDefault(run.pipeline(), Long.MIN_VALUE) >= run.queuedAt();
    }

    /** Something else was not only added. */
    void broken(boolean really) {
        broken |= really;
    }

    /** Whether all that was told is so. */
    boolean holds() {
        return !broken
                && !newCommits.intersects(sources)
                && runs.values().stream().noneMatch(gone -> gone.production() && gone.ended());
    }
}
