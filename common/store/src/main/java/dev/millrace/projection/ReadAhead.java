package dev.millrace.projection;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.model.ArtifactId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Reads records in a thread of its own, a few hundred ahead of whoever takes them: what is read is computed with meanwhile. */
final class ReadAhead {

    private static final int BATCH = 256;
    private static final int BATCHES = 4;

    private static final long WAIT_MILLIS = 100;
    private static final List<Runnable> END = List.of();

    private final BlockingQueue<List<Runnable>> batches = new ArrayBlockingQueue<>(BATCHES);
    private final ItemRecords.Sink sink;
    private List<Runnable> batch = new ArrayList<>(BATCH);
    private volatile boolean stopped;

    private ReadAhead(ItemRecords.Sink sink) {
        this.sink = sink;
    }

    /**
     * Reads all.
     *
     * @param reading reads records to the end, in another thread
     * @param sink takes them, in this thread and in their order
     * @throws RuntimeException that either of them throws; nothing is read any more by then
     */
    static void run(Consumer<ItemRecords.Sink> reading, ItemRecords.Sink sink) {
        ReadAhead ahead = new ReadAhead(sink);
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> ahead.read(reading), ReadAhead::start);
        try {
            ahead.take();
        } finally {
            ahead.stopped = true;
            reader.exceptionally(whatever -> null).join();
        }
        try {
            reader.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static void start(Runnable command) {
        Thread thread = new Thread(command, "millrace-read-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    private void read(Consumer<ItemRecords.Sink> reading) {
        try {
            reading.accept(relay());
            pass(batch);
        } finally {
            pass(END);
        }
    }

    private void add(Runnable one) {
        batch.add(one);
        if (batch.size() == BATCH) {
            pass(batch);
            batch = new ArrayList<>(BATCH);
        }
    }

    private void pass(List<Runnable> some) {
        try {
            while (!batches.offer(some, WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                if (stopped) {
                    throw new CancellationException("nobody takes the records any more");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while records were read");
        }
    }

    private void take() {
        try {
            for (List<Runnable> some = batches.take(); some != END; some = batches.take()) {
                some.forEach(Runnable::run);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while records were read");
        }
    }

    private ItemRecords.Sink relay() {
        return new ItemRecords.Sink() {
            @Override
            public void kept(ItemFlow flow) {
                add(() -> sink.kept(flow));
            }

            @Override
            public void past(PastItem past, long items) {
                add(() -> sink.past(past, items));
            }

            @Override
            public void incident(ProductionIncident incident) {
                add(() -> sink.incident(incident));
            }

            @Override
            public void unsettled(ArtifactId item) {
                add(() -> sink.unsettled(item));
            }
        };
    }
}
