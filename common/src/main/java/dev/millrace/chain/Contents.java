package dev.millrace.chain;

import dev.millrace.flow.Delivery.Content;
import dev.millrace.model.ArtifactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What each deployment brought to its environment: commits that were not there, the same again, or an older one. */
final class Contents {

    private final Map<ArtifactId, Content> contents = new HashMap<>();

    Contents(CommitGraph graph, Collection<Run> runs) {
        Map<String, List<Run>> environments = new TreeMap<>();
        runs.stream()
                .filter(run -> run.succeededAt() != null && graph.knows(run.node()))
                .forEach(run -> environments
                        .computeIfAbsent(run.pipeline(), unseen -> new ArrayList<>())
                        .add(run));
        environments.values().forEach(environment -> read(graph, environment));
    }

    /** What it brought; unknown if it did not end well or its commit is not captured. */
    Content of(ArtifactId deployment) {
        return contents.getOrDefault(deployment, Content.UNKNOWN);
    }

    private void read(CommitGraph graph, List<Run> environment) {
        environment.sort(Comparator.comparing(Contents::end).thenComparing(Run::artifact));
        BitSet covered = new BitSet();
        String live = "";
        for (Run run : environment) {
            BitSet brought = graph.reach(run.node(), covered, sha -> {});
            covered.or(brought);
            contents.put(
                    run.artifact(),
                    !brought.isEmpty() ? Content.NEWER : run.node().equals(live) ? Content.SAME : Content.OLDER);
            live = run.node();
        }
    }

    private static Instant end(Run run) {
        return run.succeededAt() == null ? Instant.MAX : run.succeededAt();
    }
}
