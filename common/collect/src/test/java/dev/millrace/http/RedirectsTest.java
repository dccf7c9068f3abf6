package dev.millrace.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {

    @RegisterExtension
    private final WireMockExtension tool = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    @RegisterExtension
    private final WireMockExtension stranger = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    private final OkHttpTransport transport = new OkHttpTransport(TransportSettings.standard("millrace-test"));
    private final Authorization token = Authorization.bearer("s3cret-token", "jira.token");

    @AfterEach
    void close() {
        transport.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_on_the_same_host_keeps_credentials(int status) {
        tool.stubFor(get("/old").willReturn(redirect(status, "/new")));
        tool.stubFor(get("/new").willReturn(ok("here")));

        HttpReply reply = transport.send(HttpCall.get(at(tool, "/old")).with(token));

        assertThat(OkHttpTransportTest.text(reply)).isEqualTo("here");
        assertThat(reply.uri()).isEqualTo(at(tool, "/new"));
        tool.verify(getRequestedFor(urlEqualTo("/new")).withHeader("Authorization", equalTo("Bearer s3cret-token")));
    }

    @Test
    void a_redirect_to_another_port_drops_credentials_and_private_headers() {
        tool.stubFor(get("/").willReturn(redirect(302, stranger.baseUrl() + "/trap")));
        stranger.stubFor(get("/trap").willReturn(ok()));

        transport.send(HttpCall.get(at(tool, "/"))
                .with(token)
                .withHeader("Accept", "application/json")
                .withHeader("PRIVATE-TOKEN", "s3cret-too"));

        stranger.verify(getRequestedFor(urlEqualTo("/trap"))
                .withHeader("Accept", equalTo("application/json"))
                .withHeader("Authorization", absent())
                .withHeader("PRIVATE-TOKEN", absent()));
    }

    @Test
    void credentials_once_dropped_do_not_come_back() {
        tool.stubFor(get("/").willReturn(redirect(302, stranger.baseUrl() + "/trap")));
        stranger.stubFor(get("/trap").willReturn(redirect(302, tool.baseUrl() + "/delete-everything")));
        tool.stubFor(get("/delete-everything").willReturn(ok()));

        transport.send(HttpCall.get(at(tool, "/")).with(token));

        tool.verify(getRequestedFor(urlEqualTo("/delete-everything")).withHeader("Authorization", absent()));
    }

    @Test
    void redirects_in_a_circle_end() {
        tool.stubFor(get("/a").willReturn(redirect(302, "/b")));
        tool.stubFor(get("/b").willReturn(redirect(302, "/a")));

        assertThatExceptionOfType(UnusableReplyException.class)
                .isThrownBy(() -> transport.send(HttpCall.get(at(tool, "/a"))))
                .withMessageContaining("redirects more than 5 times");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://elsewhere/",
                "javascript:alert(1)",
                "http://",
                "ht tp://x",
                "//u:p@h/"
            })
    void a_redirect_to_anything_but_plain_http_is_refused(String target) {
        tool.stubFor(get("/").willReturn(redirect(302, target)));

        assertThatExceptionOfType(UnusableReplyException.class)
                .isThrownBy(() -> transport.send(HttpCall.get(at(tool, "/")).with(token)))
                .withMessageContaining("no plain http or https URL");
    }

    @Test
    void what_changes_something_is_not_sent_elsewhere() {
        tool.stubFor(post("/write").willReturn(redirect(307, stranger.baseUrl() + "/write")));

        HttpReply reply = transport.send(
                HttpCall.post(at(tool, "/write"), HttpBody.json("{}")).with(token));

        assertThat(reply.status()).isEqualTo(307);
        assertThat(stranger.getAllServeEvents()).isEmpty();
    }

    @Test
    void a_redirect_without_target_is_the_answer() {
        tool.stubFor(get("/").willReturn(aResponse().withStatus(302)));

        assertThat(transport.send(HttpCall.get(at(tool, "/"))).status()).isEqualTo(302);
    }

    @ParameterizedTest
    @CsvSource({
        "https://jira.example/a, https://jira.example/b, true",
        "https://jira.example/a, https://JIRA.example:443/b, true",
        "https://jira.example/a, http://jira.example/b, false",
        "http://jira.example/a, https://jira.example/b, false",
        "https://jira.example/a, https://jira.example:8443/b, false",
        "https://jira.example/a, https://evil.jira.example/b, false",
        "https://jira.example/a, https://jira.example.evil/b, false",
    })
    void credentials_stay_with_scheme_host_and_port(URI from, URI to, boolean kept) {
        HttpReply reply = new HttpReply(from, 302, HttpHeaders.none().with("Location", to.toString()), new byte[0]);

        HttpCall next = Redirects.follow(HttpCall.get(from).with(token), reply).orElseThrow();

        assertThat(next.uri()).isEqualTo(to);
        assertThat(next.authorization().isAnonymous()).isEqualTo(!kept);
    }

    private static ResponseDefinitionBuilder redirect(int status, String target) {
        return aResponse().withStatus(status).withHeader("Location", target);
    }

    private static URI at(WireMockExtension server, String path) {
        return URI.create(server.baseUrl() + path);
    }
}
