package dev.millrace.chain.delivery;

import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.compact.StringPool;
import dev.millrace.chain.graph.CommitGraph;
import dev.millrace.chain.graph.Runs;
import dev.millrace.flow.Delivery.Content;
import java.util.Arrays;

/** What each deployment brought to its environment: commits that were not there, the same again, or an older one. */
final class DeploymentContents {

    private final Runs runs;
    private final Content[] contents;

    /** Of the production deployments among the runs. */
    DeploymentContents(CommitGraph graph, Runs runs) {
        this.runs = runs;
        AncestorWalk reach = new AncestorWalk(graph);
        this.contents = new Content[runs.size()];
        Arrays.fill(contents, Content.UNKNOWN);
        for (IntList all : runs.byPipeline()) {
            IntList live = new IntList();
            for (int i = 0; i < all.size(); i++) {
                if (runs.production(all.get(i)) && runs.succeeded(all.get(i))) {
                    live.add(all.get(i));
                }
            }
            read(live, reach);
        }
    }

    /** What it brought; unknown if it did not end well or its commit is not captured. */
    Content of(int run) {
        return contents[run];
    }

    private void read(IntList environment, AncestorWalk reach) {
        reach.begin();
        int live = StringPool.NONE;
        for (int run : runs.bySuccess(environment)) {
            int node = runs.node(run);
            IntList brought = reach.from(node, true);
            contents[run] = brought.size() > 0 ? Content.NEWER : node == live ? Content.SAME : Content.OLDER;
            live = node;
        }
    }
}
