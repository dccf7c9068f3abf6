package dev.millrace.chain.link;

import dev.millrace.chain.graph.Attributes;
import dev.millrace.chain.graph.Reverts;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Finds out whose work a change takes back, by the hash or the pull request that it names. */
final class RevertedKeys {

    private final Map<ArtifactId, List<Reverts.Name>> reverted = new TreeMap<>();
    private final TreeMap<String, TreeSet<String>> keys = new TreeMap<>();

    /** Notes the keys that lead a commit's message. */
    void commit(ArtifactSnapshot commit) {
        note(commit.artifact().nativeId(), commit, Attribute.KEYS_IN_COMMITS);
    }

    /** Notes the keys of a pull request for itself and the commit that merged it. */
    void pullRequest(ArtifactSnapshot pullRequest) {
        String merge = Attributes.first(pullRequest, Attribute.MERGE_COMMIT);
        for (String attribute : List.of(Attribute.KEYS_IN_BRANCH, Attribute.KEYS_IN_TITLE)) {
            note(pullRequest.key(), pullRequest, attribute);
            if (merge != null) {
                note(merge, pullRequest, attribute);
            }
        }
    }

    /** Notes what a change takes back. */
    void reverts(ArtifactId change, List<Reverts.Name> taken) {
        if (!taken.isEmpty()) {
            reverted.put(change, taken);
        }
    }

    /** The names of what is taken back. */
    Set<Long> names() {
        Set<Long> names = new HashSet<>();
        reverted.values().forEach(taken -> taken.forEach(name -> names.add(SourceNames.of(name))));
        return names;
    }

    /** Gives each change that reverts something with each key of what it reverts. */
    void forEach(BiConsumer<? super ArtifactId, ? super String> consumer) {
        reverted.forEach(
                (change, taken) -> taken.forEach(name -> of(name).forEach(key -> consumer.accept(change, key))));
    }

    /** What is named by the begin of a hash is known if only one begins so. */
    private Set<String> of(Reverts.Name name) {
        SortedMap<String, TreeSet<String>> those = name.isShort()
                ? keys.subMap(name.text(), name.text() + 'g')
                : keys.subMap(name.text(), name.text() + '\0');
        return those.size() == 1 ? those.values().iterator().next() : Set.of();
    }

    private void note(String name, ArtifactSnapshot snapshot, String attribute) {
        List<String> found = Attributes.all(snapshot, attribute);
        if (!found.isEmpty()) {
            keys.computeIfAbsent(name.toLowerCase(Locale.ROOT), unseen -> new TreeSet<>())
                    .addAll(found);
        }
    }
}
