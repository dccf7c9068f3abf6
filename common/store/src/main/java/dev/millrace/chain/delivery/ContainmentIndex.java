package dev.millrace.chain.delivery;

import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.compact.IntMultimap;
import dev.millrace.chain.compact.StringPool;
import dev.millrace.chain.graph.CommitGraph;
import dev.millrace.chain.graph.Repositories;
import dev.millrace.chain.graph.Runs;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which builds and deployments serve which commits: per pipeline and environment the attempts up to and including the first
 * success that contains the commit. The first production deployment of a repository is its baseline: how long what it contains had
 * waited is unknown, and it serves nothing.
 */
public final class ContainmentIndex {

    private final Repositories repositories;
    private final Runs runs;
    private final IntMultimap byCommit = new IntMultimap();
    private final BitSet beforeBaseline = new BitSet();
    private final Map<String, Instant> firstProduction = new HashMap<>();

    private ContainmentIndex(Repositories repositories, Runs runs) {
        this.repositories = repositories;
        this.runs = runs;
    }

    /**
     * Works it out.
     *
     * @param graph the history
     * @param repositories the repository of each commit
     * @param runs builds and deployments
     * @param takes which of the runs count
     * @param wanted the commits that are asked for
     */
    public static ContainmentIndex of(
            CommitGraph graph, Repositories repositories, Runs runs, IntPredicate takes, BitSet wanted) {
        ContainmentIndex served = new ContainmentIndex(repositories, runs);
        AncestorWalk reach = new AncestorWalk(graph);
        List<IntList> pipelines = runs.byPipeline();
        pipelines.forEach(served::baseline);
        pipelines.forEach(pipeline -> served.serve(pipeline, takes, wanted, reach));
        return served;
    }

    /** The runs that serve a commit; empty if there are none, or none that are known. */
    public IntList attempts(int commit) {
        return commit == StringPool.NONE ? new IntList() : byCommit.of(commit);
    }

    /** Whether the commit was in production before anybody measured. */
    public boolean beforeBaseline(int commit) {
        return beforeBaseline.get(commit);
    }

    /** When the repository's first production deployment ended well, or null if there was none. */
    public @Nullable Instant firstProduction(String repository) {
        return firstProduction.get(repository);
    }

    private void baseline(IntList pipeline) {
        for (int i = 0; i < pipeline.size(); i++) {
            int run = pipeline.get(i);
            String repository = repositories.of(runs.node(run));
            if (runs.production(run) && runs.succeeded(run) && repository != null) {
                firstProduction.merge(
                        repository, Objects.requireNonNull(runs.succeededAt(run)), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
    }

    private void serve(IntList pipeline, IntPredicate takes, BitSet wanted, AncestorWalk reach) {
        reach.begin();
        for (int run : runs.byQueueing(pipeline)) {
            if (!takes.test(run)) {
                continue;
            }
            Instant succeededAt = runs.succeededAt(run);
            boolean baseline = runs.production(run)
                    && succeededAt != null
                    && succeededAt.equals(firstProduction.get(repositories.of(runs.node(run))));
            IntList reached = reach.from(runs.node(run), succeededAt != null);
            for (int i = 0; i < reached.size(); i++) {
                int commit = reached.get(i);
                if (baseline) {
                    beforeBaseline.set(commit);
                } else if (wanted.get(commit)) {
                    byCommit.add(commit, run);
                }
            }
        }
    }
}
