package dev.millrace.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.chain.RandomChains;
import dev.millrace.model.Knowledge;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A derivation that is killed at any point, or runs beside others, leaves no wrong answer behind. Real processes, seeded. */
class KilledDerivationTest {

    private static final int KILLS = Boolean.getBoolean("millrace.deep") ? 200 : 4;
    private static final Definition DEFINITION = Definition.standard();

    @TempDir
    private Path folder;

    @Test
    void what_a_killed_derivation_leaves_is_derived_again() throws IOException, InterruptedException {
        Random random = new Random(11);
        RandomChains chains = new RandomChains(11);
        Path file = folder.resolve("killed.db");
        fill(file, chains, 120);
        long longest = duration(file, chains);
        int killed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            try (FlowStore store = open(file)) {
                if (kill % 2 == 0) {
                    store.derived().begin(); // so that everything is derived again
                }
                store.commit(chains.next(6), cursor());
            }
            Process process = DerivingProcess.start(file, chains.now());
            if (!process.waitFor(longest / 3 + random.nextLong(longest), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                killed++;
            }
            compare(file, chains.now(), "kill " + kill);
        }
        assertThat(killed).as("processes that were killed before they ended").isPositive();
    }

    @Test
    void processes_that_derive_at_once_beside_one_that_stores_facts_agree() throws IOException, InterruptedException {
        RandomChains chains = new RandomChains(12);
        Path file = folder.resolve("both.db");
        fill(file, chains, 60);
        for (int round = 0; round < 2; round++) {
            List<Process> processes =
                    List.of(DerivingProcess.start(file, chains.now()), DerivingProcess.start(file, chains.now()));
            while (processes.stream().anyMatch(Process::isAlive)) {
                try (FlowStore store = open(file)) {
                    store.commit(chains.next(1), cursor());
                }
            }
            for (Process process : processes) {
                assertThat(process.waitFor()).as("exit code").isZero();
            }
            compare(file, chains.now(), "round " + round);
        }
    }

    /** How long a derivation takes that is left alone, in milliseconds. */
    private static long duration(Path file, RandomChains chains) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        assertThat(DerivingProcess.start(file, chains.now()).waitFor()).isZero();
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private static void compare(Path file, Instant asOf, String where) {
        try (FlowStore store = open(file)) {
            Knowledge knowledge = new Knowledge(asOf, Instant.now());
            Instant earliest = asOf.minus(Duration.ofDays(2));
            CollectedParts fromRows = new CollectedParts(earliest);
            new Derivation(store, DEFINITION, 0)
                    .view(knowledge)
                    .orElseThrow()
                    .report(DEFINITION.streams().get(0), earliest, fromRows);
            CollectedParts computed = new CollectedParts(earliest);
            new Derivation(store, DEFINITION)
                    .compute(knowledge, DEFINITION.streams().get(0), earliest, computed);
            assertThat(fromRows.without(computed) + " computed " + computed.without(fromRows))
                    .as(where)
                    .isEqualTo("{} computed {}");
        }
    }

    private static void fill(Path file, RandomChains chains, int times) {
        try (FlowStore store = open(file)) {
            store.commit(chains.definitions(), cursor());
            for (int time = 0; time < times; time++) {
                store.commit(chains.next(6), cursor());
            }
        }
    }

    private static Cursor cursor() {
        return new Cursor("test", "1");
    }

    private static FlowStore open(Path file) {
        return SqliteFlowStore.open(file, InstantSource.system());
    }
}
