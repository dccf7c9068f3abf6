package dev.millrace.metrics;

import dev.millrace.model.Figure;
import dev.millrace.valuestream.ItemType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many items there are of each type.
 *
 * @param byType every type, in the order of {@link ItemType}; 0 is a count like any other
 */
public record TypeCounts(Map<ItemType, Long> byType) {

    /** Copies the map and fills in the types without an item. */
    public TypeCounts {
        Map<ItemType, Long> copy = new EnumMap<>(ItemType.class);
        for (ItemType type : ItemType.values()) {
            long n = byType.getOrDefault(type, 0L);
            if (n < 0) {
                throw new IllegalArgumentException("there cannot be " + n + " items of type " + type.text());
            }
            copy.put(type, n);
        }
        byType = Collections.unmodifiableMap(copy);
    }

    /** How many of that type. */
    public long of(ItemType type) {
        return byType.getOrDefault(type, 0L);
    }

    /** How many of all types. */
    public long total() {
        return byType.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The share of that type, from 0 to 1; unknown if there are no items at all. */
    public Figure<Double> share(ItemType type) {
        return Shares.of(of(type), total());
    }
}
