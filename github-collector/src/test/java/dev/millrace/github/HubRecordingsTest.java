package dev.millrace.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.TemplateHelperProviderExtension;
import dev.millrace.model.FlowEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
        Path folder = Needed.realData("hub4j/" + recording);
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
