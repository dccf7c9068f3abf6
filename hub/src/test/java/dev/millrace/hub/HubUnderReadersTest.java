package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many who read at once hold up nobody who posts, and the same question is computed once. */
class HubUnderReadersTest {

    private static final int READERS = 110;
    private static final int STRANGERS = 40;
    /** One core is left to all else, 32 questions wait. */
    private static final int TAKEN =
            32 + Math.max(1, Math.min(2, Runtime.getRuntime().availableProcessors() - 1));

    @TempDir
    Path folder;

    private final CountDownLatch ready = new CountDownLatch(1);
    /** Later than a report over 2,000 days, with the 2,000 before, begins to read; earlier than any that the hub makes by itself. */
    private static final Instant EARLY = Instant.parse("2020-01-01T00:00:00Z");

    private final AtomicInteger computed = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void let_reports_end() {
        ready.countDown();
    }

    @Test
    void readers_of_the_same_report_share_one_computation() throws Exception {
        try (HubUnderTest hub = new HubUnderTest(folder, () -> slow(store()))) {
            List<CompletableFuture<HttpResponse<String>>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(read(hub, "/v1/reports/flow?days=2000"));
            }
            assertThat(hub.post(Posts.issues(0, 5)).statusCode())
                    .as("a post among them")
                    .isEqualTo(200);
            ready.countDown();

            for (CompletableFuture<HttpResponse<String>> reader : readers) {
                assertThat(reader.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
            }
            assertThat(computed.get())
                    .as("before the post, and after it at the most")
                    .isBetween(1, 2);
        }
    }

    @Test
    void an_answer_is_kept_until_the_facts_change() throws Exception {
        ready.countDown();
        try (HubUnderTest hub = new HubUnderTest(folder, () -> slow(store()))) {
            hub.post(Posts.issues(0, 1));
            TimeUnit.MILLISECONDS.sleep(1_100); // the store is looked at once a second
            hub.get("/v1/reports/flow?days=2000");
            hub.get("/v1/reports/flow?days=2000");
            int before = computed.get();
            hub.get("/v1/reports/flow?days=2000&project=HUB");
            int other = computed.get();
            hub.post(Posts.issues(1, 2));
            TimeUnit.MILLISECONDS.sleep(1_100);
            String after = hub.get("/v1/reports/flow?days=2000").body();

            assertThat(before).isEqualTo(1);
            assertThat(other).as("another question").isEqualTo(2);
            assertThat(computed.get()).as("other facts").isEqualTo(3);
            assertThat(after).contains("millrace.report/1");
        }
    }

    @Test
    void more_different_reports_than_may_wait_are_refused_at_once_and_nobody_else_is_held_up() throws Exception {
        try (HubUnderTest hub = new HubUnderTest(folder, () -> slow(store()))) {
            List<CompletableFuture<HttpResponse<String>>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(read(hub, "/v1/reports/flow?project=P" + i));
            }
            long begin = System.nanoTime();
            int healthy = 0;
            for (int i = 0; i < STRANGERS; i++) {
                healthy += read(hub, "/health").get(10, TimeUnit.SECONDS).statusCode() == 200 ? 1 : 0;
            }
            assertThat(healthy).isEqualTo(STRANGERS);
            assertThat(hub.post(Posts.issues(0, 5)).statusCode()).isEqualTo(200);
            assertThat(hub.get("/v1/views/issue/HUB-1").statusCode())
                    .as("an item is no report")
                    .isEqualTo(200);
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin))
                    .as("nothing of that waited for a report")
                    .isLessThan(10);
            assertThat(refused(readers))
                    .as("one place may be taken by a report that no reader asked for")
                    .isBetween((long) READERS - TAKEN, READERS - TAKEN + 1L);
        }
    }

    /**
     * How many were refused. The client writes its requests one after another, so that the last ones may
     * still be on their way when all others were answered: those are waited for.
     */
    private static long refused(List<CompletableFuture<HttpResponse<String>>> readers) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (done(readers).count() < READERS - TAKEN && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return done(readers).filter(reader -> reader.join().statusCode() == 503).count();
    }

    private static Stream<CompletableFuture<HttpResponse<String>>> done(
            List<CompletableFuture<HttpResponse<String>>> readers) {
        return readers.stream().filter(CompletableFuture::isDone);
    }

    private CompletableFuture<HttpResponse<String>> read(HubUnderTest hub, String path) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(hub.address() + path))
                        .header("Authorization", "Bearer " + hub.token)
                        .build(),
                BodyHandlers.ofString());
    }

    private FlowStore store() {
        return SqliteFlowStore.open(folder.resolve("hub.db"), InstantSource.system());
    }

    /**
     * A store in which a report waits until the test says so; only reports ask for the retention. Those over 2,000 days are counted: the
     * hub computes others by itself.
     */
    private FlowStore slow(FlowStore store) {
        return (FlowStore) Proxy.newProxyInstance(
                FlowStore.class.getClassLoader(), new Class<?>[] {FlowStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals("retention")) {
                        ready.await();
                    } else if (method.getName().equals("firstItem") && EARLY.isAfter((Instant) args[1])) {
                        computed.incrementAndGet();
                    }
                    try {
                        return method.invoke(store, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
