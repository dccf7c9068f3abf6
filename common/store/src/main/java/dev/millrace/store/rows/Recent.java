package dev.millrace.store.rows;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What bytes were found to mean lately. Every sequence of bytes has one place and takes it from what had it before: nothing is
 * linked, counted or moved, for the millions of rows of a read come by here.
 */
final class Recent<V> {

    private final byte[][] keys;
    private final Object[] values;

    /** Room for so many, a power of two. */
    Recent(int room) {
        this.keys = new byte[room][];
        this.values = new Object[room];
    }

    /** The place of the bytes from there until before there. */
    int place(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return (hash ^ hash >>> 15) & keys.length - 1;
    }

    /** What the bytes mean, whose place that is; null if that is not known any more. */
    @SuppressWarnings("unchecked") // only put fills the values
    @Nullable V at(int place, byte[] bytes, int from, int to) {
        byte[] key = keys[place];
        return key != null && Arrays.equals(key, 0, key.length, bytes, from, to) ? (V) values[place] : null;
    }

    /** From now on, the bytes mean that. */
    void put(int place, byte[] bytes, int from, int to, V value) {
        keys[place] = Arrays.copyOfRange(bytes, from, to);
        values[place] = value;
    }
}
