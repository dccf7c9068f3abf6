package dev.millrace.binary;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Writes numbers and texts to a stream, behind each other and without their names; see {@link BinaryInput}. Not for concurrent use. */
public final class BinaryOutput implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_NUMBER = 10;
    private static final int SEVEN_BITS = 0x7F;
    private static final int MORE = 0x80;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int size;

    /** Writes to that stream, which is closed with this. */
    public BinaryOutput(OutputStream out) {
        this.out = out;
    }

    /** A number in as few bytes as it needs: small ones, of either sign, in one. */
    public void number(long value) {
        reserve(LONGEST_NUMBER);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~SEVEN_BITS) != 0) {
            buffer[size++] = (byte) ((rest & SEVEN_BITS) | MORE);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    /** A yes or no. */
    public void flag(boolean value) {
        number(value ? 1 : 0);
    }

    /** A number in four bytes. */
    public void fixedInt(int value) {
        reserve(Integer.BYTES);
        INT.set(buffer, size, value);
        size += Integer.BYTES;
    }

    /** A number in eight bytes. */
    public void fixedLong(long value) {
        reserve(Long.BYTES);
        LONG.set(buffer, size, value);
        size += Long.BYTES;
    }

    /** A text, char by char, so that half a surrogate pair comes back as well; or null. */
    public void text(@Nullable String text) {
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

    /** So many bytes from there on, without their number. */
    public void bytes(byte[] bytes, int from, int length) {
        int written = 0;
        while (written < length) {
            reserve(1);
            int part = Math.min(length - written, BUFFER - size);
            System.arraycopy(bytes, from + written, buffer, size, part);
            size += part;
            written += part;
        }
    }

    @Override
    public void close() {
        flush();
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void reserve(int bytes) {
        if (size + bytes > BUFFER) {
            flush();
        }
    }

    private void flush() {
        try {
            out.write(buffer, 0, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        size = 0;
    }
}
