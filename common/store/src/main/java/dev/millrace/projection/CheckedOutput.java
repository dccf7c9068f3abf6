package dev.millrace.projection;

import dev.millrace.binary.BinaryOutput;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/**
 * Writes bytes in blocks, each with its place and a checksum, so that a reader never acts on a byte that is not the one that was
 * written. Closing it writes the end and leaves the output open.
 */
final class CheckedOutput extends OutputStream {

    static final int BLOCK = 1 << 16;

    private final BinaryOutput out;
    private final byte[] block = new byte[BLOCK];
    private int size;
    private int blocks;
    private boolean closed;

    CheckedOutput(BinaryOutput out) {
        this.out = out;
    }

    @Override
    public void write(int b) {
        if (size == BLOCK) {
            writeBlock();
        }
        block[size++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        int written = 0;
        while (written < length) {
            if (size == BLOCK) {
                writeBlock();
            }
            int part = Math.min(length - written, BLOCK - size);
            System.arraycopy(bytes, from + written, block, size, part);
            size += part;
            written += part;
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (size > 0) {
            writeBlock();
        }
        writeBlock(); // an empty one is the end
    }

    /** What the checksum of a block is: of its place among the others, and of its bytes. */
    static int checksum(int place, byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            sum.update(place >>> shift);
        }
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    private void writeBlock() {
        out.number(size);
        out.fixedInt(checksum(blocks, block, size));
        out.bytes(block, 0, size);
        blocks++;
        size = 0;
    }
}
