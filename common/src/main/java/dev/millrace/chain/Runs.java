package dev.millrace.chain;

import dev.millrace.model.ArtifactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Builds and deployments as numbers, in some 30 bytes each. Not for concurrent use. */
final class Runs {

    private static final long NOT_ENDED = Long.MIN_VALUE;

    private final ArtifactNumbers artifacts;
    private final CommitGraph graph;
    private final Texts pipelines = new Texts();
    private final IntList artifactOf = new IntList();
    private final IntList pipelineOf = new IntList();
    private final IntList nodeOf = new IntList();
    private final LongList queued = new LongList();
    private final LongList succeeded = new LongList();
    private final BitSet production = new BitSet();

    Runs(ArtifactNumbers artifacts, CommitGraph graph) {
        this.artifacts = artifacts;
        this.graph = graph;
    }

    void add(Run run) {
        production.set(artifactOf.size(), run.production());
        artifactOf.add(artifacts.number(run.artifact()));
        pipelineOf.add(pipelines.number(run.pipeline()));
        nodeOf.add(graph.number(run.node()));
        queued.add(run.queuedAt().toEpochMilli());
        succeeded.add(run.succeededAt() == null ? NOT_ENDED : run.succeededAt().toEpochMilli());
    }

    int size() {
        return artifactOf.size();
    }

    int artifactNumber(int run) {
        return artifactOf.get(run);
    }

    ArtifactId artifact(int run) {
        return artifacts.artifact(artifactOf.get(run));
    }

    /** What stands for its sources among the commits. */
    int node(int run) {
        return nodeOf.get(run);
    }

    /** What it is an attempt of. */
    String pipeline(int run) {
        return pipelines.text(pipelineOf.get(run));
    }

    Instant queuedAt(int run) {
        return Instant.ofEpochMilli(queued.get(run));
    }

    @Nullable Instant succeededAt(int run) {
        return succeeded(run) ? Instant.ofEpochMilli(succeeded.get(run)) : null;
    }

    boolean succeeded(int run) {
        return succeeded.get(run) != NOT_ENDED;
    }

    boolean production(int run) {
        return production.get(run);
    }

    /** The runs of each pipeline whose sources are known. */
    List<IntList> byPipeline() {
        List<IntList> all = new ArrayList<>();
        for (int pipeline = 0; pipeline < pipelines.size(); pipeline++) {
            all.add(new IntList());
        }
        for (int run = 0; run < size(); run++) {
            if (graph.knows(node(run))) {
                all.get(pipelineOf.get(run)).add(run);
            }
        }
        return all;
    }

    /** Those runs in the order of their queueing. */
    int[] byQueueing(IntList of) {
        return sorted(of, queued);
    }

    /** Those runs in the order in which they ended well; others first. */
    int[] bySuccess(IntList of) {
        return sorted(of, succeeded);
    }

    private int[] sorted(IntList of, LongList by) {
        return IntStream.range(0, of.size())
                .mapToObj(of::get)
                .sorted(Comparator.<Integer>comparingLong(by::get).thenComparing(this::artifact))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
