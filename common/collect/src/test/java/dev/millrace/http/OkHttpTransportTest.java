package dev.millrace.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToIgnoreCase;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OkHttpTransportTest {

    @RegisterExtension
    private final WireMockExtension server = WireMockExtension.newInstance()
            // the server compresses only what a test says
            .options(WireMockConfiguration.options().dynamicPort().gzipDisabled(true))
            .build();

    private final OkHttpTransport transport =
            new OkHttpTransport(TransportSettings.standard("millrace-test").withMaxBodyBytes(1_000));

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void an_answer_of_any_status_is_an_answer() {
        server.stubFor(get("/broken").willReturn(aResponse().withStatus(500).withBody("oh no")));

        HttpReply reply = transport.send(HttpCall.get(uri("/broken")));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.isSuccess()).isFalse();
        assertThat(text(reply)).isEqualTo("oh no");
        assertThat(reply.uri()).isEqualTo(uri("/broken"));
    }

    @Test
    void header_names_are_found_whatever_their_case() {
        server.stubFor(get("/").willReturn(ok().withHeader("X-RateLimit-Remaining", "17")));

        HttpReply reply = transport.send(HttpCall.get(uri("/")));

        assertThat(reply.headers().first("x-ratelimit-remaining")).hasValue("17");
        assertThat(reply.headers().first("X-Missing")).isEmpty();
    }

    @Test
    void a_call_carries_its_headers_its_authorization_and_our_name() {
        server.stubFor(get("/").willReturn(ok()));

        transport.send(HttpCall.get(uri("/"))
                .withHeader("Accept", "application/json")
                .with(Authorization.bearer("s3cret-token", "jira.apache.token")));

        server.verify(getRequestedFor(urlEqualTo("/"))
                .withHeader("Accept", equalTo("application/json"))
                .withHeader("Authorization", equalTo("Bearer s3cret-token"))
                .withHeader("User-Agent", equalTo("millrace-test")));
    }

    @Test
    void a_body_is_sent_as_utf_8() {
        server.stubFor(post("/q").willReturn(ok()));

        transport.send(HttpCall.post(uri("/q"), HttpBody.json("{\"q\":\"ü\"}")));

        server.verify(postRequestedFor(urlEqualTo("/q"))
                .withHeader("Content-Type", equalToIgnoreCase("application/json; charset=utf-8"))
                .withRequestBody(equalTo("{\"q\":\"ü\"}")));
    }

    @Test
    void cookies_are_not_kept() {
        server.stubFor(get("/").willReturn(ok().withHeader("Set-Cookie", "JSESSIONID=1; Path=/")));

        transport.send(HttpCall.get(uri("/")));
        transport.send(HttpCall.get(uri("/")));

        server.verify(2, getRequestedFor(urlEqualTo("/")).withHeader("Cookie", absent()));
    }

    @Test
    void an_answer_up_to_the_limit_is_read_whole() {
        server.stubFor(get("/").willReturn(ok("x".repeat(1_000))));

        assertThat(transport.send(HttpCall.get(uri("/"))).size()).isEqualTo(1_000);
    }

    @Test
    void an_answer_above_the_limit_is_refused() {
        server.stubFor(get("/").willReturn(ok("x".repeat(1_001))));

        assertThatExceptionOfType(UnusableReplyException.class)
                .isThrownBy(() -> transport.send(HttpCall.get(uri("/"))))
                .withMessageContaining("longer than 1000 bytes")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(UnusableReplyException.Kind.TOO_LARGE));
    }

    @Test
    void the_limit_holds_for_what_a_compressed_answer_unpacks_to() {
        byte[] bomb = gzip("x".repeat(500_000));
        assertThat(bomb).hasSizeLessThan(1_000);
        server.stubFor(
                get("/").willReturn(ok().withHeader("Content-Encoding", "gzip").withBody(bomb)));

        assertThatExceptionOfType(UnusableReplyException.class)
                .isThrownBy(() -> transport.send(HttpCall.get(uri("/"))))
                .withMessageContaining("longer than 1000 bytes");
    }

    @Test
    void a_compressed_answer_is_unpacked() {
        server.stubFor(
                get("/").willReturn(ok().withHeader("Content-Encoding", "gzip").withBody(gzip("plain words"))));

        assertThat(text(transport.send(HttpCall.get(uri("/"))))).isEqualTo("plain words");
    }

    @Test
    void broken_utf_8_is_read_with_replacement_characters() {
        byte[] body = "a?b".getBytes(StandardCharsets.UTF_8);
        body[1] = (byte) 0xd7;
        server.stubFor(get("/").willReturn(aResponse().withBody(body)));

        assertThat(text(transport.send(HttpCall.get(uri("/"))))).isEqualTo("a\uFFFDb");
    }

    @Test
    void silence_ends_in_a_time_out() {
        server.stubFor(get("/").willReturn(ok().withFixedDelay(5_000)));
        try (OkHttpTransport hasty =
                new OkHttpTransport(TransportSettings.standard("t").withTimeouts(Duration.ofMillis(200)))) {
            assertThatExceptionOfType(HttpConnectionException.class)
                    .isThrownBy(() -> hasty.send(HttpCall.get(uri("/"))))
                    .withMessageContaining("no answer in time")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(HttpConnectionException.Kind.TIMEOUT));
        }
    }

    @Test
    void a_connection_that_breaks_off_is_told_as_such() {
        server.stubFor(get("/").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThatExceptionOfType(HttpConnectionException.class)
                .isThrownBy(() -> transport.send(HttpCall.get(uri("/"))))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(HttpConnectionException.Kind.BROKEN));
    }

    @Test
    void a_host_that_refuses_is_told_as_such() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        URI nobody = URI.create("http://localhost:" + free + "/rest");

        assertThatExceptionOfType(HttpConnectionException.class)
                .isThrownBy(() -> transport.send(HttpCall.get(nobody)))
                .withMessageContaining("GET " + nobody)
                .withMessageContaining("nothing answers")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(HttpConnectionException.Kind.REFUSED));
    }

    @Test
    void a_host_without_address_is_told_as_such() {
        assertThatExceptionOfType(HttpConnectionException.class)
                .isThrownBy(() -> transport.send(HttpCall.get(URI.create("http://millrace.invalid/"))))
                .withMessageContaining("host name is not known")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(HttpConnectionException.Kind.UNKNOWN_HOST));
    }

    @Test
    void a_server_without_trusted_certificate_is_told_as_such() {
        server.stubFor(get("/").willReturn(ok()));
        URI plainPortAskedForTls = URI.create("https://localhost:" + server.getPort() + "/");

        assertThatExceptionOfType(HttpConnectionException.class)
                .isThrownBy(() -> transport.send(HttpCall.get(plainPortAskedForTls)))
                .withMessageContaining("no trusted connection")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(HttpConnectionException.Kind.TLS));
    }

    @Test
    void an_interrupted_thread_stops_and_stays_interrupted() {
        server.stubFor(get("/").willReturn(ok().withFixedDelay(5_000)));
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(HttpConnectionException.class)
                .isThrownBy(() -> transport.send(HttpCall.get(uri("/"))))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(HttpConnectionException.Kind.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
    }

    private URI uri(String path) {
        return URI.create(server.baseUrl() + path);
    }

    static String text(HttpReply reply) {
        try (Reader reader = reply.text()) {
            StringBuilder all = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                all.append((char) c);
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
