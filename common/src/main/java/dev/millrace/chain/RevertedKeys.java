package dev.millrace.chain;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Finds out whose work a commit takes back, by the hash that its message names. */
final class RevertedKeys {

    private final Map<ArtifactId, List<String>> reverted = new TreeMap<>();
    private final Map<String, TreeSet<String>> keys = new HashMap<>();

    /** Notes the keys that lead a commit's message, and what it reverts. */
    void commit(ArtifactHistory history) {
        note(history.artifact().nativeId(), history.snapshot(), Attributes.KEYS_IN_COMMITS);
        List<String> taken = Attributes.all(history.snapshot(), Attributes.REVERTS);
        if (!taken.isEmpty()) {
            reverted.put(history.artifact(), taken);
        }
    }

    /** Notes the keys of the pull request that a commit merged. */
    void pullRequest(ArtifactHistory history) {
        String merge = Attributes.first(history.snapshot(), Attributes.MERGE_COMMIT);
        if (merge != null) {
            note(merge, history.snapshot(), Attributes.KEYS_IN_BRANCH);
            note(merge, history.snapshot(), Attributes.KEYS_IN_TITLE);
        }
    }

    /** Gives each commit that reverts something with each key of what it reverts. */
    void forEach(BiConsumer<? super ArtifactId, ? super String> consumer) {
        reverted.forEach((commit, taken) ->
                taken.forEach(sha -> keys.getOrDefault(sha.toLowerCase(Locale.ROOT), new TreeSet<>())
                        .forEach(key -> consumer.accept(commit, key))));
    }

    private void note(String sha, ArtifactSnapshot snapshot, String attribute) {
        List<String> found = Attributes.all(snapshot, attribute);
        if (!found.isEmpty()) {
            keys.computeIfAbsent(sha.toLowerCase(Locale.ROOT), unseen -> new TreeSet<>())
                    .addAll(found);
        }
    }
}
