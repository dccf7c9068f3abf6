package dev.millrace.derive.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes numbers and texts behind each other and without their names; see {@link BinaryInput}. Not for concurrent use. */
final class BinaryOutput {

    private static final int FIRST_CAPACITY = 256;
    private static final int LONGEST_NUMBER = 10;
    private static final int SEVEN_BITS = 0x7F;
    private static final int MORE = 0x80;

    private byte[] buffer = new byte[FIRST_CAPACITY];
    private int size;

    /** A number in as few bytes as it needs: small ones, of either sign, in one. */
    void number(long value) {
        reserve(LONGEST_NUMBER);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~SEVEN_BITS) != 0) {
            buffer[size++] = (byte) ((rest & SEVEN_BITS) | MORE);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    /** A yes or no. */
    void flag(boolean value) {
        number(value ? 1 : 0);
    }

    /** A text, char by char, so that half a surrogate pair comes back as well; or null. */
    void text(@Nullable String text) {
        number(text == null ? -1 : text.length());
        for (int i = 0; text != null && i < text.length(); i++) {
            char c = text.charAt(i);
            reserve(3);
            if (c < MORE) {
                buffer[size++] = (byte) c;
            } else {
                buffer[size++] = (byte) MORE;
                buffer[size++] = (byte) (c >> Byte.SIZE);
                buffer[size++] = (byte) c;
            }
        }
    }

    /** What was written since the last time. */
    byte[] take() {
        byte[] bytes = Arrays.copyOf(buffer, size);
        size = 0;
        return bytes;
    }

    private void reserve(int bytes) {
        if (size + bytes > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(size + bytes, 2 * buffer.length));
        }
    }
}
