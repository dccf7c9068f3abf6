package dev.millrace.demo.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.millrace.app.UserError;
import dev.millrace.app.item.Visibility;
import dev.millrace.app.query.Queries;
import dev.millrace.hub.Hub;
import dev.millrace.hub.access.NewToken;
import dev.millrace.hub.access.Producers;
import dev.millrace.hub.access.TokenFile;
import dev.millrace.hub.access.TokenScope;
import dev.millrace.hub.web.HubSettings;
import dev.millrace.hub.webhook.Webhooks;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** Asks a hub over HTTP on this machine: item pages one after the other, and many readers at once. The clients run in its process. */
final class HubMeasure {

    private static final int READERS = 20;
    private static final int PAGES = 40;
    /** Every so often a reader looks at the report instead of an item. */
    private static final int REPORT_EVERY = 10;

    /** The longest window that people ask for. */
    private static final int DAYS = 1_500;

    private static final String REPORT = "/streams/default?days=" + DAYS;
    private static final int TIMES = 200;
    private static final double BYTES_IN_KB = 1e3;

    private static final int NO_LIMIT = 1_000_000;
    private static final int OK = 200;
    private static final double NANOS_IN_MS = 1e6;
    private static final double LAST_PERCENT = 0.99;
    /** A hub that takes less CPU time than this in that time has nothing to do. */
    private static final long QUIET_NANOS = 20_000_000;

    private static final long LOOK_MILLIS = 500;
    private static final int MOST_LOOKS = 1_200;

    private final Questions questions;
    private final Supplier<FlowStore> open;
    private final Path folder;

    /**
     * A hub, not yet started.
     *
     * @param questions the items to look at
     * @param open opens the store
     * @param folder for its tokens
     */
    HubMeasure(Questions questions, Supplier<FlowStore> open, Path folder) {
        this.questions = questions;
        this.open = open;
        this.folder = folder;
    }

    List<Measured> run() {
        // a line for each of some hundred requests would hide the figures
        ((Logger) LoggerFactory.getLogger("millrace.access")).setLevel(Level.WARN);
        InstantSource then = InstantSource.fixed(questions.asOf());
        TokenFile tokens = new TokenFile(folder.resolve("tokens.json"));
        NewToken token = NewToken.make(
                "bench",
                EnumSet.allOf(TokenScope.class),
                Producers.of(Set.of("*:*")),
                Visibility.EVERYTHING,
                questions.asOf(),
                null,
                new SecureRandom());
        tokens.change(known -> List.of(token.token()));
        HubSettings settings = HubSettings.loopback().at("127.0.0.1", 0).limited(1 << 20, NO_LIMIT, NO_LIMIT);
        Queries queries = new Queries(Definition.standard(), ZoneOffset.UTC, then);
        try (Hub hub = Hub.start(settings, open, tokens, queries, Webhooks.none(), then)) {
            return measured(new Client(hub.address(), token.reveal()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UserError.failed("interrupted while the hub was measured");
        }
    }

    private List<Measured> measured(Client client) throws InterruptedException {
        client.get("/"); // whatever was stored since is derived now
        List<String> keys =
                questions.items().stream().map(item -> "/items/" + item.key()).toList();
        for (String key : keys) {
            client.get(key);
        }
        Cpu cpu = new Cpu();
        awaitQuiet(cpu);
        long before = cpu.nanos();
        long[] alone = new long[keys.size()];
        for (int i = 0; i < alone.length; i++) {
            alone[i] = client.get(keys.get(i));
        }
        double each = (cpu.nanos() - before) / NANOS_IN_MS / alone.length;
        long[] together = together(client, keys);
        client.get(REPORT); // computed once; who reads it afterwards gets the last one
        awaitQuiet(cpu);
        long[] home = again(client, "/");
        long[] report = again(client, REPORT);
        return List.of(
                new Measured(
                        "hub-home-p99",
                        "the home page of a warm hub, 99% are answered within",
                        rank(home, LAST_PERCENT),
                        "ms"),
                new Measured(
                        "hub-report-p99",
                        "a report page over " + DAYS + " days, 99% are answered within",
                        rank(report, LAST_PERCENT),
                        "ms"),
                new Measured(
                        "hub-report-size",
                        "that page without its items and the library",
                        client.size(REPORT) / BYTES_IN_KB,
                        "kB"),
                new Measured("hub-item", "an item page of a warm hub", median(alone), "ms"),
                new Measured("hub-item-cpu", "the same, CPU time, client included", each, "ms"),
                new Measured(
                        "hub-readers", READERS + " readers at once, half are answered within", median(together), "ms"),
                new Measured("hub-readers-p99", "99% are answered within", rank(together, LAST_PERCENT), "ms"));
    }

    private static long[] again(Client client, String path) throws InterruptedException {
        long[] took = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            took[i] = client.get(path);
        }
        return took;
    }

    /** Until what a hub does once after its start is done: it would count as time of the pages. */
    private static void awaitQuiet(Cpu cpu) throws InterruptedException {
        long before = cpu.nanos();
        for (int i = 0; i < MOST_LOOKS; i++) {
            Thread.sleep(LOOK_MILLIS);
            long now = cpu.nanos();
            if (now - before < QUIET_NANOS) {
                return;
            }
            before = now;
        }
        throw UserError.failed("the hub was still busy after ten minutes");
    }

    private static long[] together(Client client, List<String> keys) throws InterruptedException {
        // where there are few items, each is looked at about twice
        int pages = Math.min(PAGES, 1 + 2 * keys.size() / READERS);
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try {
            List<Future<long[]>> answers = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                int first = reader * pages;
                answers.add(readers.submit(() -> {
                    long[] took = new long[pages];
                    for (int i = 0; i < pages; i++) {
                        took[i] = client.get(i % REPORT_EVERY == 0 ? "/" : keys.get((first + i) % keys.size()));
                    }
                    return took;
                }));
            }
            List<Long> all = new ArrayList<>();
            for (Future<long[]> answer : answers) {
                Arrays.stream(answer.get()).forEach(all::add);
            }
            return all.stream().mapToLong(took -> took).toArray();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UserError failure ? failure : new IllegalStateException(e.getCause());
        } finally {
            readers.shutdownNow();
        }
    }

    private static double median(long[] nanos) {
        return rank(nanos, 0.5);
    }

    private static double rank(long[] nanos, double share) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * sorted.length) - 1] / NANOS_IN_MS;
    }

    /** Reads pages. */
    private record Client(HttpClient http, String address, String token) {

        Client(String address, String token) {
            this(HttpClient.newHttpClient(), address, token);
        }

        /** Nanoseconds that a page took. */
        long get(String path) throws InterruptedException {
            long begin = System.nanoTime();
            read(path);
            return System.nanoTime() - begin;
        }

        /** How long a page is. */
        long size(String path) throws InterruptedException {
            return read(path).length;
        }

        private byte[] read(String path) throws InterruptedException {
            HttpResponse<byte[]> answer;
            try {
                answer = http.send(
                        HttpRequest.newBuilder(URI.create(address + path))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        BodyHandlers.ofByteArray());
            } catch (IOException e) {
                throw UserError.failed("the hub did not answer " + path + ": " + e.getMessage());
            }
            if (answer.statusCode() != OK) {
                throw UserError.failed("the hub answered " + path + " with " + answer.statusCode());
            }
            return answer.body();
        }
    }
}
