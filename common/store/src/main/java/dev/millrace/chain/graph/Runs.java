package dev.millrace.chain.graph;

import dev.millrace.binary.BinaryInput;
import dev.millrace.binary.BinaryOutput;
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

    public static final long NOT_ENDED = Long.MIN_VALUE;
    /** An instant and a place in one number. */
    private static final int PLACE_BITS = 20;

    private static final int MOST = (1 << PLACE_BITS) - 1;
    private static final long LATEST = Long.MAX_VALUE >> PLACE_BITS;
    private static final long NEVER = -LATEST;

    private final ArtifactNumbers artifacts;
    private final CommitGraph graph;
    private final StringPool pipelines;
    private final IntList artifactOf = new IntList();
    private final IntList pipelineOf = new IntList();
    private final IntList nodeOf = new IntList();
    private final StringPool repositories;
    private final IntList repositoryOf = new IntList();
    private final LongList queued = new LongList();
    private final LongList succeeded = new LongList();
    private final BitSet production = new BitSet();

    public Runs(ArtifactNumbers artifacts, CommitGraph graph) {
        this(artifacts, graph, new StringPool(), new StringPool());
    }

    /** None yet, of pipelines and repositories that have their numbers already. */
    public Runs(ArtifactNumbers artifacts, CommitGraph graph, StringPool pipelines, StringPool repositories) {
        this.repositories = repositories;
        this.artifacts = artifacts;
        this.graph = graph;
        this.pipelines = pipelines;
    }

    /** The numbers of the pipelines. */
    public StringPool pipelines() {
        return pipelines;
    }

    /** Adds a run; gives its number. */
    public int add(Run run) {
        return add(new Kept(
                artifacts.number(run.artifact()),
                pipelines.number(run.pipeline()),
                graph.number(run.node()),
                run.queuedAt().toEpochMilli(),
                run.succeededAt() == null ? NOT_ENDED : run.succeededAt().toEpochMilli(),
                run.production(),
                // only what goes to production is ever asked where it comes from
                run.production() && run.repository() != null
                        ? repositories.number(run.repository())
                        : StringPool.NONE));
    }

    /** A run as {@link #write} wrote it. */
    public record Kept(
            int artifact, int pipeline, int node, long queuedAt, long succeededAt, boolean production, int repository) {

        /** Whether it ended well. */
        public boolean ended() {
            return succeededAt != NOT_ENDED;
        }
    }

    /** The run of that number as {@link #write} writes it. */
    public Kept kept(int run) {
        return new Kept(
                artifactOf.get(run),
                pipelineOf.get(run),
                nodeOf.get(run),
                queued.get(run),
                succeeded.get(run),
                production(run),
                repositoryOf.get(run));
    }

    /** Adds what was read; gives its number. */
    public int add(Kept run) {
        production.set(artifactOf.size(), run.production());
        artifactOf.add(run.artifact());
        pipelineOf.add(run.pipeline());
        nodeOf.add(run.node());
        queued.add(run.queuedAt());
        succeeded.add(run.succeededAt());
        repositoryOf.add(run.repository());
        return artifactOf.size() - 1;
    }

    /** Writes one of them. */
    public void write(int run, BinaryOutput out) {
        out.number(artifactOf.get(run));
        out.number(pipelineOf.get(run));
        out.number(nodeOf.get(run));
        out.number(queued.get(run));
        out.flag(succeeded(run));
        if (succeeded(run)) {
            out.number(succeeded.get(run) - queued.get(run));
        }
        out.flag(production(run));
        if (production(run)) {
            out.number(repositoryOf.get(run));
        }
    }

    public static Kept read(BinaryInput in) {
        int artifact = in.integer();
        int pipeline = in.integer();
        int node = in.integer();
        long queuedAt = in.number();
        long succeededAt = in.flag() ? queuedAt + in.number() : NOT_ENDED;
        boolean production = in.flag();
        int repository = production ? in.integer() : StringPool.NONE;
        return new Kept(artifact, pipeline, node, queuedAt, succeededAt, production, repository);
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
