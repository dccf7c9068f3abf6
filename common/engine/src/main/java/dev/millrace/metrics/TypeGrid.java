package dev.millrace.metrics;

import dev.millrace.valuestream.ItemType;
import java.util.EnumMap;
import java.util.Map;

/** Counts items by slice and type. */
public final class TypeGrid {

    private final Map<ItemType, long[]> counts = new EnumMap<>(ItemType.class);

    public TypeGrid(int slices) {
        for (ItemType type : ItemType.values()) {
            counts.put(type, new long[slices]);
        }
    }

    public void add(ItemType type, int slice, long n) {
        row(type)[slice] += n;
    }

    public void merge(TypeGrid other) {
        counts.forEach((type, row) -> {
            long[] others = other.row(type);
            for (int i = 0; i < row.length; i++) {
                row[i] += others[i];
            }
        });
    }

    public TypeCounts at(int slice) {
        Map<ItemType, Long> at = new EnumMap<>(ItemType.class);
        counts.forEach((type, row) -> at.put(type, row[slice]));
        return new TypeCounts(at);
    }

    /** The grid in which each slice holds the sum of itself and those before it: from changes to levels. */
    public TypeGrid runningSums() {
        int slices = row(ItemType.UNCLASSIFIED).length;
        TypeGrid sums = new TypeGrid(slices);
        counts.forEach((type, row) -> {
            long[] summed = sums.row(type);
            long sum = 0;
            for (int i = 0; i < slices; i++) {
                sum += row[i];
                summed[i] = sum;
            }
        });
        return sums;
    }

    private long[] row(ItemType type) {
        return counts.getOrDefault(type, new long[0]);
    }
}
