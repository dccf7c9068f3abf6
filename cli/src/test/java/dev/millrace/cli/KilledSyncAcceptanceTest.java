package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.fake.jira.JiraDataCenterFake.SearchHook;
import dev.millrace.jira.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sync in a process of its own, killed as {@code kill -9} does, and then run again. */
class KilledSyncAcceptanceTest {

    private static final int PAGE_SIZE = 200;
    private static final int PAGES =
            4; // of 739 issues; each page but the first begins with the last issue of the one before
    private static final int MOST_SEARCHES = 10_000;
    private static final int PATIENCE_SECONDS = 120;
    private static final long SEED = 20261122;

    @TempDir
    private static Path folder;

    private static JiraDataCenterFake jira;
    private static Map<String, String> undisturbed;

    /** What the fake Jira does to whoever asks for the pages; set before each run. */
    private static volatile Killer killer = Killer.none();

    @BeforeAll
    static void sync_undisturbed() throws Exception {
        jira = JiraDataCenterFake.serving(RealData.folder("jira-seanalytics/duraspace"));
        IntStream.rangeClosed(1, MOST_SEARCHES)
                .forEach(number -> jira.onSearch(number, SearchHook.doing(() -> killer.pageIsAskedFor())));
        Path directory = Files.createDirectory(folder.resolve("undisturbed"));
        assertThat(resume(directory, Killer.none())).isZero();
        undisturbed = Exports.all(millrace(directory));
    }

    @AfterAll
    static void close() {
        if (jira != null) {
            jira.close();
        }
    }

    @Test
    void killed_while_it_waits_for_a_page_it_goes_on_there() throws Exception {
        for (int page : Boolean.getBoolean("millrace.deep") ? everyPage() : List.of(1, 3)) {
            Path directory = Files.createDirectory(folder.resolve("waits-" + page));

            assertThat(run(directory, new Killer(page, 0)))
                    .as("killed at page %d", page)
                    .isNotZero();
            AtomicInteger asked = new AtomicInteger();
            assertThat(resume(directory, Killer.counting(asked))).isZero();

            assertThat(asked.get())
                    .as("pages asked for after a kill at page %d", page)
                    .isEqualTo(PAGES - page + 1);
            assertThat(Exports.all(millrace(directory)))
                    .as("killed at page %d", page)
                    .isEqualTo(undisturbed);
        }
    }

    @Test
    void killed_in_the_middle_of_a_page_it_stores_that_page_whole_or_not_at_all() throws Exception {
        Random random = new Random(SEED);
        for (int page : Boolean.getBoolean("millrace.deep") ? everyPage() : List.of(2)) {
            Path directory = Files.createDirectory(folder.resolve("works-" + page));
            int delay = 1 + random.nextInt(40);

            run(directory, new Killer(page, delay));
            assertThat(resume(directory, Killer.none())).isZero();

            assertThat(Exports.all(millrace(directory)))
                    .as("killed %d ms after page %d was asked for", delay, page)
                    .isEqualTo(undisturbed);
        }
    }

    @Test
    void killed_again_and_again_it_arrives_all_the_same() throws Exception {
        Random random = new Random(SEED);
        Path directory = Files.createDirectory(folder.resolve("again"));
        int kills = 0;
        // the second page that a run asks for: the first is answered, so that every run comes one page further
        while (run(directory, new Killer(2, random.nextInt(40))) != 0) {
            kills++;
            assertThat(kills).as("every run comes further").isLessThan(3 * PAGES);
        }

        assertThat(kills).isGreaterThan(1);
        assertThat(Exports.all(millrace(directory))).as("after %d kills", kills).isEqualTo(undisturbed);
    }

    /** Kills a process some time after it asked for its n-th page. */
    private static final class Killer {
        private final int page;
        private final int delayMillis;
        private final AtomicInteger asked;
        private volatile Process process;

        Killer(int page, int delayMillis) {
            this(page, delayMillis, new AtomicInteger());
        }

        private Killer(int page, int delayMillis, AtomicInteger asked) {
            this.page = page;
            this.delayMillis = delayMillis;
            this.asked = asked;
        }

        static Killer none() {
            return new Killer(Integer.MAX_VALUE, 0);
        }

        static Killer counting(AtomicInteger asked) {
            return new Killer(Integer.MAX_VALUE, 0, asked);
        }

        void pageIsAskedFor() {
            if (asked.incrementAndGet() != page) {
                return;
            }
            if (delayMillis == 0) {
                kill();
            } else {
                Thread later = new Thread(() -> {
                    sleep(delayMillis);
                    kill();
                });
                later.setDaemon(true);
                later.start();
            }
        }

        private void kill() {
            while (process == null) {
                sleep(1);
            }
            process.destroyForcibly();
        }

        private static void sleep(int millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static List<Integer> everyPage() {
        return IntStream.rangeClosed(1, PAGES).boxed().toList();
    }

    private static int run(Path directory, Killer with) throws Exception {
        killer = with;
        with.process = millrace(directory).start("sync");
        assertThat(with.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
        return with.process.exitValue();
    }

    /** What follows a kill runs in this process, which need not be started: nobody kills it. */
    private static int resume(Path directory, Killer with) throws IOException {
        killer = with;
        return millrace(directory).run("sync").exitCode();
    }

    private static Millrace millrace(Path directory) throws IOException {
        return Millrace.in(directory)
                .config("jira:\n  - id: real\n    url: %s\n    pageSize: %d\n".formatted(jira.baseUrl(), PAGE_SIZE));
    }
}
