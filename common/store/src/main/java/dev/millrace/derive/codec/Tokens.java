package dev.millrace.derive.codec;

import java.util.Arrays;

/** A growing list of numbers that stand for something, to be compared before they are written. */
final class Tokens {

    private static final int FIRST_CAPACITY = 256;

    private long[] values = new long[FIRST_CAPACITY];
    private int size;

    void clear() {
        size = 0;
    }

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    boolean sameAs(Tokens other) {
        return Arrays.equals(values, 0, size, other.values, 0, other.size);
    }

    void writeTo(BinaryOutput out) {
        for (int i = 0; i < size; i++) {
            out.number(values[i]);
        }
    }
}
