package dev.millrace.metrics;

/**
 * Collects values one at a time and computes one result. The result does not depend on the order of the values, nor on how they are
 * divided between accumulators that are merged; one contract test checks this for all accumulators. Holds a few numbers per value. Not safe for
 * several threads at once: give each its own and merge them.
 *
 * @param <T> what is added
 * @param <R> the result; without any value each of its figures is unknown and each of its counts 0
 * @param <A> the accumulator's own class
 */
public interface Accumulator<T, R, A extends Accumulator<T, R, A>> {

    /** Adds one value. Nothing is remembered by which a second time could be noticed. */
    void add(T value);

    /**
     * Adds all values of the other and leaves it as it is.
     *
     * @param other made for the same request and definition
     * @return this accumulator
     */
    A merge(A other);

    /** The result of all values so far. More can be added afterwards. */
    R result();
}
