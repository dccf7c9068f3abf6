package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.item.Visibility;
import dev.millrace.app.query.Queries;
import dev.millrace.hub.access.NewToken;
import dev.millrace.hub.access.Producers;
import dev.millrace.hub.access.TokenFile;
import dev.millrace.hub.access.TokenScope;
import dev.millrace.hub.web.HubSettings;
import dev.millrace.hub.webhook.Webhooks;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A hub on a free port with a store in a folder, and a client for it. */
final class HubUnderTest implements AutoCloseable {

    static final Knowledge ALL = new Knowledge(Instant.MAX, Instant.MAX);

    final TokenFile tokens;
    final Path database;
    final String token;
    private final Hub hub;
    private final String address;
    private final HttpClient client = HttpClient.newHttpClient();

    HubUnderTest(Path folder) {
        this(folder, HubSettings.loopback().at("127.0.0.1", 0).limited(1 << 20, 100_000, 100_000));
    }

    HubUnderTest(Path folder, HubSettings settings) {
        this(folder, settings, () -> SqliteFlowStore.open(folder.resolve("hub.db"), InstantSource.system()));
    }

    HubUnderTest(Path folder, Supplier<FlowStore> open) {
        this(folder, HubSettings.loopback().at("127.0.0.1", 0).limited(1 << 20, 100_000, 100_000), open);
    }

    /** The queries of a hub without configuration, after {@link Posts#DAY}. */
    static Queries queries() {
        return queries(Definition.standard());
    }

    private static Queries queries(Definition definition) {
        return new Queries(definition, ZoneOffset.UTC, InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z")));
    }

    HubUnderTest(Path folder, HubSettings settings, Supplier<FlowStore> open) {
        this(folder, settings, open, queries());
    }

    /** A hub with a definition of its own. */
    HubUnderTest(Path folder, Definition definition) {
        this(
                folder,
                HubSettings.loopback().at("127.0.0.1", 0).limited(1 << 20, 100_000, 100_000),
                () -> SqliteFlowStore.open(folder.resolve("hub.db"), InstantSource.system()),
                queries(definition));
    }

    /** A hub that tools call. */
    HubUnderTest(Path folder, Webhooks webhooks) {
        this(
                folder,
                HubSettings.loopback().at("127.0.0.1", 0).limited(1 << 20, 100_000, 100_000),
                () -> SqliteFlowStore.open(folder.resolve("hub.db"), InstantSource.system()),
                queries(),
                webhooks);
    }

    private HubUnderTest(Path folder, HubSettings settings, Supplier<FlowStore> open, Queries queries) {
        this(folder, settings, open, queries, Webhooks.none());
    }

    private HubUnderTest(
            Path folder, HubSettings settings, Supplier<FlowStore> open, Queries queries, Webhooks webhooks) {
        tokens = new TokenFile(folder.resolve("tokens.json"));
        database = folder.resolve("hub.db");
        token = newToken(EnumSet.allOf(TokenScope.class));
        hub = Hub.start(settings, open, tokens, queries, webhooks, InstantSource.system());
        address = hub.address();
    }

    String newToken(Set<TokenScope> scopes) {
        return newToken(scopes, null);
    }

    String newToken(Set<TokenScope> scopes, Instant expiresAt) {
        return newToken(scopes, Producers.of(Set.of("*:*")), Visibility.EVERYTHING, expiresAt);
    }

    String newToken(Set<TokenScope> scopes, Producers producers, Visibility visibility, Instant expiresAt) {
        NewToken made =
                NewToken.make("a client", scopes, producers, visibility, Instant.now(), expiresAt, new SecureRandom());
        tokens.change(
                known -> Stream.concat(known.stream(), Stream.of(made.token())).toList());
        return made.reveal();
    }

    String address() {
        return address;
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    /** A page once it contains that text: a page shows the last report until a newer one is computed. */
    String page(String path, String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        String page = get(path).body();
        while (!page.contains(text) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
            page = get(path).body();
        }
        assertThat(page).contains(text);
        return page;
    }

    HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send(
                to("/v1/events").header("Content-Type", "application/x-ndjson").POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** The ids of all events in the store, in order; each stands there as often as it is stored. */
    List<String> storedEvents() {
        List<String> ids = new ArrayList<>();
        try (FlowStore store = SqliteFlowStore.open(database, InstantSource.system())) {
            store.forEachEvent(
                    ALL, (FlowEvent event) -> ids.add(event.header().id().value()));
        }
        return ids;
    }

    @Override
    public void close() {
        hub.close();
    }
}
