package dev.millrace.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.collect.SourceException;
import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncStoppedException;
import dev.millrace.collect.SyncSummary;
import dev.millrace.fake.Response;
import dev.millrace.fake.jira.JiraCloudFake;
import dev.millrace.http.Authorization;
import dev.millrace.http.HttpCall;
import dev.millrace.http.HttpHeaders;
import dev.millrace.http.HttpReply;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.ToolInstance;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a Jira Cloud is found out and logged in to, and what a user reads when that does not work. */
class CloudSiteTest {

    private static final ToolInstance TOOL = ToolInstance.jira("test");
    private static final Authorization ANN = Authorization.basic("ann@acme.example", "t0ken", "jira[0].token");

    private final JiraCloudFake jira = JiraCloudFake.empty();
    private final OkHttpTransport transport = new OkHttpTransport(TransportSettings.standard("millrace-test"));
    private final FactRecorder store = new FactRecorder();

    @BeforeEach
    void fill() {
        jira.put(TestIssue.issue("1", "ABC-1").json());
    }

    @AfterEach
    void close() {
        transport.close();
        jira.close();
    }

    @Test
    void an_account_with_an_api_token_reads_the_site() {
        jira.requireAuthorization("Basic YW5uQGFjbWUuZXhhbXBsZTp0MGtlbg==");

        assertThat(sync(settings().with(ANN)).done()).isEqualTo(1);
        assertThat(jira.requests()).contains("GET /rest/api/3/myself");
    }

    @Test
    void issues_are_linked_where_people_open_them_and_not_where_programs_ask() {
        sync(settings());

        assertThat(store.all(ArtifactSnapshot.class))
                .extracting(ArtifactSnapshot::url)
                .containsExactly(URI.create("https://acme.example/browse/ABC-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "https://u:p@acme.example", "not a url", ""})
    void an_address_that_cannot_be_one_is_not_taken_over(String hostile) {
        jira.answer("serverInfo", Response.of(200, "{\"deploymentType\":\"Cloud\",\"baseUrl\":\"" + hostile + "\"}"));

        sync(settings());

        assertThat(store.all(ArtifactSnapshot.class))
                .extracting(ArtifactSnapshot::url)
                .containsExactly(URI.create(jira.baseUrl() + "/browse/ABC-1"));
    }

    @Test
    void a_wrong_token_is_an_error_and_not_an_empty_site() {
        jira.requireAuthorization("Basic something-else");

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> sync(settings().with(ANN)))
                .withMessageContaining("HTTP 401")
                .withMessageContaining("needs both user (the e-mail address of an account) and token")
                .withMessageContaining("check jira[0].token")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("t0ken"));
        assertThat(jira.searches()).isEmpty();
    }

    @Test
    void a_public_site_is_read_without_an_account() {
        assertThat(sync(settings()).done()).isEqualTo(1);
        assertThat(jira.requests()).doesNotContain("GET /rest/api/3/myself");
    }

    @Test
    void a_site_behind_a_gateway_is_read_below_its_path() {
        try (JiraCloudFake gateway = new JiraCloudFake("/ex/jira/1111-2222")) {
            gateway.put(TestIssue.issue("1", "ABC-1").json());

            assertThat(sync(JiraSettings.of(TOOL, gateway.baseUrl())).done()).isEqualTo(1);
            assertThat(gateway.requests())
                    .contains("POST /ex/jira/1111-2222/rest/api/3/search/jql")
                    .allMatch(request -> request.contains(" /ex/jira/1111-2222/rest/api/"));
        }
    }

    @Test
    void the_gateway_of_atlassian_is_not_asked_who_we_are_for_its_tokens_need_no_such_scope() {
        List<String> asked = new ArrayList<>();
        JiraSettings settings = JiraSettings.of(TOOL, URI.create("https://api.atlassian.com/ex/jira/1111"))
                .with(Authorization.bearer("t0ken", "jira[0].token"));

        new JiraSource(settings, call -> {
                    asked.add(call.toString());
                    return reply(call, 200, call.method().equals("POST") ? "{\"issues\":[]}" : "[]");
                })
                .read(Optional.empty());

        assertThat(asked)
                .containsExactly(
                        "GET https://api.atlassian.com/ex/jira/1111/rest/api/2/serverInfo",
                        "GET https://api.atlassian.com/ex/jira/1111/rest/api/3/status",
                        "GET https://api.atlassian.com/ex/jira/1111/rest/api/3/field",
                        "POST https://api.atlassian.com/ex/jira/1111/rest/api/3/search/jql");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_cloud_site_that_refuses_everything_says_what_a_cloud_site_needs(int status) {
        for (Authorization who : List.of(Authorization.none(), Authorization.bearer("t0ken", "jira[0].token"))) {
            JiraSettings settings = JiraSettings.of(TOOL, URI.create("https://acme.atlassian.net"))
                    .with(who);

            assertThatExceptionOfType(HttpStatusException.class)
                    .isThrownBy(
                            () -> new JiraSource(settings, call -> reply(call, status, "{}")).read(Optional.empty()))
                    .withMessageContaining("needs both user (the e-mail address of an account) and token");
        }
    }

    @Test
    void a_host_that_hides_what_it_is_is_known_by_its_name() {
        JiraSettings settings = JiraSettings.of(TOOL, URI.create("https://acme.atlassian.net"));
        List<String> asked = new ArrayList<>();

        new JiraSource(settings, call -> {
                    asked.add(call.uri().getPath());
                    return call.method().equals("POST") ? reply(call, 200, "{\"issues\":[]}") : reply(call, 404, "{}");
                })
                .read(Optional.empty());

        assertThat(asked).contains("/rest/api/3/search/jql");
    }

    @Test
    void a_removed_api_asks_for_a_newer_millrace() {
        jira.onSearch(1, asked -> Optional.of(Response.of(410, "{\"errorMessages\":[\"has been removed\"]}")));

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> sync(settings()))
                .withMessageContaining("HTTP 410")
                .withMessageContaining("install a newer Millrace");
    }

    @Test
    void a_login_page_instead_of_an_answer_is_told_as_such() {
        jira.onSearch(
                1,
                asked -> Optional.of(
                        Response.of(200, "<!DOCTYPE html><html><title>Log in with Atlassian</title></html>")));

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> sync(settings()))
                .withMessageContaining("a web page titled \"Log in with Atlassian\" instead of JSON");
    }

    @Test
    void an_answer_that_is_not_what_was_asked_for_is_told_as_such() {
        jira.onSearch(1, asked -> Optional.of(Response.of(200, "{\"hello\":1}")));
        jira.onFetch(1, asked -> Optional.of(Response.of(200, "{\"issueChangeLogs\":7}")));

        for (String missing : List.of("\"issues\"", "\"issueChangeLogs\"")) {
            assertThatExceptionOfType(SyncStoppedException.class)
                    .isThrownBy(() -> sync(settings()))
                    .withMessageContaining("without " + missing + ": is this the base URL of a Jira Cloud?")
                    .withCauseInstanceOf(SourceException.class);
        }
        assertThat(store.keys()).isEmpty();
    }

    private static HttpReply reply(HttpCall call, int status, String body) {
        return new HttpReply(call.uri(), status, HttpHeaders.none(), body.getBytes(StandardCharsets.UTF_8));
    }

    private JiraSettings settings() {
        return JiraSettings.of(TOOL, jira.baseUrl());
    }

    private SyncSummary sync(JiraSettings settings) {
        return SyncKernel.ofPages(store).run(new JiraSource(settings, transport), SyncListener.silent());
    }
}
