package dev.millrace.chain.link;

import dev.millrace.chain.graph.Attributes;
import dev.millrace.chain.graph.Reverts;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.Hash64;
import dev.millrace.store.LinkNames.Names;
import dev.millrace.store.StoredText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a commit, pull request or build is called and what it names, as far as links follow from that: keys, and commits by the begin of
 * their hashes, because a revert may name a commit by no more.
 */
final class SourceNames {

    /** What links are made from. */
    static final List<ArtifactKind> KINDS = List.of(ArtifactKind.COMMIT, ArtifactKind.PULL_REQUEST, ArtifactKind.BUILD);

    /** What of a pull request names issues, by the rule that it counts as. */
    static final List<String> OF_PULL_REQUESTS = List.of(
            Attribute.KEYS_IN_BRANCH, Attribute.KEYS_IN_TITLE, Attribute.KEYS_IN_COMMITS, Attribute.KEYS_IN_BODY);

    /** The shortest hash by which git names a commit. */
    private static final int BEGIN = 7;

    private SourceNames() {}

    /** The names of an artifact. */
    static Names of(ArtifactSnapshot snapshot) {
        Set<Long> own = new HashSet<>();
        Set<Long> named = new HashSet<>();
        ArtifactKind kind = snapshot.artifact().kind();
        if (kind == ArtifactKind.COMMIT) {
            own.add(commit(snapshot.artifact().nativeId()));
            // what is only known because it was deployed is history, and no change
            if (!Attributes.isAside(snapshot)) {
                keys(snapshot, Attribute.KEYS_IN_COMMITS, named);
                taken(snapshot).forEach(name -> named.add(Hash64.mix(of(name))));
            }
        } else if (kind == ArtifactKind.PULL_REQUEST) {
            own.add(key(snapshot.key()));
            Attributes.all(snapshot, Attribute.MERGE_COMMIT).forEach(sha -> own.add(commit(sha)));
            Attributes.all(snapshot, Attribute.HEAD_COMMIT).forEach(sha -> own.add(commit(sha)));
            OF_PULL_REQUESTS.forEach(attribute -> keys(snapshot, attribute, named));
            taken(snapshot).forEach(name -> named.add(Hash64.mix(of(name))));
        } else {
            keys(snapshot, Attribute.ISSUE_KEYS, named);
            Attributes.all(snapshot, Attribute.COMMIT).forEach(sha -> named.add(commit(sha)));
        }
        return new Names(own, named);
    }

    private static void keys(ArtifactSnapshot snapshot, String attribute, Set<Long> to) {
        Attributes.all(snapshot, attribute).forEach(key -> to.add(key(key)));
    }

    /** By what a change says that it takes others back; a title is too little to make a link of. */
    static List<Reverts.Name> taken(ArtifactSnapshot change) {
        List<Reverts.Name> taken = new ArrayList<>(Reverts.takenBy(change));
        taken.removeIf(name -> name.kind() == Reverts.Kind.TITLE);
        return taken;
    }

    /** What stands for the name of a change that is taken back. */
    static long of(Reverts.Name name) {
        return name.kind() == Reverts.Kind.HASH ? commit(name.text()) : key(name.text());
    }

    /** What stands for these names where a change takes back what is called so. */
    static Set<Long> takenBack(Collection<Long> names) {
        return names.stream().map(Hash64::mix).collect(Collectors.toSet());
    }

    /** What stands for a key, however it is written. */
    static long key(String key) {
        return Hash64.of("key " + StoredText.folded(key));
    }

    /** What stands for the begin of a hash. */
    static long commit(String hash) {
        return Hash64.of(
                "commit " + hash.substring(0, Math.min(BEGIN, hash.length())).toLowerCase(Locale.ROOT));
    }
}
