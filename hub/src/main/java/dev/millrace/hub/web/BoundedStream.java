package dev.millrace.hub.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** A stream that may give so many bytes; one more is a problem of the request. */
final class BoundedStream extends FilterInputStream {

    private final long max;
    private final LongConsumer onBytes;
    private long read;

    BoundedStream(InputStream in, long max) {
        this(in, max, bytes -> {});
    }

    /** The same; a listener receives each piece, and rejects it by throwing. */
    BoundedStream(InputStream in, long max, LongConsumer onBytes) {
        super(in);
        this.max = max;
        this.onBytes = onBytes;
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        if (one >= 0) {
            count(1);
        }
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int some = in.read(buffer, offset, length);
        if (some > 0) {
            count(some);
        }
        return some;
    }

    @Override
    public long skip(long count) throws IOException {
        long some = in.skip(count);
        count(some);
        return some;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long bytes) {
        read += bytes;
        if (read > max) {
            throw new ProblemException(ProblemDetails.tooLarge(max));
        }
        onBytes.accept(bytes);
    }
}
