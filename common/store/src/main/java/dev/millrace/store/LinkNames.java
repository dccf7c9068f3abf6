package dev.millrace.store;

import dev.millrace.model.ArtifactId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What artifacts are called and what they name, so that after a change only the links are looked at that it may concern. No facts: can be
 * thrown away at any time. All methods throw {@link StoreException} if the store cannot be read or written.
 */
public interface LinkNames {

    /**
     * What the names are those of.
     *
     * @param code the program that noted them
     * @param mark where the facts stood
     */
    record State(String code, FactMark mark) {}

    /**
     * The names of one artifact, as 64 bits that stand for each. Two names that share them cost time and change nothing.
     *
     * @param own what it is called
     * @param named what it names
     */
    record Names(Set<Long> own, Set<Long> named) {

        /** Of what is gone. */
        public static final Names NONE = new Names(Set.of(), Set.of());

        public Names {
            own = Set.copyOf(own);
            named = Set.copyOf(named);
        }
    }

    /** What the names are those of; empty if there are none, or if they were not all noted. */
    Optional<State> state();

    /** The artifacts that name something that is called so. */
    Set<ArtifactId> naming(Collection<Long> names);

    /** The artifacts that are called so. */
    Set<ArtifactId> called(Collection<Long> names);

    /** What these artifacts were called when they were noted last. */
    Set<Long> ownOf(Collection<ArtifactId> artifacts);

    /** Forgets all names and begins anew; gives what stands for this run. */
    String begin();

    /**
     * Notes more names.
     *
     * @return false if another run has begun since, so that this one must stop
     */
    boolean add(String run, Map<ArtifactId, Names> names);

    /** Says that all are noted; false if another run has begun since. */
    boolean end(String run, State state);

    /** Replaces the names of some artifacts, and says what all follow from now, in one transaction. */
    void replace(Map<ArtifactId, Names> names, State state);
}
