package dev.millrace.chain.compact;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Gives texts numbers from 0 on and turns them back. A store of many items has millions of hashes and ids: kept as strings in maps
 * each would take some 150 bytes, here it takes its own length and 13; a hash in lower case takes half its length. Not for
 * concurrent use.
 */
public final class StringPool {

    /** No text has this number. */
    public static final int NONE = -1;

    /** A quarter of a megabyte: the G1 collector gives arrays that are larger than half of its regions whole regions, and wastes the rest. */
    private static final int CHUNK_BITS = 18;

    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int FIRST_CHUNK = 1 << 10;
    private static final int HASH_CHARS = 40;
    private static final byte HASH = 0;
    private static final byte LATIN = 1;
    private static final byte WIDE = 2;
    private static final int SPREAD = 0x9E3779B9;
    private static final int LONG = 255;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final HexFormat HEX = HexFormat.of();

    private final List<byte[]> chunks = new ArrayList<>();
    private final IntList catalog = new IntList();
    private int[] table = new int[1 << 4];
    private int free = CHUNK;

    /** The number of the text; a new one if it was not seen before. */
    public int number(String text) {
        return number(encode(text));
    }

    /** The same of a text that {@link #encode} made bytes of, with anything behind it. */
    public int number(byte[] bytes) {
        int slot = slot(bytes);
        if (table[slot] != 0) {
            return table[slot] - 1;
        }
        int number = catalog.size();
        catalog.add(keep(bytes));
        table[slot] = number + 1;
        if (catalog.size() > table.length / 3 * 2) {
            grow();
        }
        return number;
    }

    /** The number of the text, or {@link #NONE} if it was not seen before. */
    public int find(String text) {
        return find(encode(text));
    }

    /** The same of a text that {@link #encode} made bytes of, with anything behind it. */
    public int find(byte[] bytes) {
        return table[slot(bytes)] - 1;
    }

    /** The text of that number. */
    public String text(int number) {
        return text(number, 0);
    }

    /** The same without what stands behind it in so many bytes. */
    public String text(int number, int behind) {
        byte[] chunk = chunk(number);
        int from = begin(number);
        int length = length(number) - 1 - behind;
        return switch (chunk[from]) {
            case HASH -> HEX.formatHex(chunk, from + 1, from + 1 + length);
            case LATIN -> new String(chunk, from + 1, length, StandardCharsets.ISO_8859_1);
            default -> wide(chunk, from + 1, length);
        };
    }

    /** A byte of it, counted from its end: 1 is the last. */
    public byte fromEnd(int number, int place) {
        return chunk(number)[begin(number) + length(number) - place];
    }

    public int size() {
        return catalog.size();
    }

    private int slot(byte[] bytes) {
        int slot = hash(bytes, 0, bytes.length) & (table.length - 1);
        while (table[slot] != 0 && !holds(table[slot] - 1, bytes)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private boolean holds(int number, byte[] bytes) {
        int from = begin(number);
        return length(number) == bytes.length
                && Arrays.equals(chunk(number), from, from + bytes.length, bytes, 0, bytes.length);
    }

    private void grow() {
        table = new int[table.length * 2];
        for (int number = 0; number < catalog.size(); number++) {
            int from = begin(number);
            int slot = hash(chunk(number), from, from + length(number)) & (table.length - 1);
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = number + 1;
        }
    }

    /**
     * Where the bytes are: the number of the chunk, and the place in it. Their length stands before them, in one byte or else in
     * five. A text that is longer than a chunk has its own.
     */
    private int keep(byte[] bytes) {
        int head = bytes.length < LONG ? 1 : 5;
        int size = head + bytes.length;
        if (size > CHUNK || free + size > CHUNK) {
            chunks.add(new byte[Math.max(size, FIRST_CHUNK)]);
            free = 0;
        }
        int last = chunks.size() - 1;
        if (free + size > chunks.get(last).length) {
            // only the last chunk is ever smaller than the others
            int length = Math.min(CHUNK, Math.max(free + size, 2 * chunks.get(last).length));
            chunks.set(last, Arrays.copyOf(chunks.get(last), length));
        }
        byte[] chunk = chunks.get(last);
        int place = (last << CHUNK_BITS) | free;
        if (head == 1) {
            chunk[free] = (byte) bytes.length;
        } else {
            chunk[free] = (byte) LONG;
            INT.set(chunk, free + 1, bytes.length);
        }
        System.arraycopy(bytes, 0, chunk, free + head, bytes.length);
        free = size > CHUNK ? CHUNK : free + size;
        return place;
    }

    private byte[] chunk(int number) {
        return chunks.get(catalog.get(number) >>> CHUNK_BITS);
    }

    private int length(int number) {
        byte[] chunk = chunk(number);
        int from = catalog.get(number) & (CHUNK - 1);
        int first = chunk[from] & 0xFF;
        return first < LONG ? first : (int) INT.get(chunk, from + 1);
    }

    private int begin(int number) {
        int from = catalog.get(number) & (CHUNK - 1);
        return from + ((chunk(number)[from] & 0xFF) < LONG ? 1 : 5);
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        hash *= SPREAD;
        return hash ^ (hash >>> 15);
    }

    /** A text as bytes; different ones for different texts. */
    public static byte[] encode(String text) {
        int length = text.length();
        if (length == HASH_CHARS && isHash(text)) {
            byte[] bytes = new byte[1 + HASH_CHARS / 2];
            bytes[0] = HASH;
            for (int i = 0; i < HASH_CHARS / 2; i++) {
                bytes[i + 1] = (byte)
                        ((Character.digit(text.charAt(2 * i), 16) << 4) | Character.digit(text.charAt(2 * i + 1), 16));
            }
            return bytes;
        }
        boolean latin = text.chars().allMatch(c -> c < 256);
        byte[] bytes = new byte[1 + (latin ? length : 2 * length)];
        bytes[0] = latin ? LATIN : WIDE;
        for (int i = 0; i < length; i++) {
            if (latin) {
                bytes[1 + i] = (byte) text.charAt(i);
            } else {
                bytes[1 + 2 * i] = (byte) (text.charAt(i) >> 8);
                bytes[2 + 2 * i] = (byte) text.charAt(i);
            }
        }
        return bytes;
    }

    private static boolean isHash(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /** Char by char, because half a surrogate pair is a text as well. */
    private static String wide(byte[] chunk, int from, int length) {
        char[] chars = new char[length / 2];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) ((chunk[from + 2 * i] << 8) | (chunk[from + 2 * i + 1] & 0xFF));
        }
        return new String(chars);
    }
}
