package dev.millrace.chain.delivery;

import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.graph.CommitGraph;

/**
 * Walks over a history from commit to ancestors, once per pipeline: what one walk covered the later ones of the same pipeline leave out.
 * Commits that are added to the history later are not found. Not for concurrent use.
 */
final class AncestorWalk {

    private final CommitGraph graph;
    /** For each commit the walk that reached it last, or the pipeline whose walks covered it; both are counted together. */
    private final int[] marks;

    private final IntList open = new IntList();
    private final IntList reached = new IntList();
    private int pipeline;
    private int walk;

    AncestorWalk(CommitGraph graph) {
        this.graph = graph;
        this.marks = new int[graph.size()];
        begin();
    }

    /** Begins with the next pipeline, for which nothing is covered. */
    void begin() {
        pipeline = ++walk;
    }

    /**
     * Finds the commit and all its ancestors, each once, leaving out what was covered before and whatever lies behind that.
     *
     * @param covers whether later walks leave out what this one finds
     * @return the commits, until the next walk
     */
    IntList from(int commit, boolean covers) {
        reached.clear();
        if (commit >= 0) {
            open.add(commit);
        }
        int mark = covers ? pipeline : ++walk;
        while (open.size() > 0) {
            int number = open.removeLast();
            if (marks[number] != pipeline && marks[number] != mark) {
                marks[number] = mark;
                reached.add(number);
                graph.addHeld(number, open);
            }
        }
        return reached;
    }
}
