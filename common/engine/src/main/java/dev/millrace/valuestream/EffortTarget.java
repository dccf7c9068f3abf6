package dev.millrace.valuestream;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How the effort of an organisation is meant to be divided.
 *
 * @param percent whole percent of the active time by item type; together 100, a type that is not named has 0
 */
public record EffortTarget(Map<ItemType, Integer> percent) {

    /** What all of them sum to. */
    public static final int WHOLE = 100;

    /** Validates the sum. Copies the map. */
    public EffortTarget {
        Map<ItemType, Integer> copy = new EnumMap<>(ItemType.class);
        copy.putAll(percent);
        int sum = copy.values().stream().mapToInt(Integer::intValue).sum();
        if (sum != WHOLE || copy.values().stream().anyMatch(part -> part < 0)) {
            throw new IllegalArgumentException("the parts of a target sum to 100, but these to " + sum);
        }
        percent = Collections.unmodifiableMap(copy);
    }

    /** The share of a type, from 0 to 1. */
    public double share(ItemType type) {
        return percent.getOrDefault(type, 0) / (double) WHOLE;
    }
}
