package dev.millrace.chain.delivery;

import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.compact.LongList;
import dev.millrace.chain.compact.StringPool;
import dev.millrace.chain.graph.ChainFacts;
import dev.millrace.chain.graph.Runs;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether it is known which production deployments contain a commit. A deployment of a commit that is not captured, although others of
 * its repository are, may contain it: whether that was the first one cannot be told then.
 */
public final class Containment {

    private static final long NEVER = Long.MAX_VALUE;

    private final ChainFacts facts;
    private final ContainmentIndex index;
    /** When the unread deployments of each repository ended well, in order. */
    private final Map<Integer, long[]> unread = new HashMap<>();

    private final BitSet reachedBranches = new BitSet();

    /**
     * Of what is served.
     *
     * @param facts with all commits, pull requests and runs
     */
    public Containment(ChainFacts facts, ContainmentIndex index) {
        this.facts = facts;
        this.index = index;
        Map<Integer, LongList> times = new HashMap<>();
        Runs runs = facts.runs;
        for (int run = 0; run < runs.size(); run++) {
            if (runs.production(run)
                    && runs.succeeded(run)
                    && facts.branches.capturedAny(runs.repository(run))
                    && !facts.branches.captured(runs.node(run))) {
                times.computeIfAbsent(runs.repository(run), unseen -> new LongList())
                        .add(runs.succeededMillis(run));
            }
        }
        times.forEach((repository, all) -> {
            long[] sorted = all.toArray();
            Arrays.sort(sorted);
            unread.put(repository, sorted);
        });
        BitSet elsewhere = facts.branches.elsewhere();
        for (int commit = elsewhere.nextSetBit(0); commit >= 0; commit = elsewhere.nextSetBit(commit + 1)) {
            if (facts.branches.captured(commit) || index.beforeBaseline(commit) || arrivedAt(commit) != NEVER) {
                reachedBranches.set(facts.branches.branch(commit));
            }
        }
    }

    /** How many unread deployments to production a repository has. */
    public int unread(String repository) {
        long[] times = unread.get(facts.repositories.names().find(repository));
        return times == null ? 0 : times.length;
    }

    /** How many unread deployments may have brought the commit to production before the first one that is known to contain it. */
    public int unread(int commit) {
        long[] times = unread.get(facts.repositories.number(commit));
        if (times == null) {
            return 0;
        }
        long landed = facts.branches.landedAt(commit);
        long arrived = arrivedAt(commit);
        int count = 0;
        for (long time : times) {
            count += time >= landed && time < arrived ? 1 : 0;
        }
        return count;
    }

    /** Whether the commit can be looked for in deployments: it is captured, or its repository is and a pull request says where it lies. */
    boolean canBeFound(int commit) {
        return facts.graph.knows(commit)
                || arrivedAt(commit) != NEVER
                || (facts.branches.elsewhere(commit)
                        && facts.branches.capturedAny(facts.repositories.number(commit))
                        && !mayBeSquashed(commit));
    }

    private boolean mayBeSquashed(int commit) {
        return facts.branches.mayBeSquashed(commit, facts.repositories.number(commit));
    }

    /** Whether it is known which attempts contain a commit, as far as an item is concerned that waits for it. */
    public boolean traced(int commit) {
        return canBeFound(commit)
                && !index.beforeBaseline(commit)
                && unread(commit) == 0
                && (facts.graph.knows(commit) || arrivedAt(commit) != NEVER || reached(commit));
    }

    private boolean reached(int commit) {
        int branch = facts.branches.branch(commit);
        return branch != StringPool.NONE && reachedBranches.get(branch);
    }

    private long arrivedAt(int commit) {
        IntList attempts = index.attempts(commit);
        long first = NEVER;
        for (int i = 0; i < attempts.size(); i++) {
            int run = attempts.get(i);
            if (facts.runs.production(run) && facts.runs.succeeded(run)) {
                first = Math.min(first, facts.runs.succeededMillis(run));
            }
        }
        return first;
    }
}
