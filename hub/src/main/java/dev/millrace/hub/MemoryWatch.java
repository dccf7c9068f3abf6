package dev.millrace.hub;

import dev.millrace.hub.intake.OutOfMemory;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a hub that does little else than collect garbage. With a heap that is almost full, most collectors of the JVM go on for ever
 * without an OutOfMemoryError, and the hub no longer responds.
 */
public final class MemoryWatch implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double SHARE = 0.9;

    private final LongSupplier collectedMillis;
    private final LongSupplier nanos;
    private long fullSince = Long.MIN_VALUE;
    private long lastMillis;
    private long lastNanos;

    /**
     * A watch that begins now.
     *
     * @param collectedMillis how long all collections took so far, in milliseconds
     * @param nanos a clock that only goes forward, in nanoseconds
     */
    MemoryWatch(LongSupplier collectedMillis, LongSupplier nanos) {
        this.collectedMillis = collectedMillis;
        this.nanos = nanos;
        this.lastMillis = collectedMillis.getAsLong();
        this.lastNanos = nanos.getAsLong();
    }

    /** Watches this process from a thread of its own, which keeps nothing from ending. */
    public static void start() {
        Thread thread = new Thread(new MemoryWatch(MemoryWatch::collectedMillis, System::nanoTime), "millrace-memory");
        thread.setDaemon(true);
        thread.start();
    }

    private static long collectedMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    @Override
    public void run() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
                if (full()) {
                    LOG.error("the memory is used up: allow the JVM more with -Xmx");
                    OutOfMemory.exit();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether nine tenths of the time since the last call, and of that of half a minute before, went into collections. */
    boolean full() {
        long nowMillis = collectedMillis.getAsLong();
        long nowNanos = nanos.getAsLong();
        boolean busy = TimeUnit.MILLISECONDS.toNanos(nowMillis - lastMillis) >= SHARE * (nowNanos - lastNanos);
        if (!busy) {
            fullSince = Long.MIN_VALUE;
        } else if (fullSince == Long.MIN_VALUE) {
            fullSince = lastNanos;
        }
        lastMillis = nowMillis;
        lastNanos = nowNanos;
        return busy && nowNanos - fullSince >= PATIENCE.toNanos();
    }
}
