package dev.millrace.chain.graph;

import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.compact.LongList;
import dev.millrace.chain.compact.StringPool;
import dev.millrace.model.Hash64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * What is known of commits besides their ancestry: which are captured, when each was there first, which branch a pull request brought it
 * to if that is not the default branch, and what a squash or rebase holds of a branch. Not for concurrent use.
 */
public final class Branches {

    private static final long NEVER = Long.MAX_VALUE;

    private final CommitGraph graph;
    private final BitSet captured = new BitSet();
    /** By the numbers of their names those of whose commits any is captured. */
    private final BitSet repositories = new BitSet();

    private final LongList landed = new LongList();
    private final StringPool branches = new StringPool();
    /** The branch of each merge commit of a pull request to another branch than the default one. */
    private final IntList branchOf = new IntList();

    private final BitSet elsewhere = new BitSet();
    /** The merge commits that have one parent, and the commits of their pull requests that are told apart by numbers or by hashes. */
    private IntList maybeCarried = new IntList();

    private IntList maybeCarriers = new IntList();
    private LongList maybeUnnamed = new LongList();
    private IntList carriersOfUnnamed = new IntList();
    /** When the last squash of each repository was merged of whose commits nobody can tell all. */
    private final Map<Integer, Long> lastCutOff = new HashMap<>();

    Branches(CommitGraph graph) {
        this.graph = graph;
    }

    void add(CommitFact fact) {
        captured.set(fact.commit());
        repositories.set(fact.repository());
        land(fact.commit(), fact.landedAt());
    }

    /** Adds a pull request that has a merge commit; all commits have been added. */
    void add(PullRequestFact fact) {
        int merge = fact.mergeCommit();
        if (fact.mergedAt() == PullRequestFact.NOT_MERGED) {
            return;
        }
        land(merge, fact.mergedAt());
        if (fact.base() != null) {
            elsewhere.set(merge);
            branchOf.put(merge, branches.number(fact.repository() + " " + fact.base()), StringPool.NONE);
        }
        if (graph.parents(merge) > 1) {
            return;
        }
        if (fact.cutOff()) {
            lastCutOff.merge(fact.repository(), fact.mergedAt(), Math::max);
        }
        for (int i = 0; i < fact.own().size(); i++) {
            maybeCarriers.add(merge);
            maybeCarried.add(fact.own().get(i));
        }
        for (int i = 0; i < fact.unnamed().size(); i++) {
            carriersOfUnnamed.add(merge);
            maybeUnnamed.add(fact.unnamed().get(i));
        }
    }

    private void land(int commit, long at) {
        landed.put(commit, Math.min(at, landed.getOr(commit, NEVER)), NEVER);
    }

    /**
     * Finds out what squashes and rebases hold, now that all pull requests are there: the merge commits of pull requests to the branch
     * that they were made of, and what is captured of that branch.
     */
    public void carry() {
        for (int i = 0; i < maybeCarried.size(); i++) {
            int commit = maybeCarried.get(i);
            if (captured.get(commit) || elsewhere.get(commit)) {
                graph.carry(maybeCarriers.get(i), commit);
            }
        }
        Map<Long, Integer> numbers = new HashMap<>();
        for (int commit = elsewhere.nextSetBit(0); commit >= 0; commit = elsewhere.nextSetBit(commit + 1)) {
            numbers.put(Hash64.of(graph.sha(commit)), commit);
        }
        for (int i = 0; i < maybeUnnamed.size() && !numbers.isEmpty(); i++) {
            Integer commit = numbers.get(maybeUnnamed.get(i));
            if (commit != null) {
                graph.carry(carriersOfUnnamed.get(i), commit);
            }
        }
        maybeCarried = new IntList();
        maybeCarriers = new IntList();
        maybeUnnamed = new LongList();
        carriersOfUnnamed = new IntList();
    }

    /** Whether the commit itself is captured; what builds tell of it is not enough. */
    public boolean captured(int commit) {
        return commit >= 0 && captured.get(commit);
    }

    /** Whether any commit of the repository of that number is captured. */
    public boolean capturedAny(int repository) {
        return repository >= 0 && repositories.get(repository);
    }

    /** When a commit was there first, in milliseconds; the highest number if nobody knows. */
    public long landedAt(int commit) {
        return commit < 0 ? NEVER : landed.getOr(commit, NEVER);
    }

    /** Whether a pull request brought the commit to another branch than the default one. */
    public boolean elsewhere(int commit) {
        return commit >= 0 && elsewhere.get(commit);
    }

    /** All commits that pull requests brought to other branches than the default one. */
    public BitSet elsewhere() {
        return elsewhere;
    }

    /** The number of that branch, or {@link StringPool#NONE}. */
    public int branch(int commit) {
        return commit < 0 ? StringPool.NONE : branchOf.getOr(commit, StringPool.NONE);
    }

    /** Whether something was squashed since the commit was there of which nobody can tell whether it held the commit. */
    public boolean mayBeSquashed(int commit, int repository) {
        Long last = lastCutOff.get(repository);
        return last != null && last >= landedAt(commit);
    }
}
