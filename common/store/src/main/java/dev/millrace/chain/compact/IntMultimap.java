package dev.millrace.chain.compact;

import java.util.function.IntConsumer;

/** A map from numbers to numbers, both not negative, each pair once; 8 bytes a pair. Not for concurrent use. */
public final class IntMultimap {

    private static final int HALF = 32;
    /** Where the firsts lie wider apart than that, room for each of them would be wasted. */
    private static final int MOST_PLACES_A_PAIR = 4;

    private final LongList pairs = new LongList();
    /** Above the first of every pair. */
    private int bound;

    private boolean sorted = true;

    public void add(int one, int other) {
        pairs.add(pair(one, other));
        bound = Math.max(bound, one + 1);
        sorted = false;
    }

    /** Gives everything that is paired with {@code one}, smallest first. */
    public void forEach(int one, IntConsumer consumer) {
        sort();
        for (int i = pairs.firstAtOrAbove(pair(one, 0)); i < pairs.size(); i++) {
            long pair = pairs.get(i);
            if ((int) (pair >> HALF) != one) {
                return;
            }
            consumer.accept((int) pair);
        }
    }

    /** Takes a pair. */
    public interface PairConsumer {
        void accept(int one, int other);
    }

    /** Gives every pair, ordered. */
    public void forEach(PairConsumer consumer) {
        sort();
        for (int i = 0; i < pairs.size(); i++) {
            consumer.accept((int) (pairs.get(i) >> HALF), (int) pairs.get(i));
        }
    }

    /** Everything that is paired with {@code one}, smallest first. */
    public IntList of(int one) {
        IntList found = new IntList();
        forEach(one, found::add);
        return found;
    }

    /** Gives the second of every pair. */
    public void forEachSecond(IntConsumer consumer) {
        for (int i = 0; i < pairs.size(); i++) {
            consumer.accept((int) pairs.get(i));
        }
    }

    /** Gives the first of every pair whose second is that one, smallest first. */
    public void forEachWith(int other, IntConsumer consumer) {
        sort();
        for (int i = 0; i < pairs.size(); i++) {
            if ((int) pairs.get(i) == other) {
                consumer.accept((int) (pairs.get(i) >> HALF));
            }
        }
    }

    private void sort() {
        if (!sorted) {
            if (bound / MOST_PLACES_A_PAIR > pairs.size()) {
                pairs.sortDistinct();
            } else {
                pairs.sortDistinct(bound);
            }
            sorted = true;
        }
    }

    private static long pair(int one, int other) {
        return ((long) one << HALF) | other;
    }
}
