package dev.millrace.hub.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of bodies may be in the hub at once, being read, waiting for the writer or being stored. What a body becomes in
 * memory is a small multiple of its bytes, so that a bound on these is a bound on the heap. Safe for many threads.
 */
final class ByteBudget {

    private static final Duration COME_BACK = Duration.ofSeconds(1);
    /** What a fact in memory takes for a byte of its line, at most; measured with the events of the demo. */
    private static final int HEAP_PER_BYTE = 6;

    private static final int SHARE_OF_HEAP = 3;

    private final long max;
    private final AtomicLong used = new AtomicLong();

    /** A budget of so many bytes, after decompression. */
    ByteBudget(long max) {
        if (max < 1) {
            throw new IllegalArgumentException("a budget of " + max + " bytes takes nothing");
        }
        this.max = max;
    }

    /** What a heap of that size can carry beside everything else. */
    static ByteBudget ofHeap(long heapBytes) {
        return new ByteBudget(Math.max(1, heapBytes / SHARE_OF_HEAP / HEAP_PER_BYTE));
    }

    /** The largest body that can be taken at all, where so many bytes are wanted. */
    long largestBody(long wanted) {
        return Math.min(wanted, max);
    }

    /** The bytes that one body holds. */
    final class Share {
        private long held;

        /**
         * Takes more bytes for this body.
         *
         * @throws ProblemException 503 if there are not as many; what the body holds stays held until {@link #free}
         */
        void take(long bytes) {
            long now = used.addAndGet(bytes);
            if (now > max) {
                used.addAndGet(-bytes);
                throw new ProblemException(
                        ProblemDetails.busy("the maximum of bytes is already waiting to be stored", COME_BACK));
            }
            synchronized (this) {
                held += bytes;
            }
        }

        /** Gives all bytes back; a second call does nothing. */
        synchronized void free() {
            used.addAndGet(-held);
            held = 0;
        }
    }

    /** For one body; nothing is taken yet. */
    Share share() {
        return new Share();
    }

    /** How many bytes are in the hub. */
    long used() {
        return used.get();
    }
}
