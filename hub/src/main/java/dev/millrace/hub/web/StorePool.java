package dev.millrace.hub.web;

import dev.millrace.app.UserError;
import dev.millrace.store.FlowStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A small pool of stores for reading: a report over a large store keeps a core busy, and more reports at once would only delay
 * all of them. A request that gets no store in time is answered 503.
 */
final class StorePool implements AutoCloseable {

    private final Supplier<FlowStore> open;
    private final Semaphore free;
    private final int size;
    private final Duration patience;
    private final Deque<FlowStore> idle = new ArrayDeque<>();

    StorePool(Supplier<FlowStore> open, int size, Duration patience) {
        this.open = open;
        this.free = new Semaphore(size, true);
        this.size = size;
        this.patience = patience;
    }

    /** Reads with exclusive use of a store. A store that failed is not used again. */
    <T> T read(Function<FlowStore, T> reading) throws InterruptedException {
        if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new ProblemException(ProblemDetails.busy(
                    "all connections to the store are in use; large reports take a while", patience));
        }
        try {
            FlowStore store = take();
            boolean good = false;
            try {
                T result = reading.apply(store);
                good = true;
                return result;
            } catch (UserError | ProblemException e) {
                good = true; // the question was wrong, not the store
                throw e;
            } finally {
                giveBack(store, good);
            }
        } finally {
            free.release();
        }
    }

    private synchronized FlowStore take() {
        FlowStore store = idle.poll();
        return store != null ? store : open.get();
    }

    private synchronized void giveBack(FlowStore store, boolean good) {
        if (good) {
            idle.push(store);
        } else {
            store.close();
        }
    }

    /** Waits for those that read, and closes all. */
    @Override
    public void close() {
        free.acquireUninterruptibly(size);
        synchronized (this) {
            idle.forEach(FlowStore::close);
            idle.clear();
        }
    }
}
