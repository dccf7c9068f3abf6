package dev.millrace.derive;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.store.DerivedStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the codebases that changed artifacts belong to: known ones, new ones, and those that have become one. */
final class ChangedCodebases {

    /**
     * A codebase to derive again.
     *
     * @param number its number from now on
     * @param before the codebases that it was stored as; empty if it is new
     * @param members all its artifacts
     * @param added those that had no codebase
     * @param names the names that are new to it
     */
    record Changed(
            int number, Set<Integer> before, Set<ArtifactId> members, Set<ArtifactId> added, Set<String> names) {}

    private final DerivedStore rows;

    ChangedCodebases(DerivedStore rows) {
        this.rows = rows;
    }

    /**
     * Finds them.
     *
     * @param artifacts commits, pull requests, builds and deployments that changed
     * @param histories what is known of them; what is gone has none
     */
    List<Changed> find(Collection<ArtifactId> artifacts, Collection<ArtifactHistory> histories) {
        Map<ArtifactId, Integer> stored = rows.codebases().codebasesOf(artifacts);
        Map<ArtifactId, CodebaseNames> namesOf = new HashMap<>();
        Set<String> names = new HashSet<>();
        Set<String> hashes = new HashSet<>();
        for (ArtifactHistory history : histories) {
            CodebaseNames own = CodebaseNames.of(history.snapshot());
            namesOf.put(history.artifact(), own);
            names.addAll(own.all());
            hashes.addAll(own.commits());
        }
        Map<String, Integer> known = rows.codebases().codebasesNamed(names);
        Map<String, Integer> captured = rows.codebases().codebasesOfCommits(hashes);
        UnionFind sets = new UnionFind();
        Map<Object, Integer> elements = new HashMap<>();
        Set<String> ofCaptured = new HashSet<>();
        for (ArtifactId artifact : artifacts) {
            int element = element(artifact, elements);
            Integer codebase = stored.get(artifact);
            if (codebase != null) {
                sets.union(element, element(codebase, elements));
            }
            CodebaseNames own = namesOf.get(artifact);
            if (own == null) {
                continue;
            }
            for (String name : own.all()) {
                sets.union(element, element(name, elements));
                Integer named = known.get(name);
                if (named != null) {
                    sets.union(element, element(named, elements));
                }
            }
            for (String hash : own.commits()) {
                Integer of = captured.get(hash);
                if (of != null) {
                    sets.union(element, element(of, elements));
                    ofCaptured.add(CodebaseNames.ofCommit(hash));
                }
            }
            if (artifact.kind() == ArtifactKind.COMMIT) {
                ofCaptured.add(CodebaseNames.ofCommit(own.commits().iterator().next()));
            }
        }
        Map<Integer, Set<Integer>> before = new HashMap<>();
        Map<Integer, Set<ArtifactId>> added = new TreeMap<>();
        Map<Integer, Set<String>> newNames = new HashMap<>();
        elements.forEach((what, element) -> {
            int set = sets.find(element);
            if (what instanceof Integer codebase) {
                before.computeIfAbsent(set, unseen -> new TreeSet<>()).add(codebase);
            } else if (what instanceof ArtifactId artifact) {
                Set<ArtifactId> of = added.computeIfAbsent(set, unseen -> new HashSet<>());
                if (!stored.containsKey(artifact) && namesOf.containsKey(artifact)) {
                    of.add(artifact);
                }
            } else if (what instanceof String name && !known.containsKey(name) && !ofCaptured.contains(name)) {
                newNames.computeIfAbsent(set, unseen -> new HashSet<>()).add(name);
            }
        });
        int last = rows.codebases().lastCodebase();
        List<Changed> found = new ArrayList<>();
        for (Map.Entry<Integer, Set<ArtifactId>> set : added.entrySet()) {
            Set<Integer> was = before.getOrDefault(set.getKey(), Set.of());
            Set<ArtifactId> members = new HashSet<>(rows.codebases().members(was));
            members.addAll(set.getValue());
            if (!members.isEmpty()) {
                int number = was.isEmpty() ? ++last : was.iterator().next();
                found.add(new Changed(
                        number, was, members, set.getValue(), newNames.getOrDefault(set.getKey(), Set.of())));
            }
        }
        return found;
    }

    private static int element(Object what, Map<Object, Integer> elements) {
        return elements.computeIfAbsent(what, unseen -> elements.size());
    }
}
