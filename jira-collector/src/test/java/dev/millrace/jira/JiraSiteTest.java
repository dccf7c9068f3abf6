package dev.millrace.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncStoppedException;
import dev.millrace.collect.SyncSummary;
import dev.millrace.fake.Response;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.fake.jira.JiraDataCenterFake.SearchHook;
import dev.millrace.http.Authorization;
import dev.millrace.http.Credentials;
import dev.millrace.http.HttpException;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.Secret;
import dev.millrace.http.TransportSettings;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.ToolInstance;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a site is, how it is logged in to, and what a user reads when that does not work. */
class JiraSiteTest {

    private static final ToolInstance TOOL = ToolInstance.jira("test");

    private final JiraDataCenterFake jira = JiraDataCenterFake.empty();
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
    void an_anonymous_user_is_a_normal_user() {
        assertThat(sync(site(new Credentials.Anonymous())).done()).isEqualTo(1);
    }

    @Test
    void a_personal_access_token_is_sent_as_bearer() {
        jira.requireAuthorization("Bearer t0ken");

        assertThat(sync(site(new Credentials.BearerToken(new Secret("t0ken", "jira[0].token"))))
                        .done())
                .isEqualTo(1);
    }

    @Test
    void user_and_password_are_sent_as_basic() {
        jira.requireAuthorization("Basic YW5uOnBhc3M=");

        assertThat(sync(site(new Credentials.UserAndPassword("ann", new Secret("pass", "jira[0].token"))))
                        .done())
                .isEqualTo(1);
    }

