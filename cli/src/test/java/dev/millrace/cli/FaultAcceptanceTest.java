package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.FaultyProxy.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever networks, servers and operating systems do to a collection, in the end the store says what it would have said without it:
 * the exports are equal, byte by byte. A failing seed stands in the name of the test; {@code -Dmillrace.seed=N} replays it;
 * {@code -Dmillrace.seeds=N} says how many a deep run takes of each dialect.
 */
class FaultAcceptanceTest {

    private static final int DATA_CENTER_SEEDS = 4;
    private static final int CLOUD_SEEDS = 4;
    private static final int GITHUB_SEEDS = 3;
    private static final int DEEP_SEEDS = 200;
    /** One process of its own costs as much as ten attempts inside this one. */
    private static final int REAL_KILL_EACH = 6;

    private static final int CHANGES = 12;
    private static final int MOST_ATTEMPTS = 300;
    private static final List<String> TABLES = List.of("visits", "items", "events", "links", "ledger");

    @TempDir
    private Path folder;

    static LongStream dataCenterSeeds() {
        return seeds(DATA_CENTER_SEEDS);
    }

    static LongStream cloudSeeds() {
        return seeds(CLOUD_SEEDS);
    }

    static LongStream gitHubSeeds() {
        return seeds(GITHUB_SEEDS);
    }

    private static LongStream seeds(int count) {
        Long one = Long.getLong("millrace.seed");
        return one != null
                ? LongStream.of(one)
                : LongStream.rangeClosed(
                        1,
                        Boolean.getBoolean("millrace.deep") ? Integer.getInteger("millrace.seeds", DEEP_SEEDS) : count);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dataCenterSeeds")
    void disturbed_data_center_ends_in_the_same_store(long seed) throws Exception {
        boolean deletes = seed % 2 == 0;
        disturb(
                seed,
                () -> new ChangingJira(FaultRun.Tool.DATA_CENTER, deletes),
                but(Fault.SECONDARY_LIMIT),
                deletes ? End.of(seed) : End.NEWS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("cloudSeeds")
    void disturbed_cloud_ends_in_the_same_store(long seed) throws Exception {
        boolean deletes = seed % 2 == 0;
        disturb(
                seed,
                () -> new ChangingJira(FaultRun.Tool.CLOUD, deletes),
                but(Fault.SECONDARY_LIMIT, Fault.OVERLAP),
                deletes ? End.of(seed) : End.NEWS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("gitHubSeeds")
    void disturbed_github_ends_in_the_same_store(long seed) throws Exception {
        disturb(seed, ChangingGitHub::new, but(Fault.OVERLAP), End.NEWS);
    }

    /** How what was deleted is found, disturbed as well. */
    private enum End {
        NEWS,
        REFRESH,
        SWEEP;

        static End of(long seed) {
            return seed % 4 == 0 ? SWEEP : REFRESH;
        }
    }

    /** With a refresh or a sweep at the end, also what was deleted is gone in both. */
    private void disturb(long seed, Supplier<ChangingTool> fake, List<Fault> faults, End end) throws Exception {
        Random random = new Random(seed);
        Random changes = new Random(seed + 1);
        int[] changed = {0};
        Killer killer = new Killer(seed % REAL_KILL_EACH == 1 ? 2 + random.nextInt(6) : 0);
        try (ChangingTool tool = fake.get();
                FaultyProxy proxy =
                        new FaultyProxy(tool.url(), seed, 3 * FaultRun.TIMEOUT.toMillis() / 2, faults, request -> {
                            killer.arrived();
                            if (changed[0] < CHANGES && changes.nextInt(3) == 0) {
                                changed[0]++;
                                tool.change(changes);
                            }
                        })) {
            Path store = Files.createDirectory(folder.resolve("disturbed")).resolve("millrace.db");
            if (killer.armed()) {
                killer.watch(start(tool.tool(), proxy, store));
            }
            FaultRun run = new FaultRun(tool.tool(), proxy.url(), store);
            until(run, random, () -> changed[0] == CHANGES, proxy);
            if (end == End.REFRESH) {
                run.refresh();
                until(run, random, () -> true, proxy);
            } else if (end == End.SWEEP) {
                run.sweep();
                until(run, random, () -> true, proxy);
            }
            proxy.calm();
            assertThat(run.attempt(Integer.MAX_VALUE))
                    .as("without a disturbance")
                    .isTrue();

            Path clean = Files.createDirectory(folder.resolve("clean")).resolve("millrace.db");
            assertThat(new FaultRun(tool.tool(), tool.url(), clean).attempt(Integer.MAX_VALUE))
                    .isTrue();

            assertThat(proxy.log()).as("something happened").anyMatch(line -> !line.startsWith("NONE"));
            Map<String, String> expected = exports(clean, end == End.REFRESH);
            exports(store, end == End.REFRESH)
                    .forEach((table, rows) -> assertThat(rows).as(table).isEqualTo(expected.get(table)));
        }
    }

    private static void until(FaultRun run, Random random, BooleanSupplier changed, FaultyProxy proxy) {
        int attempts = 0;
        while (!run.attempt(1 + random.nextInt(60)) || !changed.getAsBoolean()) {
            assertThat(++attempts).as("attempts; %s", proxy.log()).isLessThan(MOST_ATTEMPTS);
        }
    }

    private static Process start(FaultRun.Tool tool, FaultyProxy proxy, Path store) throws IOException {
        return Millrace.in(store.getParent())
                .startMain(FaultRun.class, tool.name(), proxy.url().toString(), store.toString());
    }

    /** Kills a process when its n-th request arrives. */
    private static final class Killer {
        private final int atRequest;
        private int arrived;
        private volatile Process process;

        Killer(int atRequest) {
            this.atRequest = atRequest;
        }

        boolean armed() {
            return atRequest > 0;
        }

        synchronized void arrived() {
            if (++arrived == atRequest) {
                while (process == null) {
                    Thread.onSpinWait();
                }
                process.destroyForcibly();
            }
        }

        void watch(Process started) throws InterruptedException {
            process = started;
            assertThat(started.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        }
    }

    private static List<Fault> but(Fault... impossible) {
        List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
        faults.removeAll(Arrays.asList(impossible));
        faults.remove(Fault.NONE);
        return faults;
    }

    /** All tables; of the ledger without what a scan counted when it ended, unless both ended with a whole one. */
    private static Map<String, String> exports(Path store, boolean scans) throws IOException {
        Millrace millrace =
                Millrace.in(store.getParent()).config("jira:\n  - id: fault\n    url: https://jira.example.org\n");
        Map<String, String> tables = new LinkedHashMap<>();
        for (String table : TABLES) {
            Millrace.Run run = millrace.run("export", "--table", table, "--format", "ndjson");
            assertThat(run.exitCode()).as(run.err()).isZero();
            tables.put(
                    table,
                    run.lines().stream()
                            .filter(line -> scans || !line.contains("\"measure\":\"issues\""))
                            .collect(Collectors.joining("\n")));
        }
        assertThat(tables.get("events")).isNotEmpty();
        return tables;
    }
}
