package dev.millrace.chain.compact;

import java.util.Arrays;

/** A growing list of numbers, 8 bytes each. */
public final class LongList {

    private static final int FIRST_CAPACITY = 2;

    private long[] values = new long[FIRST_CAPACITY];
    private int size;

    public void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + Math.max(1, size >> 1));
        }
        values[size++] = value;
    }

    public long get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return values[index];
    }

    public long[] toArray() {
        return Arrays.copyOf(values, size);
    }

    /** Puts a value at a place, and the filler at those before it that have none. */
    public void put(int index, long value, long filler) {
        while (size <= index) {
            add(filler);
        }
        values[index] = value;
    }

    /** The value there, or another where the list is shorter. */
    public long getOr(int index, long otherwise) {
        return index < size ? values[index] : otherwise;
    }

    public int size() {
        return size;
    }

    /** Sorts the values and leaves out repetitions; the list is mostly complete then, and takes no more room than it needs. */
    void sortDistinct() {
        Arrays.sort(values, 0, size);
        distinct();
    }

    /** The same of values that are not negative and whose upper halves are below that: they are put there at once, without comparing. */
    void sortDistinct(int bound) {
        int[] ends = new int[bound + 1];
        for (int i = 0; i < size; i++) {
            ends[upper(values[i]) + 1]++;
        }
        for (int half = 1; half <= bound; half++) {
            ends[half] += ends[half - 1];
        }
        long[] sorted = new long[size];
        for (int i = 0; i < size; i++) {
            sorted[ends[upper(values[i])]++] = values[i];
        }
        int begin = 0;
        for (int half = 0; half < bound; half++) {
            if (ends[half] - begin > 1) {
                Arrays.sort(sorted, begin, ends[half]);
            }
            begin = ends[half];
        }
        values = sorted;
        distinct();
    }

    private static int upper(long value) {
        return (int) (value >> Integer.SIZE);
    }

    private void distinct() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || values[i] != values[i - 1]) {
                values[kept++] = values[i];
            }
        }
        size = kept;
        if (values.length != Math.max(size, FIRST_CAPACITY)) {
            values = Arrays.copyOf(values, Math.max(size, FIRST_CAPACITY));
        }
    }

    /** Where the first value at or above that one stands, in a list that is sorted. */
    int firstAtOrAbove(long value) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