    @Test
    void a_wrong_token_names_its_setting_and_not_itself() {
        jira.requireAuthorization("Bearer t0ken");

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> sync(site(new Credentials.BearerToken(new Secret("wr0ng-token", "jira[0].token")))))
                .withMessageContaining("HTTP 401")
                .withMessageContaining("wrong or has expired: check jira[0].token")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("wr0ng-token"));
    }

    @Test
    void a_site_that_wants_a_login_says_so_to_the_anonymous() {
        jira.requireAuthorization("Bearer t0ken");

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> sync(site(new Credentials.Anonymous())))
                .withMessageContaining("rejects anonymous users: configure a token");
    }

    @Test
    void credentials_that_were_not_looked_up_are_a_mistake_of_the_caller() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> site(new Credentials.NotLookedUp()))
                .withMessageContaining("jira:test");
    }

    @Test
    void a_url_without_the_context_path_is_told_as_such() {
        URI wrong = URI.create(jira.baseUrl().toString().replace("/jira", ""));

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> sync(JiraSettings.of(TOOL, wrong)))
                .withMessageContaining("HTTP 404")
                .withMessageContaining("Is " + wrong + " the base URL of a Jira, with its context path");
    }

    @Test
    void a_site_at_the_root_of_its_host_is_read() {
        try (JiraDataCenterFake root = JiraDataCenterFake.at("")) {
            root.put(TestIssue.issue("1", "ABC-1").json());

            assertThat(sync(JiraSettings.of(TOOL, URI.create(root.baseUrl() + "/")))
                            .done())
                    .isEqualTo(1);
            assertThat(root.requests()).allMatch(request -> request.startsWith("GET /rest/api/2/"));
        }
    }

    @Test
    void something_else_than_a_jira_is_told_as_such() {
        jira.answer("serverInfo", Response.of(200, "<html><title>Welcome</title></html>"));

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> sync(JiraSettings.of(TOOL, jira.baseUrl())))
                .withMessageContaining("a web page titled \"Welcome\" instead of JSON");
    }

    @Test
    void a_search_without_issues_in_its_answer_is_told_as_such() {
        jira.onSearch(1, () -> Optional.of(Response.of(200, "{\"hello\":1}")));

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> sync(JiraSettings.of(TOOL, jira.baseUrl())))
                .withMessageContaining("/jira/rest/api/2/search answered without \"issues\"")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("ORDER"));
    }

    @Test
    void a_query_jira_does_not_accept_is_shown_with_what_jira_says() {
        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> sync(JiraSettings.of(TOOL, jira.baseUrl()).withJql("colour = red")))
                .withMessageContaining("HTTP 400")
                .withMessageContaining("Error in the JQL Query: the fake does not understand colour = red")
                .withMessageContaining("Check the configured projects and jql");
    }

    @Test
    void an_api_that_was_removed_is_told_as_such() {
        jira.onSearch(
                1, () -> Optional.of(Response.of(410, "{\"errorMessages\":[\"The requested API has been removed\"]}")));

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> sync(JiraSettings.of(TOOL, jira.baseUrl())))
                .withMessageContaining("HTTP 410")
                .withMessageContaining("The requested API has been removed")
                .withMessageContaining("configure the address of the site itself");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void a_site_that_hides_what_it_is_is_read_all_the_same(int status) {
        for (String path : List.of("serverInfo", "status", "field")) {
            jira.answer(path, Response.of(status, "{}"));
        }

        sync(JiraSettings.of(TOOL, jira.baseUrl()));

        assertThat(store.keys()).containsExactly("ABC-1");
        assertThat(store.all(StateDefinition.class))
                .extracting(StateDefinition::id)
                .containsExactly("1");
        assertThat(store.cursor("jira:test/issues").orElseThrow().state())
                .as("the Date header is the server's clock too")
                .matches(".*\"mark\":\\d+.*");
    }

    @Test
    void a_server_that_does_not_tell_its_time_is_asked_by_its_date_header() {
        jira.answer("serverInfo", Response.of(200, "{\"version\":\"4.2-SNAPSHOT\"}"));

        sync(JiraSettings.of(TOOL, jira.baseUrl()));

        assertThat(store.cursor("jira:test/issues").orElseThrow().state()).matches(".*\"mark\":\\d+.*");
    }

    @Test
    void a_tolerated_page_is_not_a_tolerated_login() {
        jira.answer("status", Response.of(401, "{}"));

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> sync(JiraSettings.of(TOOL, jira.baseUrl())))
                .withCauseInstanceOf(HttpException.class)
                .withMessageContaining("/rest/api/2/status");
    }

    @Test
    void a_redirect_to_another_host_does_not_get_the_token() {
        try (JiraDataCenterFake other = JiraDataCenterFake.empty()) {
            other.requireAuthorization("Bearer t0ken-of-the-first");
            other.put(TestIssue.issue("1", "ABC-1").json());
            String location = other.baseUrl() + "/rest/api/2/serverInfo";
            jira.answer("serverInfo", new Response(302, Map.of("Location", location), ""));
            JiraSettings settings = JiraSettings.of(TOOL, jira.baseUrl())
                    .with(Authorization.bearer("t0ken-of-the-first", "jira[0].token"));

            assertThatExceptionOfType(SyncStoppedException.class)
                    .isThrownBy(() -> sync(settings))
                    .withMessageContaining("HTTP 401 from " + location)
                    .withMessageContaining("credentials are not sent on");
        }
    }

    @Test
    void a_stalled_search_can_be_watched() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        jira.onSearch(1, SearchHook.doing(() -> {
            arrived.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        Thread run = new Thread(() -> sync(JiraSettings.of(TOOL, jira.baseUrl())));
        run.start();

        arrived.await();
        assertThat(store.keys()).isEmpty();
        goOn.countDown();
        run.join();

        assertThat(store.keys()).containsExactly("ABC-1");
    }

    @Test
    void settings_that_cannot_work_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> JiraSettings.of(TOOL, URI.create("ftp://h")));
        assertThatIllegalArgumentException().isThrownBy(() -> JiraSettings.of(TOOL, URI.create("https://u:p@h")));
        assertThatIllegalArgumentException().isThrownBy(() -> JiraSettings.of(TOOL, URI.create("https://h/?x=1")));
        JiraSettings good = JiraSettings.of(TOOL, URI.create("https://h/jira//"));
        assertThat(good.baseUrl()).hasToString("https://h/jira");
        assertThatIllegalArgumentException().isThrownBy(() -> good.withPageSize(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> good.withJql("x".repeat(4_001)))
                .withMessageContaining("filter = 12345");
        assertThat(good.withJql(" ").jql()).isNull();
        assertThat(good.with(Authorization.bearer("s3cret", "s")).toString()).doesNotContain("s3cret");
    }

    private JiraSettings site(Credentials credentials) {
        return JiraSettings.of(new JiraSite(
                TOOL, jira.baseUrl(), List.of(), null, credentials, 50, Set.of(), Optional.empty(), false));
    }

    private SyncSummary sync(JiraSettings settings) {
        return SyncKernel.ofPages(store).run(new JiraSource(settings, transport), SyncListener.silent());
    }
}
