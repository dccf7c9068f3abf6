package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.hub.access.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubAcceptanceTest {

    @TempDir
    Path folder;

    private HubUnderTest hub;

    @BeforeEach
    void start() {
        hub = new HubUnderTest(folder);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Nested
    class Events {

        @Test
        void what_was_acknowledged_is_stored() throws Exception {
            HttpResponse<String> answer = hub.post(Posts.issues(0, 3));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"stored\":9}\n");
            assertThat(hub.storedEvents()).hasSize(6);
        }

        @Test
        void posting_again_adds_nothing() throws Exception {
            hub.post(Posts.issues(0, 3));
            assertThat(hub.post(Posts.issues(0, 3)).statusCode()).isEqualTo(200);

            assertThat(hub.storedEvents()).hasSize(6).doesNotHaveDuplicates();
        }

        @Test
        void compressed_posts_are_taken() throws Exception {
            HttpResponse<String> answer = postGzip(gzip(Posts.issues(0, 3).getBytes(StandardCharsets.UTF_8)));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(hub.storedEvents()).hasSize(6);
        }

        @Test
        void a_document_without_facts_is_no_mistake() throws Exception {
            assertThat(hub.post("{\"millrace\":\"events/1\"}\n").body()).isEqualTo("{\"stored\":0}\n");
        }

        @Test
        void of_a_document_with_a_bad_line_nothing_is_stored() throws Exception {
            HttpResponse<String> answer = hub.post(Posts.issues(0, 3) + "{ this is no JSON\n");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("body").contains("11").contains("nothing was stored");
            assertThat(hub.storedEvents()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "garbage",
                    "{}",
                    "[]",
                    "{\"millrace\":\"events/99\"}\n",
                    "{\"millrace\":\"events/1\"}\n{\"fact\":\"event\"}\n",
                    "{\"millrace\":\"events/1\"}\n{\"fact\":\"event\",\"id\":[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]}\n",
                    "{\"millrace\":\"events/1\"}\nnull\n"
                })
        void garbage_is_refused_with_the_place_and_nothing_is_stored(String body) throws Exception {
            HttpResponse<String> answer = hub.post(body);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body())
                    .contains("body")
                    .doesNotContain("Exception")
                    .doesNotContain("dev.millrace.");
            assertThat(hub.storedEvents()).isEmpty();
        }

        @Test
        void bytes_that_are_no_text_are_refused() throws Exception {
            byte[] body = (Posts.issues(0, 1) + "X").getBytes(StandardCharsets.UTF_8);
            body[body.length - 1] = (byte) 0xff;

            HttpResponse<String> answer = hub.send(hub.to("/v1/events")
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofByteArray(body)));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(hub.storedEvents()).isEmpty();
        }

        @Test
        void a_body_that_is_too_large_is_refused_before_it_is_read() throws Exception {
            HttpResponse<String> answer = hub.post("x".repeat((1 << 20) + 1));

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("1048576");
        }

        @Test
        void a_body_of_unknown_length_is_cut_off_at_the_limit() throws Exception {
            HttpResponse<String> answer = hub.send(hub.to("/v1/events")
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofInputStream(() -> padded(3 << 20))));

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(hub.storedEvents()).isEmpty();
        }

        @Test
        void a_small_body_that_unpacks_to_a_large_one_is_refused() throws Exception {
            byte[] bomb = gzip(padded(40 << 20).readAllBytes());
            assertThat(bomb.length).isLessThan(1 << 20);

            assertThat(postGzip(bomb).statusCode()).isEqualTo(413);
            assertThat(hub.storedEvents()).isEmpty();
        }

        @Test
        void what_calls_itself_gzip_and_is_none_is_refused() throws Exception {
            byte[] half = gzip(Posts.issues(0, 3).getBytes(StandardCharsets.UTF_8));
            byte[] cut = java.util.Arrays.copyOf(half, half.length / 2);

            assertThat(postGzip("no gzip".getBytes(StandardCharsets.UTF_8)).statusCode())
                    .isEqualTo(400);
            assertThat(postGzip(cut).statusCode()).isEqualTo(400);
            assertThat(hub.storedEvents()).isEmpty();
        }

        @Test
        void another_content_type_is_refused() throws Exception {
            HttpResponse<String> answer = hub.send(hub.to("/v1/events")
                    .header("Content-Type", "text/plain")
                    .POST(BodyPublishers.ofString(Posts.issues(0, 1))));

            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(hub.storedEvents()).isEmpty();
        }

        @Test
        void a_connection_that_breaks_within_the_body_stores_nothing() throws Exception {
            URI address = URI.create(hub.address());
            byte[] body = Posts.issues(0, 50).getBytes(StandardCharsets.UTF_8);
            try (Socket socket = new Socket(address.getHost(), address.getPort())) {
                OutputStream out = socket.getOutputStream();
                out.write(("POST /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + hub.token
                                + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + body.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(body, 0, body.length / 2);
                out.flush();
            }
            hub.post(Posts.issues(100, 101)); // by then the broken one is dealt with too, if it ever is

            assertThat(hub.storedEvents()).hasSize(2);
        }

        private HttpResponse<String> postGzip(byte[] body) throws IOException, InterruptedException {
            return hub.send(hub.to("/v1/events")
                    .header("Content-Type", "application/x-ndjson")
                    .header("Content-Encoding", "gzip")
                    .POST(BodyPublishers.ofByteArray(body)));
        }
    }

    @Nested
    class Tokens {

        @ParameterizedTest
        @ValueSource(strings = {"", "Bearer", "Bearer x", "Bearer mlr_abcdefgh_wrong", "Basic %%%", "Digest a=b"})
        void a_wrong_token_opens_nothing(String header) throws Exception {
            for (String path : List.of("/v1/events", "/v1/reports/flow", "/v1/views/issue/HUB-1", "/metrics", "/")) {
                HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub.address() + path));
                if (!header.isEmpty()) {
                    request.header("Authorization", header);
                }
                if (path.equals("/v1/events")) {
                    request.header("Content-Type", "application/x-ndjson")
                            .POST(BodyPublishers.ofString(Posts.issues(0, 1)));
                }
                HttpResponse<String> answer = hub.send(request);

                assertThat(answer.statusCode()).as(path).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
            }
            assertThat(hub.storedEvents()).isEmpty();
        }

        @Test
        void the_secret_of_another_token_does_not_fit() throws Exception {
            String other = hub.newToken(EnumSet.allOf(Scope.class));
            String mixed = hub.token.substring(0, 13) + other.substring(13);

            assertThat(with(mixed, "/v1/reports/flow").statusCode()).isEqualTo(401);
            assertThat(with(other, "/v1/reports/flow").statusCode()).isEqualTo(200);
        }

        @Test
        void a_missing_scope_is_named() throws Exception {
            String reader = hub.newToken(Set.of(Scope.REPORTS_READ));

            HttpResponse<String> answer = hub.send(HttpRequest.newBuilder(URI.create(hub.address() + "/v1/events"))
                    .header("Authorization", "Bearer " + reader)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofString(Posts.issues(0, 1))));

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body())
                    .contains("events:write")
                    .contains("reports:read")
                    .doesNotContain(reader);
            assertThat(hub.storedEvents()).isEmpty();
            assertThat(with(reader, "/v1/reports/flow").statusCode()).isEqualTo(200);
            assertThat(with(reader, "/v1/views/issue/HUB-1").statusCode()).isEqualTo(403);
            assertThat(with(reader, "/metrics").statusCode()).isEqualTo(403);
        }

        @Test
        void a_revoked_token_is_refused_at_once() throws Exception {
            String short_lived = hub.newToken(Set.of(Scope.REPORTS_READ));
            assertThat(with(short_lived, "/v1/reports/flow").statusCode()).isEqualTo(200);

            hub.tokens.change(tokens -> tokens.subList(0, 1));

            assertThat(with(short_lived, "/v1/reports/flow").statusCode()).isEqualTo(401);
            assertThat(hub.get("/v1/reports/flow").statusCode()).isEqualTo(200);
        }

        @Test
        void an_expired_token_is_refused() throws Exception {
            String old = hub.newToken(Set.of(Scope.REPORTS_READ), Instant.now().minusSeconds(1));

            assertThat(with(old, "/v1/reports/flow").statusCode()).isEqualTo(401);
        }

        @Test
        void a_browser_may_send_the_token_as_password_but_post_nothing_with_it() throws Exception {
            String basic = "Basic "
                    + Base64.getEncoder().encodeToString(("anna:" + hub.token).getBytes(StandardCharsets.UTF_8));
            HttpResponse<String> page = hub.send(
                    HttpRequest.newBuilder(URI.create(hub.address() + "/")).header("Authorization", basic));
            HttpResponse<String> post = hub.send(HttpRequest.newBuilder(URI.create(hub.address() + "/v1/events"))
                    .header("Authorization", basic)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofString(Posts.issues(0, 1))));

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(post.statusCode()).isEqualTo(401);
            assertThat(hub.storedEvents()).isEmpty();
        }

        @Test
        void the_file_holds_no_secret_and_only_its_owner_reads_it() throws Exception {
            String text = Files.readString(hub.tokens.path());

            assertThat(text).doesNotContain(hub.token).doesNotContain(hub.token.substring(13));
            assertThat(Files.getPosixFilePermissions(hub.tokens.path()))
                    .extracting(Enum::name)
                    .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
        }

        @Test
        void a_token_file_that_broke_lets_nobody_in() throws Exception {
            Files.writeString(hub.tokens.path(), "{ broken");

            assertThat(hub.get("/v1/reports/flow").statusCode()).isEqualTo(401);
        }

        private HttpResponse<String> with(String token, String path) throws IOException, InterruptedException {
            return hub.send(HttpRequest.newBuilder(URI.create(hub.address() + path))
                    .header("Authorization", "Bearer " + token));
        }
    }

    @Nested
    class Reading {

        @Test
        void an_issue_is_shown_as_it_was_posted() throws Exception {
            hub.post(Posts.issues(7, 8));

            HttpResponse<String> json = hub.get("/v1/views/issue/HUB-7");
            HttpResponse<String> markdown = hub.get("/v1/views/issue/HUB-7?format=markdown");

            assertThat(json.statusCode()).isEqualTo(200);
            assertThat(json.body()).contains("millrace.item/1").contains("HUB-7");
            assertThat(markdown.body()).contains("HUB-7");
        }

        @Test
        void what_is_not_captured_is_not_found() throws Exception {
            HttpResponse<String> answer = hub.get("/v1/views/issue/HUB-404");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("HUB-404");
        }

        @Test
        void a_report_counts_what_was_posted() throws Exception {
            hub.post(Posts.issues(0, 20));

            HttpResponse<String> answer = hub.get("/v1/reports/flow");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("millrace.report/1").contains("20");
        }

        @Test
        void the_pages_are_html_without_scripts() throws Exception {
            hub.post(Posts.issues(0, 2));

            for (String path : List.of("/", "/items/HUB-1")) {
                HttpResponse<String> page = hub.get(path);

                assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
                assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                        .contains("default-src 'none'");
                assertThat(page.body()).startsWith("<!DOCTYPE html>").doesNotContain("<script");
            }
        }

        @Test
        void a_misspelt_parameter_is_refused_and_widens_no_report() throws Exception {
            HttpResponse<String> answer = hub.get("/v1/reports/flow?projct=HUB");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("projct").contains("project");
        }

        @Test
        void a_time_that_is_none_is_refused() throws Exception {
            HttpResponse<String> answer = hub.get("/v1/reports/flow?asOf=yesterday");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("yesterday");
        }

        @Test
        void health_is_for_everybody_and_says_little() throws Exception {
            HttpResponse<String> answer = hub.send(HttpRequest.newBuilder(URI.create(hub.address() + "/health")));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}\n");
        }

        @Test
        void metrics_count_and_name_no_item() throws Exception {
            hub.post(Posts.issues(0, 3));
            hub.get("/v1/views/issue/HUB-1");

            String metrics = hub.get("/metrics").body();

            assertThat(metrics)
                    .contains("millrace_hub_events_stored_total 6.0")
                    .contains("millrace_hub_requests_total{route=\"/v1/events\",status=\"200\"} 1.0")
                    .contains("millrace_hub_posts_waiting 0.0")
                    .endsWith("# EOF\n")
                    .doesNotContain("HUB-1");
        }
    }

    @Nested
    class Tricks {

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
                            + hub.newToken(Set.of(Scope.VIEWS_READ)) + "\r\n\r\n");

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
                assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                        .contains("nosniff");
                assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
                assertThat(answer.headers().firstValue("Server")).isEmpty();
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

    /** A document that is right in itself: the first line, and then empty ones. */
    private static InputStream padded(int total) {
        byte[] first = "{\"millrace\":\"events/1\"}\n".getBytes(StandardCharsets.UTF_8);
        return new InputStream() {
            private int at;

            @Override
            public int read() {
                int now = at++;
                return now < first.length ? first[now] : now < total ? '\n' : -1;
            }
        };
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
