package dev.millrace.chain.compact;

import java.util.Arrays;

/** A growing list of numbers, 4 bytes each. */
public final class IntList {

    private static final int FIRST_CAPACITY = 2;

    private int[] values = new int[FIRST_CAPACITY];
    private int size;

    /** So many zeros, in no more room than they need. */
    public static IntList of(int size) {
        IntList list = new IntList();
        list.values = new int[size];
        list.size = size;
        return list;
    }

    public void add(int value) {
        reserve(size + 1);
        values[size++] = value;
    }

    public int get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return values[index];
    }

    /** The value there, or another where the list is shorter. */
    public int getOr(int index, int otherwise) {
        return index < size ? values[index] : otherwise;
    }

    /** Sets the value there; the list grows to it, filled with {@code filler}. */
    public void put(int index, int value, int filler) {
        if (index >= size) {
            reserve(index + 1);
            Arrays.fill(values, size, index + 1, filler);
            size = index + 1;
        }
        values[index] = value;
    }

    /** Takes the last value away and gives it. */
    public int removeLast() {
        return values[--size];
    }

    public int[] toArray() {
        return Arrays.copyOf(values, size);
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    private void reserve(int capacity) {
        if (capacity > values.length) {
            values = Arrays.copyOf(values, Math.max(capacity, values.length + (values.length >> 1)));
        }
    }
}
