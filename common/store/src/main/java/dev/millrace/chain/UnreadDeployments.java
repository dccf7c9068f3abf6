package dev.millrace.chain;

import dev.millrace.chain.graph.ChainFacts;
import dev.millrace.chain.graph.Run;
import dev.millrace.chain.graph.ServiceCatalog;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.KnownFacts;
import dev.millrace.valuestream.Definition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Deployments to production whose commits are not captured, so that nobody can tell what they contain. */
public final class UnreadDeployments {

    private static final int AT_A_TIME = 500;
    private static final int SHORTEST_HASH = 40;

    private record Deployed(String commit, Instant at) {}

    private final KnownFacts store;
    private final Knowledge knowledge;
    private final ToolInstance tool;
    private final Map<String, List<Deployed>> byRepository = new HashMap<>();

    /**
     * Looks for them.
     *
     * @param tool the GitHub whose commits these are
     * @param definition says what production is
     */
    public UnreadDeployments(KnownFacts store, Knowledge knowledge, Definition definition, ToolInstance tool) {
        this.store = store;
        this.knowledge = knowledge;
        this.tool = tool;
        ServiceCatalog catalog = ServiceCatalog.of(definition, store, knowledge);
        for (ArtifactKind kind : List.of(ArtifactKind.DEPLOYMENT, ArtifactKind.BUILD)) {
            store.forEachArtifact(kind, knowledge, history -> add(catalog.read(history)));
        }
    }

    /**
     * How many of a repository's deployments to production ended well.
     *
     * @param unread those whose commit is not captured
     * @param all all of them
     */
    public record Count(int unread, int all) {}

    /** Of every repository of which commits are captured, by its name. */
    public static SortedMap<String, Count> counts(KnownFacts store, Knowledge knowledge, Definition definition) {
        ServiceCatalog catalog = ServiceCatalog.of(definition, store, knowledge);
        Map<String, List<String>> deployed = new TreeMap<>();
        Set<String> commits = new HashSet<>();
        for (ArtifactKind kind : List.of(ArtifactKind.DEPLOYMENT, ArtifactKind.BUILD)) {
            store.forEachArtifact(kind, knowledge, history -> {
                Run run = Run.of(catalog.read(history));
                if (run != null && run.production() && run.succeededAt() != null && run.repository() != null) {
                    deployed.computeIfAbsent(run.repository(), unseen -> new ArrayList<>())
                            .add(run.node());
                    commits.add(run.node());
                }
            });
        }
        Set<String> repositories = new HashSet<>();
        store.forEachArtifact(ArtifactKind.COMMIT, knowledge, history -> {
            commits.remove(ChainFacts.sha(history.artifact()));
            repositories.add(history.snapshot().project());
        });
        SortedMap<String, Count> counts = new TreeMap<>();
        deployed.forEach((repository, nodes) -> {
            if (repositories.contains(repository)) {
                counts.put(
                        repository,
                        new Count((int) nodes.stream().filter(commits::contains).count(), nodes.size()));
            }
        });
        return counts;
    }

    private void add(ArtifactHistory history) {
        Run run = Run.of(history);
        if (run != null
                && run.production()
                && run.repository() != null
                && run.node().length() >= SHORTEST_HASH) {
            byRepository
                    .computeIfAbsent(run.repository().toLowerCase(Locale.ROOT), unseen -> new ArrayList<>())
                    .add(new Deployed(run.node(), run.queuedAt()));
        }
    }

    /** The commits of a repository that are deployed to production and not captured by now, each once, the latest deployed first. */
    public List<String> commits(String repository) {
        List<String> all = byRepository.getOrDefault(repository.toLowerCase(Locale.ROOT), List.of()).stream()
                .sorted(Comparator.comparing(Deployed::at).reversed().thenComparing(Deployed::commit))
                .map(Deployed::commit)
                .distinct()
                .toList();
        Set<String> captured = captured(all);
        return all.stream().filter(commit -> !captured.contains(commit)).toList();
    }

    /** Which of these commits are captured by now. */
    public Set<String> captured(Collection<String> commits) {
        Set<String> found = new HashSet<>();
        List<ArtifactId> some = new ArrayList<>();
        for (String commit : commits) {
            some.add(new ArtifactId(tool, ArtifactKind.COMMIT, commit));
            if (some.size() == AT_A_TIME) {
                read(some, found);
                some.clear();
            }
        }
        read(some, found);
        return found;
    }

    private void read(List<ArtifactId> commits, Set<String> found) {
        store.histories(commits, knowledge)
                .forEach(history -> found.add(history.artifact().nativeId()));
    }
}
