package dev.millrace.chain.link;

import dev.millrace.chain.graph.Attributes;
import dev.millrace.chain.graph.Reverts;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
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

    /** Notes the keys that lead a commit's message, and what it reverts. */
    void commit(ArtifactHistory history) {
        note(history.artifact().nativeId(), history.snapshot(), Attribute.KEYS_IN_COMMITS);
        reverts(history);
    }

    /** Notes the keys of a pull request for itself and the commit that merged it, and what it reverts. */
    void pullRequest(ArtifactHistory history) {
        String merge = Attributes.first(history.snapshot(), Attribute.MERGE_COMMIT);
        for (String attribute : List.of(Attribute.KEYS_IN_BRANCH, Attribute.KEYS_IN_TITLE)) {
            note(history.snapshot().key(), history.snapshot(), attribute);
            if (merge != null) {
                note(merge, history.snapshot(), attribute);
            }
        }
        reverts(history);
    }

    private void reverts(ArtifactHistory history) {
        List<Reverts.Name> taken = Reverts.takenBy(history.snapshot()).stream()
                .filter(name -> name.kind() != Reverts.Kind.TITLE)
                .toList();
        if (!taken.isEmpty()) {
            reverted.put(history.artifact(), taken);
        }
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
