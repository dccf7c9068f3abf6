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
        int killed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            boolean everything = kill % 2 == 0;
            try (FlowStore store = open(file)) {
                if (everything) {
                    store.derived().begin(); // so that everything is derived again
                }
                store.commit(chains.next(6), cursor());
            }
            int last = 2 + random.nextInt(everything ? 24 : 12);
            int ended = DerivingProcess.start(file, chains.now(), last).waitFor();
            killed += ended == DerivingProcess.KILLED ? 1 : 0;
            compare(file, chains.now(), "kill " + kill + ", after " + last + " calls");
        }
        assertThat(killed).as("processes that were killed before they ended").isPositive();
    }

    /** At any instant, so also within a transaction. */
    @Test
    void what_a_derivation_leaves_that_is_killed_from_outside_is_derived_again()
            throws IOException, InterruptedException {
        Random random = new Random(13);
        RandomChains chains = new RandomChains(13);
        Path file = folder.resolve("outside.db");
        fill(file, chains, 60);
        for (int kill = 0; kill < KILLS / 2; kill++) {
            try (FlowStore store = open(file)) {
                store.derived().begin();
            }
            Process process = DerivingProcess.start(file, chains.now(), 0);
            // it writes as soon as it has begun
            while (process.isAlive() && !begun(file)) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(150));
            process.destroyForcibly().waitFor();
            compare(file, chains.now(), "kill " + kill);
        }
    }

    private static boolean begun(Path file) {
        try (FlowStore store = open(file)) {
            return !store.derived().codebases().facts().isEmpty();
        }
    }

    @Test
    void processes_that_derive_at_once_beside_one_that_stores_facts_agree() throws IOException, InterruptedException {
        RandomChains chains = new RandomChains(12);
        Path file = folder.resolve("both.db");
        fill(file, chains, 60);
        for (int round = 0; round < 2; round++) {
            List<Process> processes =
                    List.of(DerivingProcess.start(file, chains.now(), 0), DerivingProcess.start(file, chains.now(), 0));
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
