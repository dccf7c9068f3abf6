package dev.millrace.store;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What was computed from the facts, kept so that it need not be computed again, and what changed since. No facts: can be thrown away at
 * any time. All methods throw {@link StoreException} if the store cannot be read or written.
 */
public interface FactChanges {

    /**
     * Where the facts stand for that knowledge; taken before what is computed from them is read. Empty if something was recorded
     * after {@link Knowledge#knownAt}, or if more than 10,000 artifacts have something dated after as-of. Looks at every
     * fact recorded after as-of: to go on from an earlier mark, {@link ChangedFacts#mark} is quicker.
     */
    Optional<FactMark> mark(Knowledge knowledge);

    /**
     * What changed since the mark was taken. Empty if that cannot be told or is too much: facts were pruned since, as-of or known-at
     * is earlier than that of the mark, the store went back to a backup, or more than so many artifacts changed.
     */
    Optional<ChangedFacts> changedSince(FactMark mark, Knowledge knowledge, int atMost);

    /** Gives the links that come from these artifacts, in the order of {@link KnownFacts#forEachLink}. */
    void forEachLink(Collection<ArtifactId> from, Knowledge knowledge, Consumer<? super Link> consumer);

    /** Gives the links by that rule that lead to these artifacts, in no order. */
    void forEachLinkTo(Collection<ArtifactId> to, Link.Rule rule, Knowledge knowledge, Consumer<? super Link> consumer);

    /**
     * These issues with every issue that may read differently because of them: those that are or ever were a part of one of them, in any
     * reading or by any change of parent, also retracted ones, the parts of those, and whatever is or ever was a parent of any of these.
     */
    Set<ArtifactId> families(Collection<ArtifactId> issues);

    /** Gives those of the artifacts that are work items, as {@link KnownFacts#forEachItem} gives them and in that order. */
    void forEachItem(Collection<ArtifactId> issues, Knowledge knowledge, Consumer<? super ItemHistory> consumer);

    /** Every key that these artifacts ever had, as {@link StoredText#folded} writes it. */
    Set<String> keys(Collection<ArtifactId> artifacts);
}
