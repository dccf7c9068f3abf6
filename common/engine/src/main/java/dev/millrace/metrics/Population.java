package dev.millrace.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of everything that was offered to a figure. An item with several cycles counts once for each.
 *
 * @param offered all of them: the sum of the others
 * @param counted those that the figures are about
 * @param leftOut how many are in no figure, by the reason; without reasons that did not occur
 */
public record Population(long offered, long counted, SortedMap<LeftOut, Long> leftOut) {

    /** Of nothing. */
    public static final Population NONE = new Population(0, 0, Collections.emptySortedMap());

    /** Validates: nobody is lost. */
    public Population {
        leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
        long out = leftOut.values().stream().mapToLong(Long::longValue).sum();
        if (offered != counted + out) {
            throw new IllegalArgumentException(
                    offered + " were offered, but " + counted + " were counted and left out " + leftOut);
        }
    }

    /** How many were left out for that reason. */
    public long leftOut(LeftOut why) {
        return leftOut.getOrDefault(why, 0L);
    }

    /** Counts one after the other. Not safe for several threads at once. */
    static final class Tally {

        private long offered;
        private long counted;
        private final Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);

        /** One that the figures are about. */
        void count() {
            offered++;
            counted++;
        }

        /** One that they are not about. */
        void leave(LeftOut why) {
            leave(why, 1);
        }

        /** So many that they are not about. */
        void leave(LeftOut why, long n) {
            if (n > 0) {
                offered += n;
                leftOut.merge(why, n, Long::sum);
            }
        }

        void merge(Tally other) {
            offered += other.offered;
            counted += other.counted;
            other.leftOut.forEach((why, n) -> leftOut.merge(why, n, Long::sum));
        }

        Population toPopulation() {
            return new Population(offered, counted, new TreeMap<>(leftOut));
        }
    }
}
