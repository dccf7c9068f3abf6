package dev.millrace.chain;

import dev.millrace.chain.graph.BuildSource;
import dev.millrace.chain.graph.ChainFacts;
import dev.millrace.chain.graph.ServiceCatalog;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ChainedChange;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.KnownFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts items together with the changes made for them and the builds and deployments that serve these. */
public final class ChainAssembler {

    private final KnownFacts store;
    private final Knowledge knowledge;
    private final ServiceCatalog catalog;
    private final ChainLinks links;

    /** Reads histories as of that knowledge, and what belongs together from {@code links}. */
    public ChainAssembler(KnownFacts store, Knowledge knowledge, ServiceCatalog catalog, ChainLinks links) {
        this.store = store;
        this.knowledge = knowledge;
        this.catalog = catalog;
        this.links = links;
    }

    /** Each of these pull requests as an item, with its own change; those that are not captured are left out. */
    public List<ItemHistory> pullRequests(Collection<ArtifactId> pullRequests) {
        List<ArtifactHistory> histories = store.histories(pullRequests, knowledge);
        Changes changes = new Changes(histories);
        return histories.stream()
                .map(history -> ItemHistory.of(history).with(List.of(changes.of(history))))
                .toList();
    }

    /** The same items with their changes; a few hundred at a time, because what items share is read once. */
    public List<ItemHistory> withChanges(List<ItemHistory> items) {
        Set<ArtifactId> issues = new HashSet<>();
        items.forEach(item -> issues(item).forEach(issues::add));
        Map<ArtifactId, Set<ArtifactId>> found = links.sources(issues);
        Set<ArtifactId> wanted = new HashSet<>();
        found.values().forEach(wanted::addAll);
        Histories known = new Histories(wanted);
        List<List<ArtifactHistory>> ofItems = new ArrayList<>();
        Map<ArtifactId, ArtifactHistory> all = new HashMap<>();
        for (ItemHistory item : items) {
            Set<ArtifactId> own = new HashSet<>();
            issues(item).forEach(issue -> own.addAll(found.getOrDefault(issue, Set.of())));
            List<ArtifactHistory> sources = standing(known.of(own), own);
            ofItems.add(sources);
            sources.forEach(source -> all.put(source.artifact(), source));
        }
        Changes changes = new Changes(all.values());
        List<ItemHistory> with = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            List<ChainedChange> made = ofItems.get(i).stream().map(changes::of).toList();
            with.add(made.isEmpty() ? items.get(i) : items.get(i).with(made));
        }
        return with;
    }

    /** The item and the sub-tasks that it has now. */
    private static Stream<ArtifactId> issues(ItemHistory item) {
        return Stream.concat(
                Stream.of(item.item().artifact()),
                item.presentSubTasks().stream().map(ArtifactHistory::artifact));
    }

    /** Without the builds that bring no commit which nothing else brings. */
    private static List<ArtifactHistory> standing(List<ArtifactHistory> sources, Set<ArtifactId> named) {
        if (sources.stream().noneMatch(source -> source.artifact().kind() == ArtifactKind.BUILD)) {
            return sources;
        }
        Set<String> commits = new HashSet<>();
        for (ArtifactId source : named) {
            if (source.kind() == ArtifactKind.COMMIT) {
                commits.add(ChainFacts.sha(source));
            }
        }
        List<BuildSource> builds = new ArrayList<>();
        for (ArtifactHistory source : sources) {
            if (source.artifact().kind() == ArtifactKind.PULL_REQUEST) {
                commits.addAll(ChainFacts.ownCommits(source));
            } else if (source.artifact().kind() == ArtifactKind.BUILD) {
                builds.add(BuildSource.of(source));
            }
        }
        Set<ArtifactId> standing = BuildSource.changes(builds, commits);
        return sources.stream()
                .filter(source ->
                        source.artifact().kind() != ArtifactKind.BUILD || standing.contains(source.artifact()))
                .toList();
    }

    /** Changes with what serves them, read together. */
    private final class Changes {

        private final Map<ArtifactId, ChainLinks.Served> served;
        private final Histories attempts;

        Changes(Collection<ArtifactHistory> sources) {
            served = sources.isEmpty() ? Map.of() : links.served(sources);
            Set<ArtifactId> wanted = new HashSet<>();
            served.values().forEach(one -> wanted.addAll(one.attempts()));
            attempts = new Histories(wanted);
        }

        ChainedChange of(ArtifactHistory source) {
            ChainLinks.Served by = served.get(source.artifact());
            if (by == null) {
                throw new IllegalStateException("nothing is known of what serves " + source.artifact());
            }
            return new ChainedChange(
                    source,
                    attempts.of(by.attempts()).stream().map(catalog::read).toList(),
                    new ChainedChange.Service(catalog.service(source.snapshot(), by.service()), by.firstProduction()),
                    by.traced());
        }
    }

    /** The histories of some artifacts, read at once: items that come together often share them. */
    private final class Histories {

        private final Map<ArtifactId, ArtifactHistory> histories = new HashMap<>();

        Histories(Set<ArtifactId> artifacts) {
            if (!artifacts.isEmpty()) {
                store.histories(artifacts, knowledge).forEach(history -> histories.put(history.artifact(), history));
            }
        }

        /** Those of them that are captured, ordered by artifact id. */
        List<ArtifactHistory> of(Set<ArtifactId> artifacts) {
            List<ArtifactHistory> found = new ArrayList<>();
            for (ArtifactId artifact : artifacts) {
                @Nullable ArtifactHistory history = histories.get(artifact);
                if (history != null) {
                    found.add(history);
                }
            }
            found.sort((one, other) -> one.artifact().compareTo(other.artifact()));
            return found;
        }
    }
}
