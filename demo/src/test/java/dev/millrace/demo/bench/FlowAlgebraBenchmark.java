package dev.millrace.demo.bench;

import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The pure engine in one thread, under JMH: items that are decoded and sorted already, with their chains, to their flows. What counts is
 * {@code events} a second: each event once, however many items walk over it. {@code ./mvnw -Pbench -pl demo -am process-test-classes} runs it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx512m", "-XX:+UseSerialGC"})
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
public class FlowAlgebraBenchmark {

    private static final Organisation MIX = new Organisation(4_000, 1, Instant.parse("2026-11-01T00:00:00Z"));

    private EngineMeasure engine;

    /** Counts what one call of the benchmark works through. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        /** Each event once. */
        public long events;
        /** Work items. */
        public long items;
    }

    /** Reads the organisation that {@code millrace bench} measures as well. */
    @Setup
    public void read() throws IOException {
        Path file = Files.createTempDirectory("millrace-jmh").resolve("jmh.db");
        try (FlowStore store = SqliteFlowStore.open(file, Clock.systemUTC())) {
            new StoreFill(store, MIX).fill((items, events) -> {});
            engine = EngineMeasure.of(store, Definition.standard(), new Knowledge(MIX.end(), Instant.MAX), MIX.items());
        }
    }

    /** All items once. */
    @Benchmark
    public int flows(Work work) {
        work.events += engine.mix().distinct();
        work.items += engine.mix().items();
        return engine.round();
    }
}
