package dev.millrace.chain;

import dev.millrace.chain.compact.StringPool;
import dev.millrace.chain.graph.ChainFacts;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The artifacts that are read anew, so that what was kept of them does not count. */
final class Replaced {

    private final ChainFacts facts;
    private final Set<ArtifactId> all = new HashSet<>();
    private final BitSet numbers = new BitSet();
    private final BitSet commits = new BitSet();
    private final Set<Long> names = new HashSet<>();

    Replaced(ChainFacts facts) {
        this.facts = facts;
    }

    void add(Collection<ArtifactId> artifacts) {
        for (ArtifactId artifact : artifacts) {
            all.add(artifact);
            int number = facts.artifacts.find(artifact);
            if (number != StringPool.NONE) {
                numbers.set(number);
            }
            int commit = artifact.kind() == ArtifactKind.COMMIT ? facts.commit(artifact) : StringPool.NONE;
            if (commit != StringPool.NONE) {
                commits.set(commit);
                names.add(name(facts.sources.name(artifact, commit), commit));
            }
        }
    }

    /** Takes note of the numbers that some of them have got by now. */
    void numbered() {
        add(List.copyOf(all));
    }

    boolean has(ArtifactId artifact) {
        return all.contains(artifact);
    }

    /** The same by its number. */
    boolean has(int artifact) {
        return numbers.get(artifact);
    }

    /** The same of a change, by what names it and the number of its commit. */
    boolean hasChange(int name, int commit) {
        return (name >= 0 && numbers.get(name))
                || (commit != StringPool.NONE && commits.get(commit) && names.contains(name(name, commit)));
    }

    /** All that had a number. */
    BitSet numbers() {
        return (BitSet) numbers.clone();
    }

    private static long name(int name, int commit) {
        return ((long) name << Integer.SIZE) | commit;
    }
}
