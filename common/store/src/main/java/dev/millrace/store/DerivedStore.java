package dev.millrace.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads and replaces derived rows. All methods throw {@link StoreException} if the store cannot be read or written. */
public interface DerivedStore {

    /** What the rows follow from; empty if there are none, or if their derivation did not come to its end. */
    Optional<DerivedState> state();

    /** How many events the store holds, those that read differently since included. */
    long events();

    /** Whether rows can be written: not within {@link #read}, which would not see them. */
    boolean writable();

    /** Work that sees one state of the rows. */
    <T> T read(Supplier<T> work);

    // ---- writing

    /** Deletes all rows and begins with new ones; gives what names this derivation for {@link #build} and {@link #built}. */
    String begin();

    /**
     * Adds rows to a derivation that was begun.
     *
     * @param words what numbers of the dictionary stand for, from the first that is not stored yet on
     * @return false if another process has begun a derivation since, so that this one must stop
     */
    boolean build(String derivation, DerivedChanges changes, Words words);

    /** Whether that derivation goes on: no other has begun since. */
    boolean isUnderWay(String derivation);

    /** Ends a derivation; false if another process has begun one since. */
    boolean built(String derivation, String fingerprint, FactMark mark);

    /**
     * Replaces rows and says what they follow from now, in one transaction.
     *
     * @return false if the rows are not those of that state any more: nothing is changed
     */
    boolean update(DerivedState state, DerivedChanges changes, FactMark mark, Words words);

    /**
     * New words of a dictionary.
     *
     * @param first the number of the first of them
     * @param words what they are, encoded
     * @param firstGroup the number of the first new group
     * @param groups the groups, encoded
     */
    record Words(int first, List<byte[]> words, int firstGroup, List<byte[]> groups) {}

    /** All words of the dictionary in the order of their numbers. */
    List<byte[]> words();

    /** All groups in the order of their numbers. */
    List<byte[]> groups();

    // ---- reading

    /** Codebases and chains. */
    CodebaseTables codebases();

    /** Items. */
    ItemTables items();

    /** Builds, changes and deployments. */
    DeliveryTables deliveries();
}
