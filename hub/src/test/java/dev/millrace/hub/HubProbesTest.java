package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.hub.access.TokenScope;
import dev.millrace.hub.web.HubSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a program that means no good may send: bytes on a socket, since no client library would send them. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS) // one hub lives through all of it
class HubProbesTest {

    private static final String HOST = "Host: localhost\r\nConnection: close\r\n";
    private static final String LONG = "a".repeat(40_000);

    private Path folder;
    private HubUnderTest hub;

    @BeforeAll
    void start(@TempDir Path given) {
        folder = given;
        hub = new HubUnderTest(folder);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    static Stream<Arguments> probes() {
        return Stream.of(
                get("/v1/views/issue/%252e%252e%252fmetrics", 404, "%2e%2e%2fmetrics\\\" is not captured"),
                get("/v1/views/issue/a%2fb", 400, "its path is ambiguous"),
                get("/v1/views/issue/..%5c..%5cetc", 400, "its path is ambiguous"),
                get("/v1/views/issue/%u002e", 400, "its path is ambiguous"),
                get("/v1/views/issue/HUB%0d%0aX-Evil:%201", 400, "its path is ambiguous"),
                get("http://evil.example/health", 400, "well-formed"),
                get("/items/" + "a".repeat(4_000), 404, "not captured"),
                get("/items/" + LONG, 414, "too long"),
                get("/v1/reports/flow?a=%zz", 400, "query"),
                get("/v1/reports/flow?" + "a=b&".repeat(1_500), 400, "no parameter"),
                get("/v1/reports/flow?asOf=x&asOf=y", 400, "more than once"),
                Arguments.of("GET /health HTTP/1.1\r\n" + HOST + "X: " + LONG + "\r\n\r\n", 431, "headers"),
                Arguments.of("GET /health HTTP/1.1\r\n" + HOST + "X: a\r\n".repeat(3_000) + "\r\n", 431, "headers"),
                Arguments.of("GET /health HTTP/1.1\r\nConnection: close\r\n\r\n", 400, "well-formed"),
                Arguments.of("GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n", 400, "well-"),
                Arguments.of("GET /health\r\n\r\n", 505, "HTTP/1.1"),
                Arguments.of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 426, "HTTP/1.1"),
                Arguments.of("\0\0\0garbage\r\n\r\n", 400, "well-formed"),
                Arguments.of("\u0016\u0003\u0001\u0002\0\u0001\r\n\r\n", 400, "well-formed"),
                Arguments.of("TRACE /health HTTP/1.1\r\n" + HOST + "\r\n", 405, "GET"),
                Arguments.of("CONNECT evil.example:80 HTTP/1.1\r\n" + HOST + "\r\n", 400, "well-formed"),
                Arguments.of("OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n", 404, "nothing"),
                post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "well-formed"),
                post("Content-Length: -5\r\n\r\n", 400, "well-formed"),
                post("Content-Length: 99999999999999999999\r\n\r\n", 400, "well-formed"),
                post("Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde", 400, "well-formed"),
                post("Transfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n0\r\n\r\n", 400, "nothing was stored"),
                post("Content-Encoding: br\r\nContent-Length: 2\r\n\r\nab", 415, "gzip"),
                post("Content-Encoding: gzip, gzip\r\nContent-Length: 2\r\n\r\nab", 415, "gzip"));
    }

    private static Arguments get(String path, int status, String says) {
        return Arguments.of(
                "GET " + path + " HTTP/1.1\r\n" + HOST + "Authorization: Bearer TOKEN\r\n\r\n", status, says);
    }

    private static Arguments post(String rest, int status, String says) {
        return Arguments.of(
                "POST /v1/events HTTP/1.1\r\n" + HOST
                        + "Authorization: Bearer TOKEN\r\nContent-Type: application/x-ndjson\r\n" + rest,
                status,
                says);
    }

    @ParameterizedTest
    @MethodSource("probes")
    void a_probe_is_answered_with_the_right_status_and_gives_nothing_away(String request, int status, String says)
            throws Exception {
        String answer = raw(request.replace("TOKEN", hub.token));

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains(says).contains("application/problem+json");
        assertThat(answer)
                .contains("X-Content-Type-Options: nosniff")
                .doesNotContain("Server:", "Jetty", "jetty", "Exception", "\tat ", "dev.millrace", folder.toString())
                .doesNotContain(hub.token)
                .doesNotContain("\r\nX-Evil");
        assertThat(hub.storedEvents()).isEmpty();
        assertThat(hub.get("/health").statusCode()).as("it lives").isEqualTo(200);
    }

    @Test
    void json_that_is_nested_deep_or_has_huge_numbers_is_refused() throws Exception {
        for (String hostile : List.of("[".repeat(100_000), "{\"a\":".repeat(50_000), "9".repeat(100_000))) {
            var answer = hub.post("{\"millrace\":\"events/1\"}\n{\"fact\":\"event\",\"id\":" + hostile + "\n");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("body").contains("2").hasSizeLessThan(1_000);
        }
        assertThat(hub.storedEvents()).isEmpty();
    }

    @Test
    void without_a_proxy_nobody_chooses_his_own_address() throws Exception {
        try (HubUnderTest alone = new HubUnderTest(folder.resolve("alone"))) {
            assertThat(tokensTried(alone)).as("all count for one address").contains("429");
        }
    }

    @Test
    void behind_a_proxy_the_address_that_it_saw_counts_and_not_what_the_client_said_before() throws Exception {
        try (HubUnderTest proxied = new HubUnderTest(
                folder.resolve("proxied"),
                HubSettings.loopback().at("127.0.0.1", 0).behindAProxy())) {
            assertThat(tokensTried(proxied))
                    .as("each has an address of its own")
                    .doesNotContain("429");

            StringBuilder statuses = new StringBuilder();
            for (int i = 0; i < 150; i++) {
                statuses.append(tried(proxied, "10.9.9." + i + ", 192.0.2.1")).append(' ');
            }
            assertThat(statuses.toString()).contains("429");
        }
    }

    private static String tokensTried(HubUnderTest hub) throws Exception {
        StringBuilder statuses = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            statuses.append(tried(hub, "192.0.2." + i)).append(' ');
        }
        return statuses.toString();
    }

    private static int tried(HubUnderTest hub, String forwardedFor) throws Exception {
        return hub.send(HttpRequest.newBuilder(URI.create(hub.address() + "/metrics"))
                        .header("Authorization", "Bearer wrong")
                        .header("X-Forwarded-For", forwardedFor))
                .statusCode();
    }

    @Test
    void pages_and_reports_are_for_those_who_may_see_them() throws Exception {
        try (HubUnderTest filled = new HubUnderTest(folder.resolve("filled"))) {
            filled.post(Posts.issues(0, 2));
            String events = filled.newToken(Set.of(TokenScope.EVENTS_WRITE));
            String views = filled.newToken(Set.of(TokenScope.VIEWS_READ));
            String reports = filled.newToken(Set.of(TokenScope.REPORTS_READ));

            assertThat(statuses(filled, events)).containsExactly(403, 403, 403, 403, 403);
            assertThat(statuses(filled, views)).containsExactly(403, 200, 403, 200, 403);
            assertThat(statuses(filled, reports)).containsExactly(200, 403, 200, 403, 403);
        }
    }

    private static List<Integer> statuses(HubUnderTest hub, String token) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (String path : List.of("/", "/items/HUB-1", "/v1/reports/flow", "/v1/views/issue/HUB-1", "/metrics")) {
            statuses.add(hub.send(HttpRequest.newBuilder(URI.create(hub.address() + path))
                            .header("Authorization", "Bearer " + token))
                    .statusCode());
        }
        return statuses;
    }

    private String raw(String request) throws IOException {
        URI address = URI.create(hub.address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
