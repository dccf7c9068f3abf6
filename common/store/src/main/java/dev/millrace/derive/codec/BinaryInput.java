package dev.millrace.derive.codec;

import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link BinaryOutput} wrote, in the same order. Every method throws {@link DamagedRowException} where the bytes end too
 * early or hold something else than was asked for. Not for concurrent use.
 */
final class BinaryInput {

    private static final int LONGEST_TEXT = 1 << 24;
    private static final int SEVEN_BITS = 0x7F;

    private byte[] bytes = new byte[0];
    private char[] chars = new char[64];
    private int at;

    /** Begins with other bytes. */
    BinaryInput of(byte[] others) {
        bytes = others;
        at = 0;
        return this;
    }

    /** See {@link BinaryOutput#number}. */
    long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = next();
            value |= (long) (next & SEVEN_BITS) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw damaged("a number without end");
    }

    /** The same where only a number of 32 bits can stand. */
    int integer() {
        long value = number();
        if (value != (int) value) {
            throw damaged("a number that is too large");
        }
        return (int) value;
    }

    /** See {@link BinaryOutput#flag}. */
    boolean flag() {
        return number() != 0;
    }

    /** See {@link BinaryOutput#text}: a text or null. */
    @Nullable String textOrNull() {
        int length = integer();
        if (length < -1 || length > LONGEST_TEXT) {
            throw damaged("a text of " + length + " characters");
        } else if (length == -1) {
            return null;
        }
        if (chars.length < length) {
            chars = new char[length];
        }
        for (int i = 0; i < length; i++) {
            byte first = next();
            chars[i] = first >= 0 ? (char) first : (char) ((next() & 0xFF) << Byte.SIZE | (next() & 0xFF));
        }
        return new String(chars, 0, length);
    }

    /** A text that is not null. */
    String text() {
        String text = textOrNull();
        if (text == null) {
            throw damaged("nothing where a text belongs");
        }
        return text;
    }

    /** Says that what was read cannot be what was written. */
    static DamagedRowException damaged(String what) {
        return new DamagedRowException("a derived row is damaged: it holds " + what);
    }

    private byte next() {
        if (at == bytes.length) {
            throw damaged("too little");
        }
        return bytes[at++];
    }
}
