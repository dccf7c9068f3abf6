package dev.millrace.chain;

import java.util.BitSet;

/**
 * Finds the copies that rebases left. A rebase leaves copies of a pull request's commits on the trunk, of which only the last one is
 * named; they keep their author dates.
 */
final class RebasedCommits {

    private final CommitGraph graph;
    private final ChangeLines lines;
    private final IntList lineOf;
    private final BitSet ofPullRequests;

    /**
     * Of those lines.
     *
     * @param lineOf the line of each commit that has one
     * @param ofPullRequests the commits that pull requests brought; what is found is added
     */
    RebasedCommits(CommitGraph graph, ChangeLines lines, IntList lineOf, BitSet ofPullRequests) {
        this.graph = graph;
        this.lines = lines;
        this.lineOf = lineOf;
        this.ofPullRequests = ofPullRequests;
    }

    /**
     * Adds the copies of one pull request.
     *
     * @param pullRequest its line
     * @param leftOut commits whose lines were left out
     * @return false if one of those would have been needed
     */
    boolean claim(int pullRequest, BitSet leftOut) {
        long[] authored = lines.authored(pullRequest);
        BitSet claimed = new BitSet();
        int commit = lines.commit(pullRequest);
        int line = line(commit);
        while (line != Texts.NONE && graph.parents(commit) == 1) {
            int date = unclaimed(authored, claimed, lines.authored(line)[0]);
            if (date < 0) {
                return true;
            }
            claimed.set(date);
            ofPullRequests.set(commit);
            commit = graph.parent(commit, 0);
            line = line(commit);
        }
        return line != Texts.NONE || commit == Texts.NONE || !leftOut.get(commit);
    }

    private int line(int commit) {
        return commit == Texts.NONE ? Texts.NONE : lineOf.getOr(commit, Texts.NONE);
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
