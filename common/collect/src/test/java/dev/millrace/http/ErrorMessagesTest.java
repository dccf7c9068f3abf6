package dev.millrace.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a user reads when a server does not give what was asked for. */
class ErrorMessagesTest {

    @RegisterExtension
    private final WireMockExtension server = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    private final OkHttpTransport transport = new OkHttpTransport(TransportSettings.standard("t"));

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void names_call_status_what_the_server_said_and_what_to_do() {
        answer(aResponse().withStatus(401).withBody("{\"errorMessages\":[\"You are not logged in\"],\"errors\":{}}"));

        assertThat(message("/rest/api/2/search?jql=project%3DX&startAt=0"))
                .isEqualTo("GET http://localhost:" + server.getPort()
                        + "/rest/api/2/search?jql=project%3DX&startAt=0: HTTP 401: \"You are not logged in\". "
                        + "The token or password is wrong or has expired: check jira.apache.token.");
    }

    @Test
    void all_ways_of_saying_what_is_wrong_are_read() {
        answer(aResponse()
                .withStatus(400)
                .withBody("{\"errorMessages\":[\"a\",\"b\"],\"errors\":{\"jql\":\"c\"},\"message\":\"d\"}"));

        assertThat(message("/")).contains("\"a; b; jql: c; d\"");
    }

    @Test
    void plain_text_is_shown_bounded_on_one_line_and_without_escapes() {
        answer(aResponse().withStatus(500).withBody("a\u001b[31m\r\nb\u202ec\u0000" + "x".repeat(10_000)));

        assertThat(message("/"))
                .contains("\"a [31m b c x")
                .hasSizeLessThan(500)
                .doesNotContainPattern("\\p{Cc}|\\p{Cf}");
    }

    @Test
    void a_web_page_is_shown_by_its_title_only() {
        answer(aResponse()
                .withStatus(503)
                .withBody("<html><head><title>Jira is starting</title></head><body>lots</body>"));

        assertThat(message("/")).contains("\"Jira is starting\"").doesNotContain("lots");
    }

    @Test
    void a_login_page_with_status_200_is_told_as_such() {
        answer(ok("<!DOCTYPE html><html><title>Log in - Jira</title></html>").withHeader("Content-Type", "text/html"));

        assertThat(message("/rest"))
                .contains("GET http://localhost:" + server.getPort() + "/rest")
                .contains("a web page titled \"Log in - Jira\" instead of JSON")
                .contains("check the URL and the token");
    }

    @Test
    void broken_json_is_told_without_the_words_of_a_parser() {
        answer(okJson("{\"total\": g2b}"));

        assertThat(message("/"))
                .contains("the answer is not JSON. Check the URL")
                .doesNotContain("line", "column");
    }

    @Test
    void an_empty_answer_is_told_as_such() {
        answer(ok(""));

        assertThat(message("/")).contains("the answer is empty instead of JSON");
    }

    @Test
    void two_answers_in_one_are_not_taken_for_the_first() {
        answer(okJson("{} {}"));

        assertThat(message("/")).contains("the answer is not JSON");
    }

    @Test
    void control_characters_that_people_pasted_do_not_cost_the_answer() {
        answer(okJson("{\"summary\":\"a\u0001b\"}"));

        assertThat(client().get(at("/")).body().path("summary").textValue()).isEqualTo("a\u0001b");
    }

    @Test
    void a_secret_that_the_server_echoes_is_hidden() {
        answer(aResponse().withStatus(400).withBody("{\"message\":\"bad header: Bearer s3cret-token!\"}"));

        assertThat(message("/")).contains("bad header: Bearer ***!").doesNotContain("s3cret-token");
    }

    @Test
    void secrets_in_the_query_are_hidden() {
        answer(aResponse().withStatus(404));

        assertThat(message("/x?access_token=abc&os_password=def&jql=q&flag"))
                .contains("/x?access_token=***&os_password=***&jql=q&***:");
    }

    @Test
    void a_redirect_to_another_host_explains_the_missing_credentials() {
        answer(aResponse()
                .withStatus(302)
                .withHeader("Location", "http://127.0.0.1:" + server.getPort() + "/login?x=1"));
        server.stubFor(com.github.tomakehurst.wiremock.client.WireMock.get("/login?x=1")
                .willReturn(aResponse().withStatus(401)));

        assertThat(message("/rest"))
                .contains("HTTP 401 from http://127.0.0.1:" + server.getPort() + "/login?x=***")
                .contains("credentials are not sent on");
    }

    @Test
    void advice_depends_on_who_asked() {
        assertThat(StatusAdvice.general().whatToDo(401, Authorization.none())).contains("configure a token");
        assertThat(StatusAdvice.general().whatToDo(403, Authorization.none())).contains("Anonymous users");
        assertThat(StatusAdvice.general().whatToDo(403, Authorization.basic("u", "p", "jira.password")))
                .contains("jira.password");
        assertThat(StatusAdvice.general().whatToDo(502, Authorization.none())).contains("try again later");
    }

    private String message(String path) {
        return catchThrowableOfType(HttpException.class, () -> client().get(at(path)))
                .getMessage();
    }

    private JsonClient client() {
        return new JsonClient(
                transport, Authorization.bearer("s3cret-token", "jira.apache.token"), StatusAdvice.general());
    }

    private URI at(String path) {
        return URI.create(server.baseUrl() + path);
    }

    private void answer(ResponseDefinitionBuilder answer) {
        server.stubFor(any(anyUrl()).willReturn(answer));
    }
}
