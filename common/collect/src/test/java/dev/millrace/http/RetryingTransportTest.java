package dev.millrace.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryingTransportTest {

    private static final RetryPolicy POLICY = new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(4));

    @RegisterExtension
    private final WireMockExtension server = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    private final FakeTime time = new FakeTime();
    private final OkHttpTransport wire = new OkHttpTransport(TransportSettings.standard("t"));

    @AfterEach
    void close() {
        wire.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void what_fails_in_passing_is_repeated(int status) {
        answers(aResponse().withStatus(status), aResponse().withStatus(status), ok());

        assertThat(send().status()).isEqualTo(200);
        assertThat(time.sleeps()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 501})
    void what_will_not_pass_is_not_repeated(int status) {
        answers(aResponse().withStatus(status), ok());

        assertThat(send().status()).isEqualTo(status);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void fault_of_the_server_is_repeated_twice() {
        answers(aResponse().withStatus(500), aResponse().withStatus(500), ok());

        assertThat(send().status()).isEqualTo(200);
        assertThat(time.sleeps()).hasSize(2);
    }

    @Test
    void fault_that_stays_is_the_answer_after_three_calls() {
        answers(
                aResponse().withStatus(500),
                aResponse().withStatus(500),
                aResponse().withStatus(500),
                ok());

        assertThat(send().status()).isEqualTo(500);
        assertThat(time.sleeps()).hasSize(2);
    }

    @Test
    void answer_that_is_empty_or_half_is_requested_again_after_a_pause() {
        answers(
                aResponse().withStatus(200).withBody(""),
                aResponse().withStatus(200).withBody("{\"issues\": [{\"id\": \"1\"}"),
                aResponse().withStatus(200).withBody("{\"issues\": []}"));

        assertThat(json().get(uri()).body().path("issues").isArray()).isTrue();
        assertThat(time.sleeps()).hasSize(2);
    }

    @Test
    void answer_that_stays_half_names_host_path_and_what_to_do_without_a_parsers_words() {
        answers(
                aResponse().withStatus(200).withBody("{\"issues\": [{\"id\": \"1\"}"),
                aResponse().withStatus(200).withBody("{\"issues\": [{\"id\": \"1\"}"),
                aResponse().withStatus(200).withBody("{\"issues\": [{\"id\": \"1\"}"));

        assertThatExceptionOfType(UnusableReplyException.class)
                .isThrownBy(() -> json().get(uri()))
                .withMessageContaining("GET http://localhost:" + server.getPort())
                .withMessageContaining("ends in the middle of its JSON, also when it was requested again")
                .withMessageContaining("try again later")
                .withMessageNotContainingAny("line 1", "column", "Jackson", "Unexpected", "Source");
        assertThat(time.sleeps()).hasSize(2);
    }

    @Test
    void web_page_is_not_requested_again() {
        answers(aResponse().withStatus(200).withBody("<html><title>Log in</title></html>"), ok());

        assertThatExceptionOfType(UnusableReplyException.class).isThrownBy(() -> json().get(uri()));
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void a_connection_reset_is_repeated() {
        answers(
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withFault(Fault.EMPTY_RESPONSE),
                ok());

        assertThat(send().status()).isEqualTo(200);
    }

    @Test
    void an_answer_that_breaks_off_in_the_middle_is_repeated() {
        answers(ok("{").withFault(Fault.RANDOM_DATA_THEN_CLOSE), ok("whole"));

        assertThat(OkHttpTransportTest.text(send())).isEqualTo("whole");
    }

    @Test
    void a_time_out_is_repeated() {
        HttpCall call = HttpCall.get(URI.create("http://jira.example/"));
        HttpReply inTime = new HttpReply(call.uri(), 200, HttpHeaders.none(), new byte[0]);
        HttpConnectionException late =
                new HttpConnectionException(call, HttpConnectionException.Kind.TIMEOUT, new IOException("timeout"));
        Iterator<Object> script = List.<Object>of(late, inTime).iterator();

        assertThat(retrying(playing(script)).send(call)).isSameAs(inTime);
    }

    @Test
    void delays_double_up_to_the_longest_and_never_coincide_by_rule() {
        ResponseDefinitionBuilder busy = aResponse().withStatus(503);
        answers(busy, busy, busy, busy, ok());

        send();

        assertThat(time.sleeps().get(0)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(time.sleeps().get(1)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(time.sleeps().get(2)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(time.sleeps().get(3)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(time.sleeps().get(2)).isNotEqualTo(time.sleeps().get(3));
    }

    @Test
    void when_the_attempts_are_used_up_the_last_answer_is_given() {
        ResponseDefinitionBuilder busy = aResponse().withStatus(503);
        answers(busy, busy, busy, busy, aResponse().withStatus(503).withBody("still"), ok());

        HttpReply reply = send();

        assertThat(reply.status()).isEqualTo(503);
        assertThat(OkHttpTransportTest.text(reply)).isEqualTo("still");
        assertThat(time.sleeps()).hasSize(4);
    }

    @Test
    void retry_after_in_seconds_is_kept_to() {
        answers(aResponse().withStatus(429).withHeader("Retry-After", "90"), ok());

        send();

        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(90));
    }

    @Test
    void retry_after_as_a_date_is_read_by_the_servers_own_clock() {
        answers(
                aResponse()
                        .withStatus(503)
                        .withHeader("Date", "Sun, 22 Nov 2026 09:00:00 GMT")
                        .withHeader("Retry-After", "Sun, 22 Nov 2026 09:02:00 GMT"),
                ok());

        send();

        assertThat(time.sleeps()).containsExactly(Duration.ofMinutes(2));
    }

    @Test
    void retry_after_that_is_over_or_senseless_still_backs_off() {
        answers(
                aResponse().withStatus(429).withHeader("Retry-After", "0"),
                aResponse().withStatus(429).withHeader("Retry-After", "soon"),
                aResponse().withStatus(429).withHeader("Retry-After", "Sun, 22 Nov 2020 09:02:00 GMT"),
                ok());

        assertThat(send().status()).isEqualTo(200);
        assertThat(time.sleeps()).hasSize(3).allSatisfy(s -> assertThat(s).isPositive());
    }

    @Test
    void a_pause_beyond_the_ceiling_ends_the_run_and_says_when_to_come_back() {
        answers(aResponse().withStatus(429).withHeader("Retry-After", "3600"), ok());

        assertThatExceptionOfType(ComeBackLaterException.class)
                .isThrownBy(this::send)
                .withMessageContaining("HTTP 429 with Retry-After")
                .withMessageContaining("2026-11-22T13:00:01Z or later")
                .withMessageContaining("a run waits 15 min in total")
                .satisfies(e -> assertThat(e.notBefore()).isEqualTo(FakeTime.START.plus(Duration.ofHours(1))));
        assertThat(time.sleeps()).as("nothing is waited in vain").isEmpty();
    }

    @Test
    void the_ceiling_counts_all_waits_of_a_run() {
        ResponseDefinitionBuilder limited = aResponse().withStatus(429).withHeader("Retry-After", "400");
        answers(limited, limited, limited, ok());

        assertThatExceptionOfType(ComeBackLaterException.class)
                .isThrownBy(this::send)
                .withMessageContaining("14 min are used up");
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(800));
    }

    @Test
    void what_must_not_be_done_twice_is_repeated_only_after_a_refusal() {
        HttpCall write = HttpCall.post(URI.create(server.baseUrl()), HttpBody.json("{}"));
        answers(aResponse().withStatus(429), aResponse().withStatus(503), ok());
        RetryingTransport transport = retrying(wire);

        assertThat(transport.send(write).status()).isEqualTo(503);
        assertThat(transport.send(write.asRepeatable()).status()).isEqualTo(200);
    }

    @Test
    void a_host_never_reached_is_given_up_at_once() throws IOException {
        HttpCall nobody = HttpCall.get(URI.create("http://localhost:" + freePort() + "/"));

        assertThatExceptionOfType(HttpConnectionException.class)
                .isThrownBy(() -> retrying(wire).send(nobody));
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void a_host_that_goes_away_for_a_restart_is_waited_for() {
        HttpCall call = HttpCall.get(URI.create("http://jira.example/"));
        HttpReply up = new HttpReply(call.uri(), 200, HttpHeaders.none(), new byte[0]);
        HttpConnectionException down =
                new HttpConnectionException(call, HttpConnectionException.Kind.REFUSED, new IOException("refused"));
        Iterator<Object> script = List.<Object>of(up, down, down, up).iterator();
        RetryingTransport transport = retrying(playing(script));

        transport.send(call);
        transport.send(call);

        assertThat(script).isExhausted();
        assertThat(time.sleeps()).hasSize(2);
    }

    @Test
    void an_interrupted_wait_stops_the_run() {
        answers(aResponse().withStatus(503), ok());
        Sleeper interrupted = duration -> {
            throw new InterruptedException();
        };
        WaitAllowance allowance = new WaitAllowance(Duration.ofHours(1), interrupted, time, (h, d, r) -> {});
        RetryingTransport transport = new RetryingTransport(wire, POLICY, allowance, time, new Random(1));

        assertThatExceptionOfType(HttpConnectionException.class)
                .isThrownBy(() -> transport.send(HttpCall.get(URI.create(server.baseUrl()))))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(HttpConnectionException.Kind.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void every_wait_is_told_with_its_reason() {
        answers(aResponse().withStatus(503), ok());
        List<String> told = new ArrayList<>();
        WaitAllowance allowance = new WaitAllowance(
                Duration.ofHours(1), time, time, (host, duration, reason) -> told.add(host + " " + reason));

        new RetryingTransport(wire, POLICY, allowance, time, new Random(1))
                .send(HttpCall.get(URI.create(server.baseUrl())));

        assertThat(told).containsExactly("localhost:" + server.getPort() + " HTTP 503");
    }

    @Test
    void a_policy_that_makes_no_sense_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(1, Duration.ofSeconds(2), Duration.ofSeconds(1)));
    }

    @Test
    void no_delay_at_all_is_a_policy() {
        RetryPolicy impatient = new RetryPolicy(3, Duration.ZERO, Duration.ZERO);

        assertThat(impatient.delay(1, new Random(1))).isZero();
        assertThat(RetryPolicy.standard().delay(100, new Random(1))).isLessThanOrEqualTo(Duration.ofMinutes(1));
    }

    private static HttpTransport playing(Iterator<Object> script) {
        return call -> {
            Object next = script.next();
            if (next instanceof HttpConnectionException failure) {
                throw failure;
            }
            return (HttpReply) next;
        };
    }

    private JsonClient json() {
        return new JsonClient(retrying(wire), Authorization.none(), StatusAdvice.general());
    }

    private URI uri() {
        return URI.create(server.baseUrl() + "/page");
    }

    private HttpReply send() {
        return retrying(wire).send(HttpCall.get(URI.create(server.baseUrl())));
    }

    private RetryingTransport retrying(HttpTransport next) {
        return new RetryingTransport(next, POLICY, time.allowing(Duration.ofMinutes(15)), time, new Random(7));
    }

    private void answers(ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            server.stubFor(any(anyUrl())
                    .inScenario("answers")
                    .whenScenarioStateIs(i == 0 ? STARTED : "after " + i)
                    .willSetStateTo("after " + (i + 1))
                    .willReturn(answers[i]));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
