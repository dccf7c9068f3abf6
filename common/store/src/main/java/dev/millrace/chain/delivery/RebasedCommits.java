package dev.millrace.chain.delivery;

import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.compact.StringPool;
import dev.millrace.chain.graph.CommitGraph;
import java.util.BitSet;

/**
 * Finds the copies that rebases left. A rebase leaves copies of a pull request's commits on the trunk, of which only the last one is
 * named; they keep their author dates.
 */
final class RebasedCommits {

    private final CommitGraph graph;
    private final ChangeTable rows;
    private final IntList rowOf;
    private final BitSet ofPullRequests;

    /**
     * Of those rows.
     *
     * @param rowOf the row of each commit that has one
     * @param ofPullRequests the commits that pull requests brought; what is found is added
     */
    RebasedCommits(CommitGraph graph, ChangeTable rows, IntList rowOf, BitSet ofPullRequests) {
        this.graph = graph;
        this.rows = rows;
        this.rowOf = rowOf;
        this.ofPullRequests = ofPullRequests;
    }

    /**
     * Adds the copies of one pull request.
     *
     * @param pullRequest its row
     */
    void claim(int pullRequest) {
        long[] authored = rows.authored(pullRequest);
        BitSet claimed = new BitSet();
        int commit = rows.commit(pullRequest);
        int row = row(commit);
        while (row != StringPool.NONE && graph.parents(commit) == 1) {
            int date = unclaimed(authored, claimed, rows.authored(row)[0]);
            if (date < 0) {
                return;
            }
            claimed.set(date);
            ofPullRequests.set(commit);
            commit = graph.parent(commit, 0);
            row = row(commit);
        }
    }

    private int row(int commit) {
        return commit == StringPool.NONE ? StringPool.NONE : rowOf.getOr(commit, StringPool.NONE);
    }

    private static int unclaimed(long[] dates, BitSet claimed, long date) {
        for (int i = 0; i < dates.length; i++) {
            if (dates[i] == date && !claimed.get(i)) {
                return i;
            }
        }
        return -1;
    }
}
