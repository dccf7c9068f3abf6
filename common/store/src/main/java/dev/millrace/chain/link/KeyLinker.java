package dev.millrace.chain.link;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import dev.millrace.store.ChangedFacts;
import dev.millrace.store.CodeVersion;
import dev.millrace.store.CommitResult;
import dev.millrace.store.FactMark;
import dev.millrace.store.FlowStore;
import dev.millrace.store.LinkNames;
import dev.millrace.store.LinkNames.Names;
import dev.millrace.store.LinkNames.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Makes links from what collectors found: issue keys in branches, titles, messages and bodies, what issues show of pull requests and
 * commits, and the commits builds were made from. A key counts only if an issue with it is captured, now or under a former key: {@code UTF-8} is none. A link by a key that
 * a branch, title or message does not hold any more is retracted. Stages of builds that deploy become deployments.
 */
public final class KeyLinker {

    /** The rules of stages that deploy are in the model. */
    private static final Optional<String> CODE = CodeVersion.of(List.of(KeyLinker.class, Link.class));

    private static final Knowledge EVERYTHING = new Knowledge(Instant.MAX, Instant.MAX);
    private static final int AT_A_TIME = 256;
    private static final int NAMES_AT_A_TIME = 5_000;
    /** With more changes it is hardly slower to look at everything again. */
    private static final int MOST_CHANGES = 50_000;

    private final FlowStore store;
    private final LinkNames names;
    private final SourceLinks links;
    private final Map<ArtifactId, Names> noted = new HashMap<>();

    private KeyLinker(FlowStore store) {
        this.store = store;
        this.names = store.linkNames();
        this.links = new SourceLinks(store, EVERYTHING);
    }

    /**
     * Adds the links that everything known implies, and retracts those that it implies no more. Looks only at what may have changed since
     * it was called last; at everything the first time, after {@code prune}, with a restored backup, or by another build of the program.
     */
    public static CommitResult link(FlowStore store) {
        KeyLinker linker = new KeyLinker(store);
        linker.run();
        return linker.links.result();
    }

    /** What changed since names were noted; empty if they were not noted by this build of the program, or if that is too much. */
    static Optional<ChangedFacts> changedSinceNamed(FlowStore store) {
        return named(store.linkNames()).flatMap(state -> changedSince(store, state));
    }

    private static Optional<State> named(LinkNames names) {
        return names.state().filter(state -> CODE.equals(Optional.of(state.code())));
    }

    private static Optional<ChangedFacts> changedSince(FlowStore store, State state) {
        return store.changes().changedSince(state.mark(), EVERYTHING, MOST_CHANGES);
    }

    private void run() {
        Optional<State> known = named(names);
        Optional<ChangedFacts> changed = known.flatMap(state -> changedSince(store, state));
        Optional<FactMark> mark = changed.flatMap(ChangedFacts::mark);
        if (known.isPresent() && changed.isPresent() && mark.isPresent()) {
            changed(changed.get(), known.get());
            names.replace(noted, new State(known.get().code(), mark.get()));
        } else {
            everything();
        }
    }

    private void everything() {
        Optional<FactMark> mark = store.changes().mark(EVERYTHING);
        String run = names.begin();
        for (ArtifactKind kind : SourceNames.KINDS) {
            store.forEachSnapshot(kind, EVERYTHING, snapshot -> {
                noted.put(snapshot.artifact(), SourceNames.of(snapshot));
                if (noted.size() == NAMES_AT_A_TIME) {
                    names.add(run, noted);
                    noted.clear();
                }
            });
        }
        names.add(run, noted);
        noted.clear();
        List<ArtifactSnapshot> some = new ArrayList<>();
        for (ArtifactKind kind : SourceNames.KINDS) {
            forEach(kind, snapshot -> {
                some.add(snapshot);
                if (some.size() == AT_A_TIME) {
                    links.make(some);
                    some.clear();
                }
            });
        }
        links.make(some);
        DevelopmentLinks shown = new DevelopmentLinks(store, EVERYTHING);
        store.forEachLink(EVERYTHING, shown::add);
        links.make(shown);
        noted.putAll(shown.names());
        watch(links.end(consumer -> store.forEachLink(EVERYTHING, consumer)));
        if (names.add(run, noted) && mark.isPresent() && CODE.isPresent()) {
            names.end(run, new State(CODE.get(), mark.get()));
        }
    }

