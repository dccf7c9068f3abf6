package dev.millrace.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BudgetedTransportTest {

    private static final long EPOCH = FakeTime.START.getEpochSecond();

    @RegisterExtension
    private final WireMockExtension server = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    private final FakeTime time = new FakeTime();
    private final HostBudgets budgets = new HostBudgets();
    private final OkHttpTransport wire = new OkHttpTransport(TransportSettings.standard("t"));
    private final HttpTransport transport = collector();

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void a_limit_that_is_used_up_is_waited_out_before_the_next_call() {
        answers(ok().withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Limit", "5000")
                .withHeader("X-RateLimit-Reset", String.valueOf(EPOCH + 120)));

        send(transport);
        assertThat(time.sleeps())
                .as("the call that used it up was still allowed")
                .isEmpty();
        send(transport);

        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(121));
    }

    @Test
    void a_limit_with_something_left_costs_no_time() {
        answers(ok().withHeader("X-RateLimit-Remaining", "1")
                .withHeader("X-RateLimit-Reset", String.valueOf(EPOCH + 120)));

        send(transport);
        send(transport);

        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void what_a_host_says_of_its_limits_is_known_by_name_and_what_it_does_not_say_is_unknown() {
        answers(ok().withHeader("X-RateLimit-Remaining", "4321")
                .withHeader("X-RateLimit-Limit", "5000")
                .withHeader("X-RateLimit-Resource", "graphql")
                .withHeader("X-RateLimit-Reset", String.valueOf(EPOCH + 120)));
        send(transport);
        server.resetAll();
        answers(ok().withHeader("X-Beta-RateLimit-Remaining", "7"));
        send(transport);
        answers(ok());
        send(transport);

        assertThat(budgets.known())
                .containsExactly(
                        new HostLimit(host(), "", null, 7L, null, null, FakeTime.START),
                        new HostLimit(
                                host(),
                                "graphql",
                                5000L,
                                4321L,
                                FakeTime.START.plusSeconds(120),
                                null,
                                FakeTime.START));
    }

    private String host() {
        return "localhost:" + server.getPort();
    }

    @Test
    void a_host_without_limits_is_a_normal_host() {
        answers(ok().withHeader("X-RateLimit-Limit", "0")
                .withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset", String.valueOf(EPOCH + 3600)));

        send(transport);
        send(transport);

        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void the_pause_of_one_collector_holds_for_all() {
        answers(aResponse().withStatus(429).withHeader("Retry-After", "60"));
        HttpTransport other = collector();

        assertThat(send(transport).status()).isEqualTo(429);
        send(other);

        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(60));
    }

    @Test
    void the_pause_of_one_host_is_not_the_pause_of_another() {
        answers(aResponse().withStatus(429).withHeader("Retry-After", "60"));
        send(transport);

        transport.send(HttpCall.get(URI.create("http://127.0.0.1:" + server.getPort() + "/")));

        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void a_reset_is_read_by_the_servers_own_clock() {
        answers(ok().withHeader("Date", "Sun, 22 Nov 2026 09:00:00 GMT")
                .withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset", String.valueOf(EPOCH - 3 * 3600 + 30)));

        send(transport);
        send(transport);

        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(31));
    }

    @Test
    void resets_in_other_spellings_are_understood() {
        assertThat(pauseOf("X-RateLimit-Reset", "45")).isEqualTo(Duration.ofSeconds(46));
        assertThat(pauseOf("X-RateLimit-Reset", String.valueOf((EPOCH + 45) * 1000)))
                .isEqualTo(Duration.ofSeconds(46));
        assertThat(pauseOf("X-RateLimit-Reset", "2026-11-22T12:00:45Z")).isEqualTo(Duration.ofSeconds(46));
        assertThat(pauseOf("x-beta-ratelimit-reset", "2026-11-22T12:00:45Z")).isEqualTo(Duration.ofSeconds(46));
        assertThat(pauseOf("X-RateLimit-Reset", "tomorrow")).isZero();
        assertThat(pauseOf("X-RateLimit-Reset", "99999999999999999999999")).isZero();
        assertThat(pauseOf("X-RateLimit-Reset", String.valueOf(EPOCH - 45))).isZero();
    }

    @Test
    void limits_in_the_form_of_the_ietf_are_understood_in_every_draft_and_with_the_prefix_of_jiras_beta() {
        assertThat(pauseFor("RateLimit", "\"default\";r=0;t=45")).isEqualTo(Duration.ofSeconds(46));
        assertThat(pauseFor("Beta-RateLimit", "\"global-app-quota\";r=0;t=600")).isEqualTo(Duration.ofSeconds(601));
        assertThat(pauseFor("RateLimit", "\"burst\";r=0;t=5, \"points\"; r=0; t=90"))
                .as("the longer one")
                .isEqualTo(Duration.ofSeconds(91));
        assertThat(pauseFor("RateLimit", "limit=100, remaining=0, reset=30")).isEqualTo(Duration.ofSeconds(31));
        assertThat(pauseFor("RateLimit", "\"a\";r=1;t=45, \"b\";r=20;t=3000")).isZero();
        assertThat(pauseFor("RateLimit", "\"r=0;t=9\";r=7;t=45")).isZero();
        assertThat(pauseFor("RateLimit", "\"a\";r=0"))
                .as("it does not say until when")
                .isZero();
        assertThat(pauseFor("RateLimit", ";;,=\"")).isZero();
    }

    @Test
    void limit_in_the_form_of_the_ietf_has_the_quota_of_its_policy() {
        answers(ok().withHeader("Beta-RateLimit", "\"burst\";r=90;t=1, \"points\";r=58;t=600")
                .withHeader("Beta-RateLimit-Policy", "\"burst\";q=100;w=1, \"points\";q=65000;w=3600"));
        send(transport);

        assertThat(budgets.known())
                .containsExactly(
                        new HostLimit(host(), "", 65_000L, 58L, FakeTime.START.plusSeconds(600), null, FakeTime.START));
    }

    private Duration pauseFor(String header, String value) {
        server.resetAll();
        answers(ok().withHeader(header, value));
        HttpTransport fresh = collector();
        Duration before = time.slept();
        send(fresh);
        send(fresh);
        return time.slept().minus(before);
    }

    @Test
    void a_refusal_with_403_waits_and_is_repeated() {
        answers(aResponse()
                .withStatus(403)
                .withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Limit", "60")
                .withHeader("X-RateLimit-Reset", String.valueOf(EPOCH + 600)));

        assertThat(send(retrying(transport)).status()).isEqualTo(200);
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(601));
    }

    @Test
    void retry_and_budget_together_wait_once() {
        answers(aResponse().withStatus(429).withHeader("Retry-After", "60"));

        assertThat(send(retrying(transport)).status()).isEqualTo(200);
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void a_limit_beyond_the_ceiling_ends_the_run() {
        answers(ok().withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Limit", "5000")
                .withHeader("X-RateLimit-Reset", String.valueOf(EPOCH + 3000)));
        send(transport);

        assertThatExceptionOfType(ComeBackLaterException.class)
                .isThrownBy(() -> send(transport))
                .withMessageContaining("rate limit used up")
                .withMessageContaining("2026-11-22T12:50:02Z");
    }

    @Test
    void one_limit_of_a_host_that_is_used_up_does_not_close_the_others() {
        HttpTransport github = limits("core");
        ask(github, "/graphql");
        ask(github, "/repos/a/b");

        ask(github, "/graphql");
        assertThat(time.sleeps()).as("GraphQL has a limit of its own").isEmpty();
        ask(github, "/repos/a/b");
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(61));
    }

    @Test
    void path_that_was_never_asked_waits_for_every_limit_of_its_host() {
        HttpTransport github = limits("graphql");
        ask(github, "/graphql");

        ask(github, "/repos/a/b");

        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(61));
    }

    /** A host with a limit for GraphQL and one for the rest, of which that one is always used up and lasts a minute. */
    private HttpTransport limits(String usedUp) {
        HttpTransport host = call -> {
            String resource = call.uri().getPath().equals("/graphql") ? "graphql" : "core";
            return new HttpReply(
                    call.uri(),
                    200,
                    HttpHeaders.none()
                            .with("X-RateLimit-Resource", resource)
                            .with("X-RateLimit-Limit", "5000")
                            .with("X-RateLimit-Remaining", resource.equals(usedUp) ? "0" : "9")
                            .with("X-RateLimit-Reset", "60"),
                    new byte[0]);
        };
        return new BudgetedTransport(host, budgets, time.allowing(Duration.ofMinutes(15)), time);
    }

    private static void ask(HttpTransport through, String path) {
        through.send(HttpCall.get(URI.create("http://github.example" + path)));
    }

    private Duration pauseOf(String header, String reset) {
        HttpReply reply = new HttpReply(
                URI.create("http://h/"),
                200,
                HttpHeaders.none()
                        .with(header.replaceFirst("(?i)reset$", "Remaining"), "0")
                        .with(header, reset),
                new byte[0]);
        return RateLimitHeaders.pause(reply, FakeTime.START)
                .map(RateLimitHeaders.Pause::duration)
                .orElse(Duration.ZERO);
    }

    private HttpTransport collector() {
        return new BudgetedTransport(wire, budgets, time.allowing(Duration.ofMinutes(15)), time);
    }

    private HttpTransport retrying(HttpTransport next) {
        return new RetryingTransport(
                next, RetryPolicy.standard(), time.allowing(Duration.ofMinutes(15)), time, new Random(7));
    }

    private HttpReply send(HttpTransport through) {
        return through.send(HttpCall.get(URI.create(server.baseUrl())));
    }

    /** The given answer once, then success for ever. */
    private void answers(ResponseDefinitionBuilder first) {
        server.stubFor(any(anyUrl()).willReturn(ok()));
        server.stubFor(any(anyUrl())
                .inScenario("answers")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("after")
                .willReturn(first));
    }
}
