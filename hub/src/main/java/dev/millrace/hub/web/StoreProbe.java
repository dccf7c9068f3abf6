package dev.millrace.hub.web;

import dev.millrace.store.FlowStore;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks over a connection of its own, at most once a second and by one thread at a time, whether the store can be read, and
 * when it last changed. Concurrent callers get the latest result, and never wait behind a report.
 */
final class StoreProbe implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreProbe.class);
    private static final long FRESH_NANOS = 1_000_000_000L;
    private static final long OLD_NANOS = 15_000_000_000L;

    /** How the store is. */
    enum Health {
        /** It can be read. */
        READABLE,
        /** It has not answered for a while. */
        SLOW,
        /** It cannot be read. */
        UNREADABLE
    }

    private record Seen(boolean readable, Optional<Instant> changedAt, long atNanos) {}

    private final Supplier<FlowStore> open;
    private final LongSupplier nanos;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Seen seen;
    private @Nullable FlowStore store;

    /**
     * A probe that has not looked yet.
     *
     * @param open opens a store to look at
     * @param nanos a clock that only goes forward, in nanoseconds
     */
    StoreProbe(Supplier<FlowStore> open, LongSupplier nanos) {
        this.open = open;
        this.nanos = nanos;
    }

    /** The latest known state of the store. */
    Health health() {
        Seen last = look();
        if (last == null || nanos.getAsLong() - last.atNanos() > OLD_NANOS) {
            return Health.SLOW;
        }
        return last.readable() ? Health.READABLE : Health.UNREADABLE;
    }

    /** When the newest fact was recorded, as seen within the last second where the store answers; empty if there is none. */
    Optional<Instant> changedAt() {
        Seen last = look();
        return last == null ? Optional.empty() : last.changedAt();
    }

    private @Nullable Seen look() {
        Seen last = seen;
        if (last != null && nanos.getAsLong() - last.atNanos() < FRESH_NANOS) {
            return last;
        }
        if (looking.tryLock()) {
            try {
                seen = read();
            } finally {
                looking.unlock();
            }
        }
        return seen;
    }

    private Seen read() {
        try {
            if (store == null) {
                store = open.get();
            }
            return new Seen(true, store.lastRecordedAt(), nanos.getAsLong());
        } catch (RuntimeException e) {
            LOG.warn("the store cannot be read: {}", e.toString());
            drop();
            return new Seen(false, Optional.empty(), nanos.getAsLong());
        }
    }

    private void drop() {
        FlowStore old = store;
        store = null;
        try {
            if (old != null) {
                old.close();
            }
        } catch (RuntimeException e) {
            LOG.debug("a store that could not be read could not be closed either", e);
        }
    }

    @Override
    public void close() {
        looking.lock();
        try {
            drop();
        } finally {
            looking.unlock();
        }
    }
}
