package io.jenkins.plugins.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One attempt against an HTTP server that answers what the test says. */
@Timeout(60)
class HubDeliveryTest {

    private final HubDelivery delivery = new HubDelivery();
    private HttpServer hub;
    private URI address;
    private int status = 200;
    private String retryAfter = "";
    private String body = "";

    @BeforeEach
    void start() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            if (status == 302) {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
            }
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            boolean elsewhere = exchange.getRequestURI().getPath().equals("/elsewhere");
            exchange.sendResponseHeaders(elsewhere ? 200 : status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        hub.start();
        address = URI.create("http://127.0.0.1:" + hub.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        hub.stop(0);
    }

    private Outcome deliver() throws InterruptedException {
        return delivery.deliver(address, "mlr_secret", "{}\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void hub_that_has_stored_it_says_200() throws InterruptedException {
        assertThat(deliver()).isEqualTo(new Outcome.Delivered());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 415, 422})
    void message_that_is_wrong_itself_is_refused(int answer) throws InterruptedException {
        status = answer;
        body = "line 3 is no fact";
        assertThat(deliver())
                .isEqualTo(new Outcome.Refused(address + "/v1/events answered " + answer + ": line 3 is no fact"));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 302, 401, 403, 404, 429, 500, 502, 503})
    void anything_else_may_pass(int answer) throws InterruptedException {
        status = answer;
        assertThat(deliver()).isInstanceOf(Outcome.Later.class);
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "0, 0",
        "86400, 3600",
        "999999999999, 3600",
        "-5, ",
        "soon, ",
        "'Fri, 31 Dec 1999 23:59:59 GMT', "
    })
    void pause_that_the_hub_wants_is_read_and_bounded(String wanted, Long seconds) throws InterruptedException {
        status = 503;
        retryAfter = wanted;
        assertThat(((Outcome.Later) deliver()).after())
                .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }

    @Test
    void long_hostile_answer_is_cut_and_keeps_no_line_ends() throws InterruptedException {
        status = 400;
        body = "one\r\ntwo\u001b[2J" + "x".repeat(3_000_000);
        String reason = ((Outcome.Refused) deliver()).reason();
        assertThat(reason).contains("one two [2Jxxx").endsWith("...").hasSizeLessThan(400);
    }

    @Test
    void token_that_is_none_is_told_and_not_shown() throws InterruptedException {
        Outcome outcome = delivery.deliver(address, "two\nlines", new byte[] {'\n'});
        assertThat(((Outcome.Later) outcome).reason()).contains("is no token").doesNotContain("two", "lines\n");
    }

    @Test
    void hub_that_is_away_is_named() throws InterruptedException {
        hub.stop(0);
        assertThat(((Outcome.Later) deliver()).reason())
                .isEqualTo(
                        address + "/v1/events does not answer: no connection is possible; nothing listens there, or the"
                                + " network rejects it");
    }

    @Test
    void host_that_does_not_exist_is_told() throws InterruptedException {
        address = URI.create("http://no-such-host.invalid");
        assertThat(((Outcome.Later) deliver()).reason()).endsWith("there is no host of that name");
    }

    @Test
    void problem_of_the_hub_is_told_in_its_words() throws InterruptedException {
        status = 403;
        body = "{\"type\":\"about:blank\",\"status\":403,\"title\":\"Not allowed\",\"detail\":\"ask\\nanna\"}";
        assertThat(((Outcome.Later) deliver()).reason())
                .isEqualTo(address + "/v1/events answered 403: Not allowed: ask anna");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":\"x\"}", "[1]", "{", "\"text\"", "<html>"})
    void other_answer_is_told_as_it_is(String answer) throws InterruptedException {
        status = 502;
        body = answer;
        assertThat(((Outcome.Later) deliver()).reason()).endsWith("answered 502: " + answer);
    }
}
