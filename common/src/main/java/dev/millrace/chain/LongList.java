package dev.millrace.chain;

import java.util.Arrays;

/** A growing list of numbers, 8 bytes each. */
final class LongList {

    private static final int FIRST_CAPACITY = 2;

    private long[] values = new long[FIRST_CAPACITY];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + Math.max(1, size >> 1));
        }
        values[size++] = value;
    }

    long get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return values[index];
    }

    long[] toArray() {
        return Arrays.copyOf(values, size);
    }

    /** Adds something to the value there. */
    void plus(int index, long more) {
        values[index] += more;
    }

    /** The value there, or another where the list is shorter. */
    long getOr(int index, long otherwise) {
        return index < size ? values[index] : otherwise;
    }

    int size() {
        return size;
    }

    /** Sorts the values and leaves out repetitions; the list is mostly complete then, and takes no more room than it needs. */
    void sortDistinct() {
        Arrays.sort(values, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || values[i] != values[i - 1]) {
                values[kept++] = values[i];
            }
        }
        size = kept;
        values = Arrays.copyOf(values, Math.max(size, FIRST_CAPACITY));
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
