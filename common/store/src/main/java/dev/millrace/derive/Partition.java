package dev.millrace.derive;

import dev.millrace.chain.compact.IntList;
import dev.millrace.chain.compact.StringPool;
import dev.millrace.chain.graph.ArtifactNumbers;
import dev.millrace.chain.graph.Attributes;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds out which artifacts of a store make up a codebase. Takes some 50 bytes for an artifact. Not for concurrent use. */
final class Partition {

    /** Takes a codebase. */
    interface Consumer {
        /**
         * A codebase.
         *
         * @param number its number, from 1 on
         * @param members its artifacts
         * @param names its repositories and jobs, and the commits that it names and that are not captured
         */
        void accept(int number, List<ArtifactId> members, Set<String> names);
    }

    private final StringPool names = new StringPool();
    private final UnionFind sets = new UnionFind();
    private final ArtifactNumbers artifacts = new ArtifactNumbers();
    /** A name of each artifact. */
    private final IntList nameOf = new IntList();
    /** The names that are captured commits. */
    private final BitSet captured = new BitSet();

    private final Set<String> defaultBranches = new HashSet<>();

    /** Adds an artifact. */
    void add(ArtifactSnapshot snapshot) {
        CodebaseNames own = CodebaseNames.of(snapshot);
        int first = StringPool.NONE;
        for (String name : own.all()) {
            int number = names.number(name);
            first = first == StringPool.NONE ? number : first;
            sets.union(first, number);
        }
        nameOf.put(artifacts.number(snapshot.artifact()), first, StringPool.NONE);
        if (snapshot.artifact().kind() == ArtifactKind.COMMIT) {
            captured.set(
                    names.number(CodebaseNames.ofCommit(own.commits().iterator().next())));
            if (!Attributes.isAside(snapshot)) {
                defaultBranches.addAll(Attributes.all(snapshot, Attribute.BRANCH));
            }
        }
    }

    /** The default branches of all repositories. */
    Set<String> defaultBranches() {
        return defaultBranches;
    }

    /** Gives every codebase, when all artifacts were added. */
    void forEach(Consumer consumer) {
        Map<Integer, IntList> members = new TreeMap<>();
        for (int artifact = 0; artifact < nameOf.size(); artifact++) {
            members.computeIfAbsent(sets.find(nameOf.get(artifact)), unseen -> new IntList())
                    .add(artifact);
        }
        Map<Integer, Set<String>> namesOf = new HashMap<>();
        for (int name = 0; name < names.size(); name++) {
            if (!captured.get(name)) {
                namesOf.computeIfAbsent(sets.find(name), unseen -> new HashSet<>())
                        .add(names.text(name));
            }
        }
        int number = 0;
        for (Map.Entry<Integer, IntList> set : members.entrySet()) {
            List<ArtifactId> ids = new ArrayList<>();
            for (int i = 0; i < set.getValue().size(); i++) {
                ids.add(artifacts.artifact(set.getValue().get(i)));
            }
            consumer.accept(++number, ids, namesOf.getOrDefault(set.getKey(), Set.of()));
        }
    }
}
