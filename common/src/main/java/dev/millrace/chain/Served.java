package dev.millrace.chain;

import dev.millrace.model.ArtifactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which builds and deployments serve which commits: per pipeline and environment the attempts up to and including the first
 * success that contains the commit. The first production deployment of a repository is its baseline: how long what it contains had
 * waited is unknown, and it serves nothing.
 */
final class Served {

    private final Map<String, List<ArtifactId>> byCommit = new HashMap<>();
    private final Set<String> beforeBaseline = new HashSet<>();
    private final Map<String, Instant> firstProduction = new HashMap<>();

    private Served() {}

    /**
     * Works it out.
     *
     * @param graph the history
     * @param repositories the repository of each commit
     * @param runs all builds and deployments
     * @param wanted the commits that are asked for
     */
    static Served of(CommitGraph graph, Map<String, String> repositories, Collection<Run> runs, Set<String> wanted) {
        Served served = new Served();
        Map<String, List<Run>> pipelines = new TreeMap<>();
        for (Run run : runs) {
            if (graph.knows(run.node())) {
                pipelines
                        .computeIfAbsent(run.pipeline(), unseen -> new ArrayList<>())
                        .add(run);
            }
        }
        pipelines.values().forEach(pipeline -> served.baseline(pipeline, repositories));
        pipelines.values().forEach(pipeline -> served.serve(graph, repositories, pipeline, wanted));
        return served;
    }

    /** The attempts that serve a commit; empty if there are none, or none that are known. */
    List<ArtifactId> attempts(String commit) {
        return byCommit.getOrDefault(commit, List.of());
    }

    /** Whether the commit was in production before anybody measured. */
    boolean beforeBaseline(String commit) {
        return beforeBaseline.contains(commit);
    }

    /** When the repository's first production deployment ended well, or null if there was none. */
    @Nullable Instant firstProduction(String repository) {
        return firstProduction.get(repository);
    }

    private void baseline(List<Run> pipeline, Map<String, String> repositories) {
        for (Run run : pipeline) {
            String repository = repositories.get(run.node());
            if (run.production() && run.succeededAt() != null && repository != null) {
                firstProduction.merge(repository, run.succeededAt(), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
    }

    private void serve(CommitGraph graph, Map<String, String> repositories, List<Run> pipeline, Set<String> wanted) {
        pipeline.sort(Comparator.comparing(Run::queuedAt).thenComparing(Run::artifact));
        BitSet covered = new BitSet();
        for (Run run : pipeline) {
            boolean baseline = run.production()
                    && run.succeededAt() != null
                    && run.succeededAt().equals(firstProduction.get(repositories.get(run.node())));
            BitSet reached = graph.reach(run.node(), covered, sha -> {
                if (baseline) {
                    beforeBaseline.add(sha);
                } else if (wanted.contains(sha)) {
                    byCommit.computeIfAbsent(sha, unseen -> new ArrayList<>()).add(run.artifact());
                }
            });
            if (run.succeededAt() != null) {
                covered.or(reached);
            }
        }
    }
}
