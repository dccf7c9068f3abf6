package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.hub.access.TokenScope;
import dev.millrace.hub.web.HubSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that try to get more out of a hub than it gives. */
class HubTricksAcceptanceTest extends RunningHub {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../etc/passwd",
                "/v1/views/issue/../../../metrics",
                "/v1/views/issue/%2e%2e/%2e%2e/metrics",
                "/v1/views/issue/..%2fHUB-1",
                "/v1/views/issue/HUB-1;jsessionid=1",
                "/v1//events",
                "/%00",
                "/v1/views/issue/%ff%fe",
                "/v1/views/commit/abc",
                "/openapi.yaml/../metrics",
                "/tokens.json"
            })
    void paths_with_tricks_find_nothing(String path) throws Exception {
        String answer =
                raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + hub.newToken(Set.of(TokenScope.VIEWS_READ)) + "\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 (400|403|404) .*");
        assertThat(answer).doesNotContain("root:").doesNotContain("sha256").doesNotContain("Exception");
    }

    @Test
    void another_method_is_told_which_there_is() throws Exception {
        HttpResponse<String> answer = hub.send(hub.to("/v1/events").DELETE());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void every_answer_forbids_what_browsers_would_guess() throws Exception {
        for (String path : List.of("/health", "/nothing", "/v1/reports/flow")) {
            HttpResponse<String> answer = hub.get(path);
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
            assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                    .as("in the clear it would mean nothing")
                    .isEmpty();
        }
    }

    @Test
    void behind_a_proxy_that_speaks_https_every_answer_keeps_browsers_to_it(@TempDir Path other) throws Exception {
        HubSettings settings = HubSettings.loopback().at("127.0.0.1", 0).behindAProxy();
        try (HubUnderTest proxied = new HubUnderTest(other, settings)) {
            for (String path : List.of("/health", "/nothing", "/v1/reports/flow", "/a%2Fb")) {
                assertThat(proxied.get(path).headers().firstValue("Strict-Transport-Security"))
                        .as(path)
                        .contains("max-age=31536000");
            }
        }
    }

    @Test
    void a_token_in_a_wrong_place_does_not_come_back() throws Exception {
        HttpResponse<String> answer = hub.get("/v1/views/issue/HUB-1?token=" + hub.token);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain(hub.token);
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
