package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.hub.access.TokenScope;
import dev.millrace.hub.web.HubException;
import dev.millrace.hub.web.HubSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients at once, limits, and the ways a hub starts and stops. */
class HubLoadTest {

    private static final int CLIENTS = 50;
    private static final int POSTS = 6;
    private static final int ISSUES = 5;

    @TempDir
    Path folder;

    @Test
    void of_fifty_clients_that_post_at_once_every_event_is_stored_once() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (HubUnderTest hub = new HubUnderTest(folder)) {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int first = client * POSTS * ISSUES;
                work.add(() -> {
                    int refused = 0;
                    for (int post = 0; post < POSTS; post++) {
                        int from = first + post * ISSUES;
                        // one issue of the post before comes again, as from a client that was not sure
                        String body = Posts.issues(Math.max(first, from - 1), from + ISSUES);
                        refused += hub.post(body).statusCode() == 200 ? 0 : 1;
                    }
                    return refused;
                });
            }
            for (Future<Integer> refused : clients.invokeAll(work)) {
                assertThat(refused.get()).isZero();
            }

            assertThat(hub.storedEvents()).hasSize(CLIENTS * POSTS * ISSUES * 2).doesNotHaveDuplicates();
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void who_asks_too_often_is_told_when_to_come_back() throws Exception {
        try (HubUnderTest hub = new HubUnderTest(
                folder, HubSettings.loopback().at("127.0.0.1", 0).limited(1 << 20, 0.5, 3))) {
            for (int i = 0; i < 3; i++) {
                assertThat(hub.get("/metrics").statusCode()).isEqualTo(200);
            }
            HttpResponse<String> fourth = hub.get("/metrics");

            assertThat(fourth.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(
                            fourth.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 2);
            String other = hub.newToken(Set.of(TokenScope.METRICS_READ));
            assertThat(hub.send(HttpRequest.newBuilder(URI.create(hub.address() + "/metrics"))
                                    .header("Authorization", "Bearer " + other))
                            .statusCode())
                    .as("another client is not held up")
                    .isEqualTo(200);
        }
    }

    @Test
    void what_was_taken_before_the_stop_is_answered_and_stored() throws Exception {
        HubUnderTest hub = new HubUnderTest(folder);
        ExecutorService client = Executors.newSingleThreadExecutor();
        try {
            Future<HttpResponse<String>> large = client.submit(() -> hub.post(Posts.issues(0, 2_000)));
            assertThat(hub.post(Posts.issues(5_000, 5_001)).statusCode()).isEqualTo(200);
            hub.close();

            boolean acknowledged;
            try {
                acknowledged = large.get().statusCode() == 200;
            } catch (ExecutionException e) {
                acknowledged = false; // it came after the stop
            }
            if (acknowledged) {
                assertThat(hub.storedEvents()).hasSize(4_002);
            } else {
                assertThat(hub.storedEvents().size()).as("whole or not at all").isIn(2, 4_002);
            }
        } finally {
            client.shutdownNow();
        }
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HubSettings settings = HubSettings.loopback().at("127.0.0.1", other.getLocalPort());

            assertThatThrownBy(() -> new HubUnderTest(folder, settings))
                    .isInstanceOf(HubException.class)
                    .hasMessageContaining("127.0.0.1:" + other.getLocalPort())
                    .hasMessageContaining("choose another");
        }
    }

    @Test
    void it_speaks_tls_itself() throws Exception {
        Path keys = folder.resolve("hub.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "hub",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        "secret-of-keys",
                        "-validity",
                        "2")
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        HubSettings settings =
                HubSettings.loopback().at("127.0.0.1", 0).with(new HubSettings.Tls(keys, "secret-of-keys"));
        assertThat(settings.toString()).doesNotContain("secret-of-keys");

        try (HubUnderTest hub = new HubUnderTest(folder, settings)) {
            assertThat(hub.address()).startsWith("https://");
            KeyStore trusted = KeyStore.getInstance(keys.toFile(), "secret-of-keys".toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .sslContext(context)
                    .build()
                    .send(
                            hub.to("/v1/events")
                                    .header("Content-Type", "application/x-ndjson")
                                    .POST(BodyPublishers.ofString(Posts.issues(0, 1)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
        }
    }
}
