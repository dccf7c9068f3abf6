package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.hub.access.TokenScope;
import dev.millrace.hub.web.HubSettings;
import dev.millrace.pseudonym.KeyFile;
import dev.millrace.store.FlowStore;
import dev.millrace.store.postgres.PostgresAddress;
import dev.millrace.store.postgres.PostgresFlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty clients that post as fast as they are answered for a bounded time; a post has the facts of four issues, about as much
 * as a build with its stages, and one in ten is posted again. With {@code millrace.deep} it takes long enough for figures,
 * which it prints. The store is SQLite, or the empty PostgreSQL database that {@code millrace.bench.store} names.
 */
class HubThroughputTest {

    private static final boolean DEEP = Boolean.getBoolean("millrace.deep");
    private static final int CLIENTS = 50;
    private static final int ISSUES = 4;
    private static final int AGAIN = 10;
    private static final Duration WARM_UP = DEEP ? Duration.ofSeconds(10) : Duration.ZERO;
    private static final Duration LENGTH = DEEP ? Duration.ofSeconds(30) : Duration.ofSeconds(1);
    private static final double NANOS = 1e9;

    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger nextIssue = new AtomicInteger();

    @Test
    void of_fifty_clients_that_post_as_fast_as_they_can_every_event_is_stored_once() throws Exception {
        String address = System.getProperty("millrace.bench.store", "");
        Supplier<FlowStore> open = () -> address.isEmpty()
                ? SqliteFlowStore.open(folder.resolve("hub.db"), InstantSource.system())
                : PostgresFlowStore.open(
                        new PostgresAddress(address, System.getProperty("millrace.bench.user", "postgres"), null),
                        new KeyFile(folder.resolve("hub.key")),
                        InstantSource.system());
        HubSettings settings = HubSettings.loopback().at("127.0.0.1", 0).limited(1 << 20, 100_000, 100_000);
        try (HubUnderTest hub = new HubUnderTest(folder, settings, open)) {
            List<String> tokens = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                tokens.add(hub.newToken(Set.of(TokenScope.EVENTS_WRITE)));
            }
            run(hub, tokens, WARM_UP);
            int before = nextIssue.get();
            long begin = System.nanoTime();
            long[] nanos = run(hub, tokens, LENGTH);
            double seconds = (System.nanoTime() - begin) / NANOS;

            List<String> stored = new ArrayList<>();
            try (FlowStore store = open.get()) {
                store.forEachEvent(
                        HubUnderTest.ALL,
                        event -> stored.add(event.header().id().value()));
            }
            assertThat(stored).hasSize(2 * nextIssue.get()).doesNotHaveDuplicates();
            System.out.println(figures(
                    address.isEmpty() ? "SQLite" : "PostgreSQL", 2 * (nextIssue.get() - before), nanos, seconds));
        }
    }

    /** How long each post took until its answer, sorted. */
    private long[] run(HubUnderTest hub, List<String> tokens, Duration length) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            long end = System.nanoTime() + length.toNanos();
            List<Callable<List<Long>>> work = new ArrayList<>();
            tokens.forEach(token -> work.add(() -> client(hub, token, end)));
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> each : clients.invokeAll(work)) {
                all.addAll(each.get());
            }
            return all.stream().mapToLong(Long::longValue).sorted().toArray();
        } finally {
            clients.shutdownNow();
        }
    }

    private List<Long> client(HubUnderTest hub, String token, long end) throws Exception {
        List<Long> took = new ArrayList<>();
        while (System.nanoTime() < end) {
            int first = nextIssue.getAndAdd(ISSUES);
            HttpRequest post = HttpRequest.newBuilder(URI.create(hub.address() + "/v1/events"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofString(Posts.issues(first, first + ISSUES)))
                    .build();
            for (int times = took.size() % AGAIN == 0 ? 2 : 1; times > 0; times--) {
                long begin = System.nanoTime();
                assertThat(http.send(post, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(200);
                took.add(System.nanoTime() - begin);
            }
        }
        return took;
    }

    private static String figures(String store, int events, long[] nanos, double seconds) {
        return String.format(
                Locale.ROOT,
                "%s, %d clients, %.0f s: %,d posts (%.0f a second), %,d events stored (%.0f a second), answer in p50 %.0f ms,"
                        + " p99 %.0f ms, longest %.0f ms",
                store,
                CLIENTS,
                seconds,
                nanos.length,
                nanos.length / seconds,
                events,
                events / seconds,
                quantile(nanos, 0.5),
                quantile(nanos, 0.99),
                quantile(nanos, 1));
    }

    private static double quantile(long[] sorted, double share) {
        return Arrays.stream(sorted)
                        .skip((long) Math.max(0, Math.ceil(share * sorted.length) - 1))
                        .findFirst()
                        .orElseThrow()
                / 1e6;
    }
}
