package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is posted to a hub is stored as a whole or refused as a whole. */
class HubEventsAcceptanceTest extends RunningHub {

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
    @ValueSource(strings = {"+1000000000-12-31T00:00:00Z", "-0001-01-01T00:00:00Z", "+10000-01-01T00:00:00Z"})
    void a_date_that_no_store_can_hold_is_the_documents_fault_and_not_tried_again(String date) throws Exception {
        HttpResponse<String> answer = hub.post(
                Posts.issues(0, 3).replaceAll("2026-03-02T08:01:00(\\.000)?Z", Matcher.quoteReplacement(date)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("must be between").contains("nothing was stored");
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
                "{\"millrace\":\"events/1\"}\n"
                        + "{\"fact\":\"event\",\"id\":[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]}\n",
                "{\"millrace\":\"events/1\"}\nnull\n"
            })
    void garbage_is_refused_with_the_place_and_nothing_is_stored(String body) throws Exception {
        HttpResponse<String> answer = hub.post(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("body").doesNotContain("Exception").doesNotContain("dev.millrace.");
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
