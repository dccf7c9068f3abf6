package dev.millrace.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.TemplateHelperProviderExtension;
import com.github.tomakehurst.wiremock.matching.MultiValuePattern;
import com.github.tomakehurst.wiremock.matching.RequestPattern;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import dev.millrace.collect.SourcePage;
import dev.millrace.collect.SyncStoppedException;
import dev.millrace.github.api.HubConnector;
import dev.millrace.http.Authorization;
import dev.millrace.http.HttpCall;
import dev.millrace.http.HttpReply;
import dev.millrace.model.FlowEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kohsuke.github.GitHub;
import wiremock.com.github.jknack.handlebars.Helper;

/**
 * Answers recorded from the real REST API by the GitHub client library's own tests, loaded as they are. Beside them stand only
 * answers to what those tests did not ask: GraphQL, and addresses that differ in their paging parameters.
 */
class HubRecordingsTest {

    private WireMockServer server;
    private final KeptFacts store = new KeptFacts();

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    /** Their templates use a helper of their own for the time the test began. */
    private static final class TestStartDate implements TemplateHelperProviderExtension {
        @Override
        public Map<String, Helper<?>> provideTemplateHelpers() {
            return Map.of("testStartDate", (Helper<Object>)
                    (context, options) -> Instant.now().getEpochSecond() + 3);
        }

        @Override
        public String getName() {
            return "test-start-date";
        }
    }

    private Path play(String recording) {
        return playFolder(Needed.realData("hub4j/" + recording));
    }

    private Path playFolder(Path folder) {
        server = new WireMockServer(options()
                .dynamicPort()
                .usingFilesUnderDirectory(folder.toString())
                .globalTemplating(true)
                .extensions(new TestStartDate()));
        server.start();
        return folder;
    }

    private void countsDeployments(int count) {
        server.stubFor(post(urlEqualTo("/graphql"))
                .willReturn(
                        okJson("{\"data\":{\"repository\":{\"nameWithOwner\":\"x/y\",\"deployments\":{\"totalCount\":"
                                + count + "}}}}")));
    }

