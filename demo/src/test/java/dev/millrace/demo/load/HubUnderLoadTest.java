package dev.millrace.demo.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.demo.bench.Organisation;
import dev.millrace.demo.bench.StoreFill;
import dev.millrace.hub.access.TokenScope;
import dev.millrace.store.FlowStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hub with a heap of 512 MB over the store of an organisation: 110 ask for the dearest report again and again, 120 strangers for its
 * health, and 50 clients post builds. With {@code millrace.deep} the store holds 10,000 items, the load lasts a minute, and times are
 * held to what was promised; without, both are small and no time is looked at.
 */
class HubUnderLoadTest {

    private static final boolean DEEP = Boolean.getBoolean("millrace.deep");
    private static final int ITEMS = DEEP ? 10_000 : 300;
    private static final Duration LENGTH =
            Duration.ofSeconds(Integer.getInteger("millrace.load.seconds", DEEP ? 60 : 2));
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration POSTS_WITHIN = Duration.ofMillis(250);
    private static final Duration HEALTH_WITHIN = Duration.ofMillis(50);
    private static final int READERS = 110;
    private static final int STRANGERS = 120;
    private static final int POSTERS = 50;
    private static final Duration BETWEEN_POSTS = Duration.ofMillis(Integer.getInteger("millrace.load.pause", 100));
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String DEAREST = "/v1/reports/flow?since=2020-11-01&by=team&format=json";

    /** What may be left when all garbage is collected, whatever was asked before. */
    private static final int LIVE_MB = 128;

    @TempDir
    Path folder;

    private final AtomicInteger nextBuild = new AtomicInteger();
    private List<String> readers;
    private List<String> posters;

    @BeforeEach
    void fill() {
        try (FlowStore store = StoredBuilds.open(folder)) {
            new StoreFill(store, new Organisation(ITEMS, 1, Instant.parse("2025-11-01T00:00:00Z")))
                    .fill((items, events) -> {});
        }
        readers = ServingHub.tokens(folder, READERS, TokenScope.REPORTS_READ);
        posters = ServingHub.tokens(folder, POSTERS, TokenScope.EVENTS_WRITE);
    }

    @Test
    void readers_and_strangers_hold_up_nobody_who_posts_and_it_ends_in_time_when_told_to() throws Exception {
        try (ServingHub hub = ServingHub.start(folder, "", "-Xmx512m", "-XX:+UseSerialGC")) {
            Load warmUp = new Load();
            if (DEEP) {
                warmUp.run(hub, WARM_UP).get();
            }
            Load load = new Load();
            Duration before = hub.cpu();
            load.run(hub, LENGTH).get();
            Duration cpu = hub.cpu().minus(before);
            int live = hub.liveHeap();
            System.out.println(load + "\nCPU of the hub " + cpu.toMillis()
                    + " ms, heap in MB: after collections at most "
                    + hub.heapAfterCollections().stream().max(Integer::compare).orElseThrow() + ", live at last " + live
                    + "; longest collection " + hub.longestPause().toMillis() + " ms");
            load.check();
            assertThat(live).isLessThan(LIVE_MB);

            Load last = new Load();
            CompletableFuture<Void> running = last.run(hub, PATIENCE);
            while (last.posts.of(200) < POSTERS && !running.isDone()) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            assertThat(hub.stop())
                    .as("the exit code of a hub that is told to stop under load")
                    .isZero();
            running.get(1, TimeUnit.MINUTES);
            StoredBuilds stored = StoredBuilds.of(folder);
            BitSet lost = new BitSet();
            List.of(warmUp, load, last).forEach(each -> lost.or(Posting.acknowledged(each.posting)));
            lost.andNot(stored.whole());
            assertThat(lost)
                    .as("builds that were acknowledged and are not there")
                    .isEqualTo(new BitSet());
            assertThat(stored.doubles()).isZero();
        }
    }

    /** All clients, and what became of their requests. */
    private final class Load {
        final Tally reports = new Tally();
        final Tally health = new Tally();
        final Tally posts = new Tally();
        final List<Posting> posting = new ArrayList<>();

        CompletableFuture<Void> run(ServingHub hub, Duration length) {
            List<LoadClient> reading = new ArrayList<>();
            readers.forEach(headers ->
                    reading.add(new Reading(() -> Optional.of(DEAREST), headers, Duration.ofMillis(200), reports)));
            List<LoadClient> others = new ArrayList<>();
            for (int i = 0; i < STRANGERS; i++) {
                String headers = "X-Forwarded-For: 192.0.2." + i + "\r\n";
                others.add(new Reading(() -> Optional.of("/health"), headers, BETWEEN_LOOKS, health));
            }
            posters.forEach(headers -> posting.add(new Posting(() -> document(headers), BETWEEN_POSTS, posts)));
            others.addAll(posting);
            // apart, so that the many bytes of reports keep no other answer from being looked at
            ExecutorService threads = Executors.newFixedThreadPool(2);
            return CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> generate(hub, reading, length), threads),
                            CompletableFuture.runAsync(() -> generate(hub, others, length), threads))
                    .whenComplete((done, failed) -> threads.shutdown());
        }

        /** What holds on any machine, and with {@code millrace.deep} what was promised. */
        void check() {
            assertThat(posts.otherThan(200)).as("posts " + posts).isZero();
            // where the cores are shared with other tests, more than 64 looks can be under way: those get 503
            assertThat(DEEP ? health.otherThan(200) : health.otherThan(200, 503))
                    .as("health " + health)
                    .isZero();
            assertThat(reports.otherThan(200, 503)).as("reports " + reports).isZero();
            assertThat(posts.of(200)).isPositive();
            assertThat(health.of(200)).isPositive();
            assertThat(health.of(200) + (DEEP ? 0 : health.of(503)))
                    .as("health " + health)
                    .isGreaterThanOrEqualTo(STRANGERS);
            assertThat(reports.of(200)).isPositive();
            if (DEEP) {
                assertThat(posts.quantile(0.99)).as("posts " + posts).isLessThanOrEqualTo(POSTS_WITHIN);
                assertThat(health.quantile(0.99)).as("health " + health).isLessThanOrEqualTo(HEALTH_WITHIN);
            }
        }

        @Override
        public String toString() {
            return "reports " + reports + "\nhealth " + health + "\nposts " + posts;
        }
    }

    private static void generate(ServingHub hub, List<LoadClient> clients, Duration length) {
        try {
            new LoadGenerator(hub.address()).run(clients, length, PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Posting.Document> document(String headers) {
        int number = nextBuild.getAndIncrement();
        return Optional.of(new Posting.Document(
                LoadGenerator.request(
                        "POST",
                        "/v1/events",
                        headers + "Content-Type: application/x-ndjson\r\n",
                        Builds.document(number, number + 1)),
                number,
                number + 1));
    }
}
