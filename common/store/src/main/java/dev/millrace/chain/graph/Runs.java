package dev.millrace.chain.graph;

import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.compact.LongList;
import dev.millrace.chain.compact.StringPool;
import dev.millrace.model.ArtifactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Builds and deployments as numbers, in some 35 bytes each. Not for concurrent use. */
public final class Runs {

    private static final long NOT_ENDED = Long.MIN_VALUE;
    /** An instant and a place in one number. */
    private static final int PLACE_BITS = 20;

    private static final int MOST = (1 << PLACE_BITS) - 1;
    private static final long LATEST = Long.MAX_VALUE >> PLACE_BITS;
    private static final long NEVER = -LATEST;

    private final ArtifactNumbers artifacts;
    private final CommitGraph graph;
    private final StringPool pipelines = new StringPool();
    private final IntList artifactOf = new IntList();
    private final IntList pipelineOf = new IntList();
    private final IntList nodeOf = new IntList();
    private final StringPool repositories;
    private final IntList repositoryOf = new IntList();
    private final LongList queued = new LongList();
    private final LongList succeeded = new LongList();
    private final BitSet production = new BitSet();

    /** None yet, of artifacts, commits and repositories that have their numbers elsewhere. */
    public Runs(ArtifactNumbers artifacts, CommitGraph graph, StringPool repositories) {
        this.repositories = repositories;
        this.artifacts = artifacts;
        this.graph = graph;
    }

    /** Adds a run; gives its number. */
    public int add(Run run) {
        production.set(artifactOf.size(), run.production());
        artifactOf.add(artifacts.number(run.artifact()));
        pipelineOf.add(pipelines.number(run.pipeline()));
        nodeOf.add(graph.number(run.node()));
        queued.add(run.queuedAt().toEpochMilli());
        succeeded.add(run.succeededAt() == null ? NOT_ENDED : run.succeededAt().toEpochMilli());
        repositoryOf.add(
                // only what goes to production is ever asked where it comes from
                run.production() && run.repository() != null ? repositories.number(run.repository()) : StringPool.NONE);
        return artifactOf.size() - 1;
    }

    public int size() {
        return artifactOf.size();
    }

    public int artifactNumber(int run) {
        return artifactOf.get(run);
    }

    public ArtifactId artifact(int run) {
        return artifacts.artifact(artifactOf.get(run));
    }

    /** What stands for its sources among the commits. */
    public int node(int run) {
        return nodeOf.get(run);
    }

    /** The number of the repository that a deployment to production says it comes from, or {@link StringPool#NONE}. */
    public int repository(int run) {
        return repositoryOf.get(run);
    }

    /** What it is an attempt of. */
    public String pipeline(int run) {
        return pipelines.text(pipelineOf.get(run));
    }

    public Instant queuedAt(int run) {
        return Instant.ofEpochMilli(queued.get(run));
    }

    /** When it ended well, in milliseconds; only of a run that {@link #succeeded}. */
    public long succeededMillis(int run) {
        return succeeded.get(run);
    }

    public @Nullable Instant succeededAt(int run) {
        return succeeded(run) ? Instant.ofEpochMilli(succeeded.get(run)) : null;
    }

    public boolean succeeded(int run) {
        return succeeded.get(run) != NOT_ENDED;
    }

    public boolean production(int run) {
        return production.get(run);
    }

    /** The runs of each pipeline whose sources are known. */
    public List<IntList> byPipeline() {
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
    public int[] byQueueing(IntList of) {
        return sorted(of, queued);
    }

    /** Those runs in the order in which they ended well; others first. */
    public int[] bySuccess(IntList of) {
        return sorted(of, succeeded);
    }

    private int[] sorted(IntList of, LongList by) {
        long[] keys = new long[of.size()];
        for (int i = 0; i < keys.length; i++) {
            long at = Math.max(by.get(of.get(i)), NEVER);
            if (at > LATEST || i > MOST) {
                return slowlySorted(of, by);
            }
            keys[i] = at << PLACE_BITS | i;
        }
        Arrays.sort(keys);
        int[] runs = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            runs[i] = of.get((int) keys[i] & MOST);
            if (i > 0 && keys[i] >> PLACE_BITS == keys[i - 1] >> PLACE_BITS) {
                return slowlySorted(of, by);
            }
        }
        return runs;
    }

    /** What has the same instant is told apart by its artifact, and that is text. */
    private int[] slowlySorted(IntList of, LongList by) {
        return IntStream.range(0, of.size())
                .mapToObj(of::get)
                .sorted(Comparator.<Integer>comparingLong(by::get).thenComparing(this::artifact))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