    /** Of builds alone events are read, for their stages. */
    private void forEach(ArtifactKind kind, Consumer<? super ArtifactSnapshot> consumer) {
        if (kind == ArtifactKind.BUILD) {
            store.forEachArtifact(kind, EVERYTHING, build -> {
                links.stages(build);
                consumer.accept(build.snapshot());
            });
        } else {
            store.forEachSnapshot(kind, EVERYTHING, consumer);
        }
    }

    /** Looks at what changed, at what names something that did, and at what takes one of these back. */
    private void changed(ChangedFacts changed, State known) {
        Set<ArtifactId> sources = new HashSet<>(changed.artifacts());
        sources.addAll(changed.linkSources());
        Set<ArtifactId> issues = issues(sources);
        sources.removeIf(artifact -> !SourceNames.KINDS.contains(artifact.kind()));
        Set<Long> called = new HashSet<>(names.ownOf(sources));
        for (String key : store.changes().keys(changed.artifacts())) {
            called.add(SourceNames.key(key));
        }
        sources.forEach(gone -> noted.put(gone, Names.NONE));
        issues.forEach(issue -> noted.put(issue, Names.NONE));
        noted.putAll(shown(issues).names());
        forEach(sources, history -> noted.put(history.artifact(), SourceNames.of(history.snapshot())));
        noted.values().forEach(own -> called.addAll(own.own()));
        names.replace(noted, known);
        noted.clear();
        sources.addAll(names.naming(called));
        called.addAll(names.ownOf(sources));
        sources.addAll(names.naming(SourceNames.takenBack(called)));
        // an issue names what it shows
        issues.addAll(issues(sources));
        sources.removeAll(issues);
        List<ArtifactSnapshot> some = new ArrayList<>();
        forEach(sources, history -> {
            if (history.artifact().kind() == ArtifactKind.BUILD) {
                links.stages(history);
            }
            some.add(history.snapshot());
            if (some.size() == AT_A_TIME) {
                links.make(some);
                some.clear();
            }
        });
        links.make(some);
        links.make(shown(issues));
        watch(links.end(consumer -> {
            store.changes().forEachLink(sources, EVERYTHING, link -> {
                if (link.rule() != Link.Rule.DEVELOPMENT) {
                    consumer.accept(link);
                }
            });
            store.changes().forEachLinkTo(issues, Link.Rule.DEVELOPMENT, EVERYTHING, consumer);
        }));
    }

    private static Set<ArtifactId> issues(Set<ArtifactId> artifacts) {
        return artifacts.stream()
                .filter(artifact -> artifact.kind() == ArtifactKind.ISSUE)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private DevelopmentLinks shown(Set<ArtifactId> issues) {
        DevelopmentLinks shown = new DevelopmentLinks(store, EVERYTHING);
        store.changes().forEachLink(issues, EVERYTHING, shown::add);
        return shown;
    }

    private void forEach(Set<ArtifactId> artifacts, Consumer<? super ArtifactHistory> consumer) {
        List<ArtifactId> all = new ArrayList<>(artifacts);
        for (int from = 0; from < all.size(); from += AT_A_TIME) {
            store.histories(all.subList(from, Math.min(all.size(), from + AT_A_TIME)), EVERYTHING)
                    .forEach(consumer);
        }
    }

    /** Where the issue of one of these links comes back, the link is looked at again. */
    private void watch(List<Link> kept) {
        Map<ArtifactId, List<Link>> bySource = kept.stream().collect(Collectors.groupingBy(Link::from));
        Map<ArtifactId, Names> known = new HashMap<>();
        forEach(bySource.keySet(), history -> known.put(history.artifact(), SourceNames.of(history.snapshot())));
        bySource.forEach((source, of) -> {
            Collection<ArtifactId> issues = of.stream().map(Link::to).toList();
            Names names = known.getOrDefault(source, Names.NONE);
            Set<Long> named = new HashSet<>(names.named());
            store.changes().keys(issues).forEach(key -> named.add(SourceNames.key(key)));
            noted.put(source, new Names(names.own(), named));
        });
    }
}
