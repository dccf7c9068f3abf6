package dev.millrace.chain.link;

import dev.millrace.flow.Connection;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import dev.millrace.model.LinkDecision;
import dev.millrace.store.FlowStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Links as they count: all between the same two artifacts as one, with what a person decided about them. */
public final class Connections {

    /** Rules by which somebody names one issue and means it; two of them that name different ones contradict each other. */
    private static final List<Link.Rule> NAMING =
            List.of(Link.Rule.CLOSING_REFERENCE, Link.Rule.BRANCH, Link.Rule.TITLE);

    private static final Comparator<Connection> ORDER = Comparator.comparing(
                    (Connection connection) -> connection.to().kind())
            .thenComparing(connection -> connection.strongest().orElse(Link.Rule.CONFIRMED))
            .thenComparing(Connection::from)
            .thenComparing(Connection::to);

    private final FlowStore store;
    private final Knowledge knowledge;

    /** Of what was known by then. */
    public Connections(FlowStore store, Knowledge knowledge) {
        this.store = store;
        this.knowledge = knowledge;
    }

    /** Gives every pair of connected artifacts in turn, ordered by the two. */
    public void forEach(Consumer<? super Connection> consumer) {
        Group group = new Group(consumer);
        store.forEachLink(knowledge, group::add);
        group.give();
    }

    /** Gives every connection that comes from these artifacts. */
    public void forEachFrom(Collection<ArtifactId> from, Consumer<? super Connection> consumer) {
        Group group = new Group(consumer);
        store.changes().forEachLink(from, knowledge, group::add);
        group.give();
    }

    /** What connects these two; a connection without any link if nothing does. */
    public Connection between(ArtifactId from, ArtifactId to) {
        List<Connection> found = new ArrayList<>();
        forEach(connection -> {
            if (connection.from().equals(from) && connection.to().equals(to)) {
                found.add(connection);
            }
        });
        return found.isEmpty() ? new Connection(from, to, List.of(), null) : found.get(0);
    }

    /** All connections of an artifact in either direction, those to issues by their strongest rule, with what contradicts them. */
    public List<Connection.Shown> of(ArtifactId artifact) {
        List<Connection> own = new ArrayList<>();
        forEach(connection -> {
            if (connection.from().equals(artifact) || connection.to().equals(artifact)) {
                own.add(connection);
            }
        });
        Set<ArtifactId> sources = own.stream()
                .filter(connection -> connection.to().kind() == ArtifactKind.ISSUE)
                .map(Connection::from)
                .collect(Collectors.toSet());
        Map<ArtifactId, List<Connection>> ofSource = new HashMap<>();
        Set<ArtifactId> named = new HashSet<>();
        forEach(connection -> {
            if (sources.contains(connection.from()) && connection.to().kind() == ArtifactKind.ISSUE) {
                ofSource.computeIfAbsent(connection.from(), unseen -> new ArrayList<>())
                        .add(connection);
                named.add(connection.to());
            }
        });
        own.forEach(connection -> named.addAll(List.of(connection.from(), connection.to())));
        Map<ArtifactId, ArtifactSnapshot> snapshots = store.histories(named, knowledge).stream()
                .collect(Collectors.toMap(ArtifactHistory::artifact, ArtifactHistory::snapshot));
        return own.stream()
                .sorted(ORDER)
                .map(connection -> new Connection.Shown(
                        connection,
                        key(connection.from(), snapshots),
                        key(connection.to(), snapshots),
                        conflicts(connection, ofSource.getOrDefault(connection.from(), List.of()), snapshots)))
                .toList();
    }

    /** What other rules say of the same artifact: each that names issues of which this one is none, nor a part of one. */
    private static List<String> conflicts(
            Connection connection, List<Connection> siblings, Map<ArtifactId, ArtifactSnapshot> snapshots) {
        boolean decided = siblings.stream().anyMatch(sibling -> sibling.decision() != null && sibling.joins());
        if (decided || !connection.joins() || connection.to().kind() != ArtifactKind.ISSUE) {
            return List.of();
        }
        Map<Link.Rule, Set<ArtifactId>> issues = new EnumMap<>(Link.Rule.class);
        for (Connection sibling : siblings) {
            if (sibling.joins()) {
                sibling.found()
                        .forEach(link -> issues.computeIfAbsent(link.rule(), unseen -> new TreeSet<>())
                                .add(sibling.to()));
            }
        }
        List<Link.Rule> mine = NAMING.stream()
                .filter(rule -> issues.getOrDefault(rule, Set.of()).contains(connection.to()))
                .toList();
        List<String> conflicts = new ArrayList<>();
        for (Link.Rule rule : NAMING) {
            Set<ArtifactId> others = issues.getOrDefault(rule, Set.of());
            boolean agrees = mine.stream()
                    .flatMap(own -> Objects.requireNonNull(issues.get(own)).stream())
                    .anyMatch(issue -> others.stream().anyMatch(other -> related(issue, other, snapshots)));
            if (!mine.isEmpty() && !others.isEmpty() && !agrees) {
                conflicts.add("its " + rule.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " names "
                        + others.stream().map(other -> key(other, snapshots)).collect(Collectors.joining(", ")));
            }
        }
        return conflicts;
    }

    private static boolean related(ArtifactId one, ArtifactId other, Map<ArtifactId, ArtifactSnapshot> snapshots) {
        return one.equals(other) || other.equals(parent(one, snapshots)) || one.equals(parent(other, snapshots));
    }

    private static @Nullable ArtifactId parent(ArtifactId issue, Map<ArtifactId, ArtifactSnapshot> snapshots) {
        ArtifactSnapshot snapshot = snapshots.get(issue);
        return snapshot == null ? null : snapshot.parent();
    }

    private static String key(ArtifactId artifact, Map<ArtifactId, ArtifactSnapshot> snapshots) {
        ArtifactSnapshot snapshot = snapshots.get(artifact);
        return snapshot == null ? artifact.toString() : snapshot.key();
    }

    /** Gathers the links between the same two artifacts, which stand together. */
    private static final class Group {

        private final Consumer<? super Connection> consumer;
        private final List<Link> found = new ArrayList<>();
        private @Nullable Link first;
        private @Nullable LinkDecision decision;

        Group(Consumer<? super Connection> consumer) {
            this.consumer = consumer;
        }

        void add(Link link) {
            if (first != null
                    && (!first.from().equals(link.from()) || !first.to().equals(link.to()))) {
                give();
            }
            first = first == null ? link : first;
            LinkDecision made = LinkDecision.of(link).orElse(null);
            if (made == null) {
                if (link.rule() != Link.Rule.CONFIRMED && link.rule() != Link.Rule.REJECTED) {
                    found.add(link);
                }
            } else if (decision == null || !made.at().isBefore(decision.at())) {
                decision = made;
            }
        }

        void give() {
            if (first != null) {
                consumer.accept(new Connection(first.from(), first.to(), found, decision));
            }
            first = null;
            decision = null;
            found.clear();
        }
    }
}
