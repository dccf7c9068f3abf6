package dev.millrace.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTest {

    @RegisterExtension
    private final WireMockExtension tool = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    private final OkHttpTransport transport = new OkHttpTransport(TransportSettings.standard("millrace-test"));
    private final Probe probe = new Probe(
            transport,
            Authorization.bearer("s3cret-token", "jira.token"),
            "application/x+json",
            StatusAdvice.general());

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void asks_in_somebodys_name_and_gives_the_json() {
        tool.stubFor(get("/").willReturn(okJson("{\"version\": \"9.4\"}")));

        assertThat(Probe.json(ask()).path("version").asText()).isEqualTo("9.4");
        tool.verify(getRequestedFor(urlEqualTo("/"))
                .withHeader("Authorization", equalTo("Bearer s3cret-token"))
                .withHeader("Accept", equalTo("application/x+json")));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void a_refusal_is_an_answer(int status) {
        tool.stubFor(get("/").willReturn(aResponse().withStatus(status)));

        assertThat(ask().status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void a_server_in_trouble_answers_nothing(int status) {
        tool.stubFor(get("/").willReturn(aResponse().withStatus(status)));

        assertThatExceptionOfType(HttpStatusException.class).isThrownBy(this::ask);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>Log in</html>", "{"})
    void what_is_no_json_says_nothing(String body) {
        tool.stubFor(get("/").willReturn(aResponse().withBody(body)));

        assertThat(Probe.json(ask()).isMissingNode()).isTrue();
    }

    private HttpReply ask() {
        return probe.get(URI.create(tool.baseUrl() + "/"));
    }
}
