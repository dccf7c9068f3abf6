package dev.millrace.chain.graph;

import dev.millrace.model.ArtifactId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What builds say of ancestry, where the commits themselves are not captured: the sources of a build contain its changelog, and what
 * the job's build before it was made from. Also says which builds stand for a change of an issue, where nothing better does.
 */
public final class Changelogs {

    private final Map<ArtifactId, BuildSource> buildSources = new HashMap<>();

    /**
     * Adds what the builds say to the history.
     *
     * @param builds builds of what was merged; those whose sources are captured say nothing new and are left out
     * @param graph the captured history; gets what is missing
     * @param repositories gets the service of what is added
     */
    public Changelogs(Collection<BuildSource> builds, CommitGraph graph, Repositories repositories) {
        Map<String, Set<String>> parents = new LinkedHashMap<>();
        Map<String, String> before = new HashMap<>();
        Map<String, Set<String>> seen = new HashMap<>();
        for (BuildSource build : builds.stream().sorted(BuildSource.ORDER).toList()) {
            if (!graph.knows(build.node())) {
                buildSources.put(build.build(), build);
                Set<String> known = parents.computeIfAbsent(build.node(), unseen -> new LinkedHashSet<>());
                known.addAll(build.commits());
                String lane = build.job() + " " + build.branch();
                String last = before.put(lane, build.node());
                // an older commit that is built again contains nothing new, and neither does a build that lists no
                // change
                boolean firstTime =
                        seen.computeIfAbsent(lane, unseen -> new HashSet<>()).add(build.node());
                if (firstTime
                        && last != null
                        && (build.changelog() || build.commits().isEmpty())) {
                    known.add(last);
                }
                repositories.putIfAbsent(graph.number(build.node()), build.service());
                build.commits().forEach(commit -> repositories.putIfAbsent(graph.number(commit), build.service()));
            }
        }
        for (BuildSource build : buildSources.values()) {
            for (String commit : build.commits()) {
                if (!graph.knows(commit) && !parents.containsKey(commit)) {
                    graph.add(commit, List.of());
                }
            }
        }
        parents.forEach((node, all) -> {
            all.remove(node);
            graph.add(node, List.copyOf(all));
        });
    }

    /** Whether the builds said nothing that the captured history does not. */
    public boolean isEmpty() {
        return buildSources.isEmpty();
    }

    /** What a build of what was merged, whose sources are not captured, says; null for any other. */
    public @Nullable BuildSource of(ArtifactId build) {
        return buildSources.get(build);
    }
}
