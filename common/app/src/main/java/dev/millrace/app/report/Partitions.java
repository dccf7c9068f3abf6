package dev.millrace.app.report;

import dev.millrace.metrics.Accumulator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Divides values between accumulators that work on other cores while the caller reads on; {@link #merged} merges them. With one core
 * the caller adds the values itself. One thread calls this.
 *
 * @param <T> what is added
 * @param <A> the accumulator
 */
final class Partitions<T, A extends Accumulator<T, ?, A>> {

    private static final int BATCH = 128;
    /** Batches that wait or are being added; more would only fill the memory. */
    private static final int MOST_BATCHES = 8;

    private final A own;
    private final List<A> others = new ArrayList<>();
    private final List<CompletableFuture<Void>> work = new ArrayList<>();
    private final Semaphore free = new Semaphore(MOST_BATCHES);
    private List<T> batch = new ArrayList<>();
    private int next;

    /**
     * Partitions without values.
     *
     * @param cores how many cores may work on it, with that of the caller
     * @param create makes an accumulator of nothing
     */
    Partitions(int cores, Supplier<A> create) {
        this.own = create.get();
        for (int i = 1; i < cores; i++) {
            others.add(create.get());
            work.add(CompletableFuture.completedFuture(null));
        }
    }

    /** The accumulator of the caller's thread, for what is no value. */
    A own() {
        return own;
    }

    void add(T value) {
        if (others.isEmpty()) {
            own.add(value);
            return;
        }
        batch.add(value);
        if (batch.size() == BATCH) {
            flush();
        }
    }

    private void flush() {
        List<T> full = batch;
        batch = new ArrayList<>(BATCH);
        if (!free.tryAcquire()) {
            full.forEach(own::add); // the others are busy
            return;
        }
        int part = next++ % others.size();
        A accumulator = others.get(part);
        // one batch after the other, so that an accumulator is never used by two threads
        work.set(
                part,
                work.get(part)
                        .thenRunAsync(() -> full.forEach(accumulator::add), ForkJoinPool.commonPool())
                        .whenComplete((done, failure) -> free.release()));
    }

    /** All values in one accumulator; nothing may be added afterwards. */
    A merged() {
        batch.forEach(own::add);
        batch = List.of();
        try {
            work.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
        others.forEach(own::merge);
        others.clear();
        return own;
    }
}
