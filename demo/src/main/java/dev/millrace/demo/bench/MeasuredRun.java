package dev.millrace.demo.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import dev.millrace.cli.CliProcess;
import dev.millrace.cli.Main;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Runs a command line as {@link Main} does and notes what it took. {@code millrace bench} starts it as a process of its own, so that
 * it has the requested heap.
 */
final class MeasuredRun {

    /** Of the whole process. */
    static final String CPU_MILLIS = "cpuMillis";
    /** The largest part of the heap that a collection left in use. */
    static final String HEAP = "heapAfterCollection";

    private MeasuredRun() {}

    /** The first argument is the file to write what it took to; the others are those of the command. */
    public static void main(String[] args) throws IOException {
        AtomicLong heap = watchHeap();
        int exitCode = Main.run(CliProcess.ofThisProcess(), Arrays.copyOfRange(args, 1, args.length));
        Properties measured = new Properties();
        measured.setProperty(CPU_MILLIS, Long.toString(new Cpu().nanos() / 1_000_000));
        measured.setProperty(HEAP, heap.toString());
        try (var out = Files.newBufferedWriter(Path.of(args[0]))) {
            measured.store(out, null);
        }
        System.exit(exitCode);
    }

    private static AtomicLong watchHeap() {
        AtomicLong most = new AtomicLong();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, unused) -> {
                                if (notification.getUserData() instanceof CompositeData data) {
                                    long used =
                                            GarbageCollectionNotificationInfo.from(data)
                                                    .getGcInfo()
                                                    .getMemoryUsageAfterGc()
                                                    .entrySet()
                                                    .stream()
                                                    .filter(pool -> isHeap(pool.getKey()))
                                                    .map(pool -> pool.getValue())
                                                    .mapToLong(MemoryUsage::getUsed)
                                                    .sum();
                                    most.accumulateAndGet(used, Math::max);
                                }
                            },
                            null,
                            null);
        }
        return most;
    }

    private static boolean isHeap(String pool) {
        return pool.contains("Eden") || pool.contains("Survivor") || pool.contains("Tenured") || pool.contains("Old");
    }
}
