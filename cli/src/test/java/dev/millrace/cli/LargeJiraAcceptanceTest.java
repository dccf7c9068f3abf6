package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A large Jira is collected in a small heap by a process that is killed again and again. With {@code millrace.deep} it has 100,000
 * issues with 2 million history items, and the process is killed ten times; otherwise 1,200, and twice.
 */
class LargeJiraAcceptanceTest {

    private static final boolean DEEP = Boolean.getBoolean("millrace.deep");
    private static final int ISSUES = Integer.getInteger("millrace.issues", DEEP ? 100_000 : 1_200);
    private static final int KILLS = DEEP ? 10 : 2;
    private static final int HEAP_MB = DEEP ? 256 : 64;
    private static final int PAGE = 100;
    private static final long SEED = 20261201;
    private static final Knowledge EVERYTHING = new Knowledge(Instant.MAX, Instant.MAX);
    private static final Duration PATIENCE = Duration.ofMinutes(45);

    @TempDir
    private Path folder;

    @Test
    void large_site_is_collected_in_little_memory_although_the_sync_is_killed_again_and_again() throws Exception {
        try (LargeJira jira = new LargeJira(ISSUES, SEED)) {
            Millrace millrace = Millrace.in(folder)
                    .with("JAVA_TOOL_OPTIONS", "-Xmx" + HEAP_MB + "m")
                    .config("jira:\n  - {id: big, url: \"" + jira.url() + "\"}\n");
            Random random = new Random(SEED);
            long begin = System.nanoTime();
            for (int kill = 1; kill <= KILLS; kill++) {
                int page = ISSUES / PAGE * kill / (KILLS + 1) + random.nextInt(3);
                Process process = millrace.start("sync");
                while (process.isAlive() && jira.searches() < page) {
                    Thread.sleep(2);
                }
                Thread.sleep(random.nextInt(150));
                process.toHandle().destroyForcibly();
                assertThat(process.waitFor()).as("killed after page %d", page).isEqualTo(137);
            }
            Process process = millrace.start("sync");
            long peak = peakMemory(process);
            assertThat(process.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES)).isTrue();
            String said = Files.readString(folder.resolve("err.txt"));
            assertThat(process.exitValue()).as(said).isZero();
            double seconds = (System.nanoTime() - begin) / 1e9;
            assertThat(jira.searches())
                    .as(
                            "pages; a kill repeats one at most, and the first page of a resumed run begins with the last issue")
                    .isLessThanOrEqualTo(ISSUES / PAGE + ISSUES / PAGE / PAGE + 2 + 3 * KILLS);

            check(jira);
            int before = jira.searches();
            Process again = millrace.start("sync");
            assertThat(again.waitFor()).isZero();
            assertThat(jira.searches() - before).isEqualTo(1);
            check(jira);
            System.out.printf(
                    "large Jira: %d issues, %d history items, killed %d times, -Xmx%dm: %.0f s in all, last process at most %d MB,"
                            + " store %d MB%n",
                    ISSUES,
                    (long) ISSUES * LargeJira.ENTRIES,
                    KILLS,
                    HEAP_MB,
                    seconds,
                    peak >> 20,
                    Files.size(folder.resolve("millrace.db")) >> 20);
        }
    }

    /** The store holds every issue and every change of a status once, and nothing else of that kind. */
    private void check(LargeJira jira) {
        AtomicLong created = new AtomicLong();
        AtomicLong changes = new AtomicLong();
        AtomicLong sum = new AtomicLong();
        try (FlowStore store = SqliteFlowStore.open(folder.resolve("millrace.db"), InstantSource.system())) {
            store.forEachEvent(EVERYTHING, (FlowEvent event) -> {
                if (event instanceof FlowEvent.Created) {
                    created.incrementAndGet();
                } else if (event instanceof FlowEvent.StateChanged change) {
                    changes.incrementAndGet();
                    sum.addAndGet(LargeJira.part(
                            change.header().artifact().nativeId(),
                            change.header().occurredAt(),
                            change.to().name()));
                }
            });
        }
        assertThat(created).hasValue(ISSUES);
        assertThat(changes).hasValue(jira.statusChanges());
        assertThat(sum).hasValue(jira.checksum());
    }

    /** The most memory that the process had resident, in bytes; 0 where the system does not say. */
    private static long peakMemory(Process process) throws InterruptedException {
        long peak = 0;
        Path status = Path.of("/proc/" + process.pid() + "/status");
        while (process.isAlive()) {
            try {
                peak = Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                        .findFirst()
                        .orElse(peak);
            } catch (IOException e) {
                return peak; // it has ended, or this is no Linux
            }
            Thread.sleep(200);
        }
        return peak;
    }
}
