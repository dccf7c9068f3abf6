package dev.millrace.binary;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link BinaryOutput} wrote, in the same order. Every method throws {@link UncheckedIOException} where the stream ends
 * too early or holds something else than was asked for. Not for concurrent use.
 */
public final class BinaryInput implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_TEXT = 1 << 24;
    private static final int SEVEN_BITS = 0x7F;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private char[] chars = new char[64];
    private int at;
    private int end;

    /** Reads that stream, which is closed with this. */
    public BinaryInput(InputStream in) {
        this.in = in;
    }

    /** See {@link BinaryOutput#number}. */
    public long number() {
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
    public int integer() {
        long value = number();
        if (value != (int) value) {
            throw damaged("a number that is too large");
        }
        return (int) value;
    }

    /** Passes over so many numbers or flags. */
    public void skipNumbers(int count) {
        for (int left = count; left > 0; left -= next() >= 0 ? 1 : 0) {}
    }

    /** See {@link BinaryOutput#flag}. */
    public boolean flag() {
        return number() != 0;
    }

    /** See {@link BinaryOutput#fixedInt}. */
    public int fixedInt() {
        need(Integer.BYTES);
        int value = (int) INT.get(buffer, at);
        at += Integer.BYTES;
        return value;
    }

    /** See {@link BinaryOutput#fixedLong}. */
    public long fixedLong() {
        need(Long.BYTES);
        long value = (long) LONG.get(buffer, at);
        at += Long.BYTES;
        return value;
    }

    /** See {@link BinaryOutput#text}: a text or null. */
    public @Nullable String textOrNull() {
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
    public String text() {
        String text = textOrNull();
        if (text == null) {
            throw damaged("nothing where a text belongs");
        }
        return text;
    }

    /** Fills that part of the array. */
    public void bytes(byte[] bytes, int from, int length) {
        int read = 0;
        while (read < length) {
            need(1);
            int part = Math.min(length - read, end - at);
            System.arraycopy(buffer, at, bytes, from + read, part);
            at += part;
            read += part;
        }
    }

    /** Says that what was read cannot be what was written. */
    public static UncheckedIOException damaged(String what) {
        return new UncheckedIOException(new IOException("what was kept is damaged: it holds " + what));
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte next() {
        if (at == end) {
            need(1);
        }
        return buffer[at++];
    }

    private void need(int bytes) {
        if (end - at >= bytes) {
            return;
        }
        System.arraycopy(buffer, at, buffer, 0, end - at);
        end -= at;
        at = 0;
        try {
            while (end < bytes) {
                int read = in.read(buffer, end, BUFFER - end);
                if (read < 0) {
                    throw new EOFException("what was kept ends too early");
                }
                end += read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
