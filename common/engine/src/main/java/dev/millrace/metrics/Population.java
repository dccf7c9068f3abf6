package dev.millrace.metrics;

import java.util.Collections;
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

    /** Validates: offered = counted + left out. */
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
}