    @Test
    void recorded_deployment_becomes_facts() throws IOException {
        Path folder = play("AppTest/wiremock/testCreateAndListDeployments");
        // the recorded body, with its absolute links turned to this server
        String body = Files.readString(folder.resolve("__files/4-r_h_g_deployments.json"))
                .replace("https://api.github.com", server.baseUrl());
        server.stubFor(get(urlPathEqualTo("/repos/hub4j-test-org/github-api-test/deployments"))
                .willReturn(okJson(body)));
        server.stubFor(get(urlPathEqualTo("/repos/hub4j-test-org/github-api-test/deployments/315601563/statuses"))
                .willReturn(okJson("[]")));
        countsDeployments(1);

        run("hub4j-test-org/github-api-test");

        var snapshot = store.byKey("hub4j-test-org/github-api-test deploy unittest 315601563");
        assertThat(snapshot.attributes())
                .containsEntry("commit", List.of("e53a04ca0ba2fbe6ea3fd590e8ea1391ac61630f"))
                .doesNotContainKey("production");
        assertThat(store.eventsOf(snapshot.key())).singleElement().satisfies(event -> {
            assertThat(event).isInstanceOf(FlowEvent.Created.class);
            assertThat(event.occurredAt()).isEqualTo("2021-01-23T05:30:28Z");
            assertThat(event.header().actor()).isNotNull();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RateLimitHandlerTest/wiremock/testHandler_Wait",
                "AbuseLimitHandlerTest/wiremock/testHandler_Wait",
                "AbuseLimitHandlerTest/wiremock/testHandler_Wait_Secondary_Limits",
                "AbuseLimitHandlerTest/wiremock/testHandler_Wait_Secondary_Limits_Body_Marker_Only",
                "AbuseLimitHandlerTest/wiremock/testHandler_Wait_Secondary_Limits_Too_Many_Requests",
                "AbuseLimitHandlerTest/wiremock/testHandler_Wait_Secondary_Limits_Too_Many_Requests_No_Retry_After"
            })
    void recorded_limit_is_waited_for_by_our_budget(String recording) throws IOException {
        Path folder = play(recording);
        String repository = repositoryOf(folder);
        // the recorded repository can have another name than the one that was asked for; GitHub's answer counts
        server.stubFor(
                get(urlPathMatching("/repos/hub4j-test-org/[^/]+/deployments")).willReturn(okJson("[]")));
        countsDeployments(0);

        Duration waited = run(repository);

        assertThat(waited).as("waited for").isBetween(Duration.ofMillis(400), Duration.ofMinutes(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RateLimitHandlerTest/wiremock/testHandler_WaitStuck",
                "AbuseLimitHandlerTest/wiremock/testHandler_WaitStuck"
            })
    void limit_that_never_ends_ends_the_run_with_what_the_server_said(String recording) throws IOException {
        String repository = repositoryOf(play(recording));

        assertThatThrownBy(() -> run(repository))
                .isInstanceOf(SyncStoppedException.class)
                .hasMessageContaining(repository)
                .hasMessageContaining("HTTP 403")
                .hasMessageContaining("Must have push access to repository");
        server.verify(7, getRequestedFor(urlEqualTo("/repos/" + repository)));
    }

    @ParameterizedTest
    @CsvSource({
        "RateLimitHandlerTest/wiremock/testHandler_Fail, rate limit used up",
        "RateLimitHandlerTest/wiremock/testHandler_HttpStatus_Fail, rate limit used up",
        "AbuseLimitHandlerTest/wiremock/testHandler_Fail, Retry-After",
        "AbuseLimitHandlerTest/wiremock/testHandler_HttpStatus_Fail, Retry-After"
    })
    void run_that_may_not_wait_ends_with_the_time_to_come_back(String recording, String reason) throws IOException {
        String repository = repositoryOf(play(recording));
        try (Sync sync = new Sync(URI.create(server.baseUrl()), 25, network -> network, Duration.ZERO)) {
            assertThatThrownBy(() -> sync.run(store, repository, "deployments"))
                    .isInstanceOfSatisfying(
                            SyncStoppedException.class,
                            stopped -> assertThat(stopped.notBefore()).isPresent())
                    .hasMessageContaining(reason)
                    .hasMessageContaining("Run it again at");
        }
    }

    /** Real links lead from page to page on another path than the one that was asked for. */
    @Test
    void recorded_pages_are_followed_to_their_end_by_their_links() throws IOException {
        play("GHIssueEventTest/wiremock/testRepositoryEvents");
        try (Sync sync = atGitHubCom()) {
            GitHub gitHub = HubConnector.connect(GitHubSettings.GITHUB_COM, Authorization.none(), sync.transport());
            int events = gitHub.getRepository("hub4j-test-org/github-api")
                    .listIssueEvents()
                    .toList()
                    .size();
            System.out.println("hub4j: " + events + " events on 14 pages");
            assertThat(events).isEqualTo(420);
        }
        server.verify(14, getRequestedFor(urlMatching(".*/issues/events.*")));
    }

    @Test
    void link_that_leads_to_another_host_is_not_followed() throws IOException {
        play("GHIssueEventTest/wiremock/testRepositoryEvents");
        try (Sync sync = new Sync(URI.create(server.baseUrl()))) {
            GitHub gitHub = HubConnector.connect(
                    URI.create(server.baseUrl()), Authorization.bearer(Sync.TOKEN, "x"), sync.transport());
            assertThatThrownBy(() -> gitHub.getRepository("hub4j-test-org/github-api")
                            .listIssueEvents()
                            .toList())
                    .hasStackTraceContaining("leads to https://api.github.com")
                    .hasStackTraceContaining("The token is not sent there");
        }
    }

    /** We keep no cache, so that a recorded ETag must not make us ask for what has changed only. */
    @Test
    void recorded_etags_are_not_sent_back_and_no_answer_is_empty() throws IOException {
        play("extras/OkHttpConnectorTest/wiremock/OkHttpConnector_NoCache");
        try (Sync sync = atGitHubCom()) {
            GitHub gitHub = HubConnector.connect(GitHubSettings.GITHUB_COM, Authorization.none(), sync.transport());
            for (int i = 0; i < 3; i++) {
                assertThat(gitHub.getRepository("hub4j-test-org/github-api").getFullName())
                        .isEqualTo("hub4j-test-org/github-api");
            }
        }
        server.verify(3, getRequestedFor(urlEqualTo("/repos/hub4j-test-org/github-api")));
        server.verify(0, getRequestedFor(urlMatching(".*")).withHeader("If-None-Match", matching(".*")));
    }

    @Test
    void recorded_comparison_becomes_commits_with_their_parents() throws IOException {
        Path folder = play("GHRepositoryTest/wiremock/listCommitsBetween");
        String base = "e46a9f3f2ac55db96de3c5c4706f2813b3a96465";
        String head = "8051615eff597f4e49f4f47625e6fc2b49f26bfc";
        // the recording was asked without our paging parameters
        server.stubFor(get(urlPathEqualTo("/repos/hub4j-test-org/github-api/compare/" + base + "..." + head))
                .willReturn(okJson(Files.readString(
                        folder.resolve("__files/4-r_h_g_compare_e46a9f3f2ac55db96de3c5c4706f2813b3a964658051.json")))));
        server.stubFor(post(urlEqualTo("/graphql"))
                .willReturn(okJson("{\"data\":{\"repository\":{\"nameWithOwner\":\"hub4j-test-org/github-api\","
                        + "\"defaultBranchRef\":{\"name\":\"main\",\"target\":{\"oid\":\"" + head + "\"}}}}}")));
        try (Sync sync = new Sync(URI.create(server.baseUrl()))) {
            SourcePage page = sync.source("hub4j-test-org/github-api", "commits")
                    .read(Optional.of("{\"complete\":\"" + base + "\",\"known\":100}"));

            assertThat(page.problems()).isEmpty();
            assertThat(page.last()).isTrue();
            assertThat(page.facts().snapshots())
                    .hasSize(9)
                    .allSatisfy(commit -> assertThat(commit.attributes()).containsKeys("parents", "branch"))
                    .extracting(commit -> commit.artifact().nativeId())
                    .contains(head);
        }
    }

    /** So that no recording of these folders is left out without anybody seeing it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"RateLimitCheckerTest", "RequesterRetryTest", "GHRateLimitTest", "extras/GitHubCachingTest"})
    void every_recorded_answer_comes_through_our_client_as_it_was(String test, @TempDir Path scratch)
            throws IOException {
        List<Path> recordings;
        try (Stream<Path> folders = Files.list(Needed.realData("hub4j/" + test + "/wiremock"))) {
            recordings = folders.sorted().toList();
        }
        int answers = 0;
        for (Path recording : recordings) {
            playFolder(PlayableRecording.copy(recording, scratch.resolve(recording.getFileName())));
            try (Sync sync = new Sync(URI.create(server.baseUrl()))) {
                for (StubMapping stub : server.getStubMappings()) {
                    if (stub.getRequest().getMethod().getName().equals("GET")) {
                        HttpReply reply = sync.transport().send(asked(stub.getRequest()));
                        // one that was recorded several times is told apart by what was asked before
                        assertThat(statuses(stub.getRequest().getUrl()))
                                .as(
                                        "%s %s",
                                        recording.getFileName(),
                                        stub.getRequest().getUrl())
                                .contains(reply.status());
                        answers++;
                    }
                }
            }
            server.stop();
        }
        System.out.println("hub4j: " + test + ", " + recordings.size() + " recordings, " + answers + " answers");
        assertThat(answers).isGreaterThanOrEqualTo(recordings.size());
    }

    private HttpCall asked(RequestPattern recorded) {
        HttpCall call = HttpCall.get(URI.create(server.baseUrl() + recorded.getUrl()));
        Map<String, MultiValuePattern> headers = recorded.getHeaders();
        for (Map.Entry<String, MultiValuePattern> header :
                headers == null ? Map.<String, MultiValuePattern>of().entrySet() : headers.entrySet()) {
            String expected = header.getValue().getExpected();
            if (expected != null && !header.getValue().getName().equals("absent")) {
                call = call.withHeader(header.getKey(), expected);
            }
        }
        return call;
    }

    private List<Integer> statuses(String url) {
        return server.getStubMappings().stream()
                .filter(stub -> Objects.equals(stub.getRequest().getUrl(), url))
                .map(stub -> stub.getResponse().getStatus())
                .toList();
    }

    /** As if the recordings were at api.github.com, where their links lead. */
    private Sync atGitHubCom() {
        String there = GitHubSettings.GITHUB_COM.toString();
        return new Sync(GitHubSettings.GITHUB_COM, 25, network -> call -> {
            assertThat(call.uri().toString()).startsWith(there);
            URI local = URI.create(server.baseUrl() + call.uri().toString().substring(there.length()));
            HttpReply reply = network.send(new HttpCall(
                    call.method(), local, call.headers(), call.authorization(), call.body(), call.repeatable()));
            try (InputStream body = reply.bytes()) {
                return new HttpReply(call.uri(), reply.status(), reply.headers(), body.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Duration run(String repository) {
        try (Sync sync = new Sync(URI.create(server.baseUrl()))) {
            assertThat(sync.run(store, repository, "deployments").problems()).isEmpty();
            return sync.waits.stream().reduce(Duration.ZERO, Duration::plus);
        }
    }

    private static String repositoryOf(Path folder) throws IOException {
        try (var mappings = Files.list(folder.resolve("mappings"))) {
            Path mapping = mappings.filter(file -> file.getFileName().toString().startsWith("2-"))
                    .findFirst()
                    .orElseThrow();
            return new ObjectMapper()
                    .readTree(mapping.toFile())
                    .path("request")
                    .path("url")
                    .asText()
                    .substring("/repos/".length());
        }
    }
}
