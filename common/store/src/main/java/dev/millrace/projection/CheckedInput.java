package dev.millrace.projection;

import dev.millrace.binary.BinaryInput;
import java.io.InputStream;

/** Reads what a {@link CheckedOutput} wrote, up to its end and not beyond; a damaged block is none of it. */
final class CheckedInput extends InputStream {

    private final BinaryInput in;
    private final byte[] block = new byte[CheckedOutput.BLOCK];
    private int at;
    private int size;
    private int blocks;
    private boolean ended;

    CheckedInput(BinaryInput in) {
        this.in = in;
    }

    @Override
    public int read() {
        return more() ? block[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
        if (length == 0) {
            return 0;
        } else if (!more()) {
            return -1;
        }
        int part = Math.min(length, size - at);
        System.arraycopy(block, at, bytes, from, part);
        at += part;
        return part;
    }

    /** Says that nothing more is expected. */
    void end() {
        if (more()) {
            throw BinaryInput.damaged("more than was written");
        }
    }

    private boolean more() {
        if (at == size && !ended) {
            int length = in.integer();
            if (length < 0 || length > block.length) {
                throw BinaryInput.damaged("a block of " + length + " bytes");
            }
            int expected = in.fixedInt();
            in.bytes(block, 0, length);
            if (CheckedOutput.checksum(blocks, block, length) != expected) {
                throw BinaryInput.damaged("a block that is not as it was written");
            }
            blocks++;
            at = 0;
            size = length;
            ended = length == 0;
        }
        return at < size;
    }
}
