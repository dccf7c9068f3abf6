package dev.millrace.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.Cursor;
import dev.millrace.store.FactBatch;
import dev.millrace.store.FlowStore;
import dev.millrace.store.SqliteFlowStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code millrace doctor}: every finding, over real HTTP and a real store. */
class DoctorAcceptanceTest {

    private static final String TOKEN = "s3cret-t0ken";
    private static final String DATE = date(Millrace.NOW);

    @RegisterExtension
    private final WireMockExtension server = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort())
            .build();

    @TempDir
    private Path directory;

    @BeforeEach
    void healthy() {
        server.stubFor(any(anyUrl()).willReturn(json(404, "{}")));
        jira("/rest/api/2/serverInfo", 200, "{\"version\":\"9.12.0\",\"deploymentType\":\"Server\"}");
        jira("/rest/api/2/myself", 200, "{\"name\":\"robot\"}");
        jira("/rest/api/2/mypermissions", 200, "{\"permissions\":{\"BROWSE_PROJECTS\":{\"havePermission\":true}}}");
        server.stubFor(get(urlPathEqualTo("/api/v3/rate_limit"))
                .willReturn(json(200, "{}").withHeader("X-OAuth-Scopes", "repo")));
        server.stubFor(get(urlPathMatching("/api/v3/repos/acme/[a-z]+/.*")).willReturn(json(200, "[]")));
        server.stubFor(get(urlPathEqualTo("/api/v3/repos/acme/shop"))
                .willReturn(json(200, "{\"full_name\":\"acme/shop\",\"private\":true}")));
    }

    private Millrace millrace() throws IOException {
        return millrace("http://localhost:" + server.getPort());
    }

    private Millrace millrace(String url) throws IOException {
        return with("""
                jira:
                  - id: work
                    url: %1$s
                    projects: [ABC]
                    token: {env: JIRA_TOKEN}
                github:
                  - id: acme
                    url: %1$s/api/v3
                    repositories: [acme/shop]
                    token: {env: GITHUB_TOKEN}
                """.formatted(url));
    }

    private Millrace with(String yaml) throws IOException {
        return Millrace.in(directory)
                .with("JIRA_TOKEN", TOKEN)
                .with("GITHUB_TOKEN", TOKEN)
                .with("COLUMNS", "160")
                .config(yaml);
    }

    @Test
    void nothing_is_wrong_with_sites_that_can_be_read_and_nothing_is_written() throws Exception {
        Run run = millrace().run("doctor");

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(words(run))
                .contains("jira:work: can be read as configured")
                .contains("github:acme (acme/shop): can be read as configured")
                .contains("the clock of localhost:" + server.getPort() + " agrees with ours")
                .contains("there is no store yet")
                .contains("Java 17")
                .doesNotContain(TOKEN);
        assertThat(server.getAllServeEvents())
                .allSatisfy(event ->
                        assertThat(event.getRequest().getMethod().getName()).isEqualTo("GET"));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve("millrace.yml"));
        }
    }

    @Test
    void every_mistake_of_the_configuration_is_told_with_file_line_and_field() throws Exception {
        Run run = with("""
                zone: Europe/Berln
                jira:
                  - urll: https://jira.example.org
                """).run("doctor", "--json");

        assertThat(run.exitCode()).isEqualTo(3);
        JsonNode findings = read(run).path("findings");
        assertThat(findings.findValuesAsText("about"))
                .anySatisfy(about -> assertThat(about).endsWith("millrace.yml:1:7"))
                .anySatisfy(about -> assertThat(about).contains("millrace.yml:3:"));
        assertThat(findings.findValuesAsText("what"))
                .anySatisfy(what -> assertThat(what).startsWith("zone: unknown time zone \"Europe/Berln\""));
        assertThat(read(run).path("skipped").toString()).contains("the configuration cannot be used as it is");
    }

    @Test
    void a_token_that_is_not_there_is_a_finding_and_offline_asks_nobody() throws Exception {
        Run run = Millrace.in(directory).config("""
                jira:
                  - url: http://localhost:%d
                    token: {env: JIRA_TOKEN}
                """.formatted(server.getPort())).run("doctor", "--offline");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(words(run)).contains("the environment variable JIRA_TOKEN is not set");
        assertThat(millrace().run("doctor", "--offline").out()).contains("the tools: --offline");
        assertThat(server.getAllServeEvents()).isEmpty();
    }

    @Test
    void a_token_that_is_refused_is_named_by_its_setting() throws Exception {
        jira("/rest/api/2/myself", 401, "{}");
        server.stubFor(get(urlPathEqualTo("/api/v3/rate_limit")).willReturn(json(401, "{}")));

        Run run = millrace().run("doctor");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(words(run))
                .contains("HTTP 401: Jira does not accept who asks", "check jira[0].token.env in ")
                .contains("HTTP 401: GitHub does not accept the token", "check github[0].token.env in ")
                .doesNotContain(TOKEN);
    }

    @Test
    void a_project_that_may_not_be_browsed_or_is_not_there_costs_every_figure() throws Exception {
        jira("/rest/api/2/mypermissions", 200, "{\"permissions\":{\"BROWSE_PROJECTS\":{\"havePermission\":false}}}");
        assertThat(codes(millrace())).containsExactly("missing-permission", "store-absent");

        jira("/rest/api/2/mypermissions", 404, "{}");
        Run run = millrace().run("doctor");
        assertThat(words(run))
                .contains("there is no project ABC, or the account may not see it")
                .contains("every figure leaves them out without a trace");
    }

    @Test
    void what_publish_lacks_is_told_and_only_if_it_is_to_be_written() throws Exception {
        jira(
                "/rest/api/2/mypermissions",
                200,
                "{\"permissions\":{\"BROWSE_PROJECTS\":{\"havePermission\":true},"
                        + "\"EDIT_ISSUES\":{\"havePermission\":false},\"LINK_ISSUES\":{\"havePermission\":false}}}");
        assertThat(codes(millrace())).containsExactly("store-absent");

        String yaml = Files.readString(directory.resolve("millrace.yml"));
        Run run = with(yaml + "publish: {jira: both}\nserve: {url: \"https://flow.example.org\"}\n")
                .run("doctor");
        assertThat(words(run))
                .contains("the account may not edit issues in project ABC", "the panel stays empty")
                .contains("the account may not link issues in project ABC");
    }

    @Test
    void what_a_github_token_lacks_is_told_with_the_figures_it_costs() throws Exception {
        server.stubFor(get(urlPathEqualTo("/api/v3/repos/acme/shop/deployments"))
                .willReturn(json(403, "{}").withHeader("X-Accepted-GitHub-Permissions", "deployments=read")));

        Run run = millrace().run("doctor");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(words(run))
                .contains("acme/shop: HTTP 403: the token lacks Deployments: read (the repository is private)")
                .contains("deployment frequency, lead time for changes and the other keys of DORA are unknown")
                .contains("This call needs deployments=read.");
    }

    @Test
    void a_repository_that_cannot_be_read_or_was_renamed_and_a_token_that_wants_single_sign_on_are_told()
            throws Exception {
        server.stubFor(get(urlPathEqualTo("/api/v3/repos/acme/shop")).willReturn(json(404, "{}")));
        assertThat(codes(millrace())).containsExactly("repository-not-readable", "store-absent");

        server.stubFor(get(urlPathEqualTo("/api/v3/repos/acme/shop"))
                .willReturn(json(403, "{}")
                        .withHeader(
                                "X-GitHub-SSO",
                                "required; url=https://github.com/orgs/acme-inc/sso?authorization_request=AZSC")));
        Run run = millrace().run("doctor");
        assertThat(words(run))
                .contains("The organisation acme-inc wants the token authorised")
                .doesNotContain("AZSC");

        server.stubFor(
                get(urlPathEqualTo("/api/v3/repos/acme/shop")).willReturn(json(200, "{\"full_name\":\"acme/store\"}")));
        assertThat(codes(millrace())).containsExactly("repository-renamed", "store-absent");
    }

    @Test
    void a_token_that_expires_soon_is_a_warning_and_one_that_may_more_than_needed_a_note() throws Exception {
        server.stubFor(get(urlPathEqualTo("/api/v3/rate_limit"))
                .willReturn(json(200, "{}")
                        .withHeader("X-OAuth-Scopes", "repo, delete_repo, admin:org")
                        .withHeader("github-authentication-token-expiration", "2026-11-08 12:00:00 UTC")));

        Run run = millrace().run("doctor");

        assertThat(words(run))
                .contains("the token expires at 2026-11-08T12:00:00Z")
                .contains("the token may do more than Millrace needs: admin:org, delete_repo");
        assertThat(codes(millrace())).containsExactly("token-expires", "token-may-more", "store-absent");
    }

    @Test
    void a_web_page_and_a_broken_server_are_no_jira() throws Exception {
        server.stubFor(get(urlPathEqualTo("/rest/api/2/serverInfo"))
                .willReturn(aResponse().withStatus(200).withHeader("Date", DATE).withBody("<html>log in</html>")));
        assertThat(codes(millrace())).containsExactly("not-a-jira", "store-absent");

        jira("/rest/api/2/serverInfo", 503, "{}");
        assertThat(codes(millrace())).containsExactly("server-error", "store-absent");
    }

    @Test
    void a_host_that_is_not_there_and_a_certificate_that_nobody_signed_are_told_in_plain_words() throws Exception {
        assertThat(codes(millrace("http://127.0.0.1:1"))).containsExactly("refused", "refused", "store-absent");
        assertThat(millrace("http://127.0.0.1:1").run("doctor").out())
                .contains("nothing answers at 127.0.0.1:1")
                .contains("Check the port, whether the server is up");
        assertThat(codes(millrace("http://nowhere.invalid"))).contains("unknown-host");
        assertThat(millrace("https://localhost:" + server.getHttpsPort())
                        .run("doctor")
                        .out())
                .contains("this Java does not trust who signed the certificate of localhost:" + server.getHttpsPort());
        assertThat(codes(millrace("https://localhost:" + server.getPort()))).contains("tls-not-spoken");
    }

    @Test
    void a_clock_that_is_off_is_told_with_its_bounds() throws Exception {
        String date = date(Millrace.NOW.minusSeconds(95));
        server.stubFor(get(urlPathEqualTo("/rest/api/2/serverInfo"))
                .willReturn(aResponse()
                        .withHeader("Date", date)
                        .withBody("{\"version\":\"9.12.0\",\"deploymentType\":\"Server\"}")));
        for (String path : List.of("/rest/api/2/myself", "/rest/api/2/mypermissions")) {
            server.stubFor(get(urlPathEqualTo(path))
                    .willReturn(aResponse().withHeader("Date", date).withBody("{}")));
        }

        Run run = with("""
                jira:
                  - url: http://localhost:%d
                """.formatted(server.getPort())).run("doctor");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(words(run))
                .contains("is behind ours by 94 s at least (between -95.0 and -94.0 s ahead)")
                .contains("hand-overs that would take negative time are contradictory");
    }

    @Test
    void guesses_and_candidates_for_production_come_from_what_was_collected_and_the_store_stays_as_it_is()
            throws Exception {
        Path file = directory.resolve("millrace.db");
        fill(file);
        FileTime before = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);

        Run run = millrace().run("doctor", "--offline");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(words(run))
                .contains("\"Waiting for QA\" (id 3) of jira:work is taken for ")
                .contains("no stage stands for \"Limbo\"")
                .contains("no environment is known to be production")
                .containsPattern("Candidates: \"shop-prod\" \\(1 deployment, last 2026-03-01, likely by its name\\),"
                        + " \"pre-prod\" \\(2 deployments");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(directory.resolve("millrace.yml"), file);
        }
    }

    @Test
    void a_damaged_store_and_another_programs_file_are_errors() throws Exception {
        Path file = directory.resolve("millrace.db");
        Files.writeString(file, "this is no database at all, but long enough to be looked at".repeat(20));
        Run run = millrace().run("doctor", "--offline", "--json");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(read(run).at("/findings/0/code").asText()).isEqualTo("store-unusable");
        assertThat(read(run).at("/findings/0/what").asText()).contains("is no Millrace store");
    }

    @Test
    void a_store_is_enough_to_be_examined() throws Exception {
        Path file = directory.resolve("other.db");
        fill(file);

        Run run = Millrace.in(directory).run("--store", file.toString(), "doctor");

        assertThat(words(run)).contains("there is no millrace.yml", "no environment is known to be production");
    }

    private static void fill(Path file) {
        ToolInstance jira = new ToolInstance("jira", "work");
        ToolInstance gitHub = new ToolInstance("github", "acme");
        try (FlowStore store = SqliteFlowStore.open(file, InstantSource.fixed(Millrace.NOW))) {
            store.commit(
                    new FactBatch(
                            List.of(
                                    deployment(gitHub, "1", "pre-prod"),
                                    deployment(gitHub, "2", "pre-prod"),
                                    deployment(gitHub, "3", "shop-prod")),
                            List.of(),
                            List.of(),
                            List.of(new StateDefinition(jira, "3", "Waiting for QA", StateCategory.INDETERMINATE)),
                            List.of(
                                    new StateUse(jira, "ABC", new NativeState("3", "Waiting for QA")),
                                    new StateUse(jira, "ABC", new NativeState("99", "Limbo"))),
                            List.of()),
                    new Cursor("test", "{}"));
        }
    }

    private static ArtifactSnapshot deployment(ToolInstance tool, String id, String environment) {
        Instant at = Instant.parse("2026-03-01T10:00:00Z");
        return new ArtifactSnapshot(
                new ArtifactId(tool, ArtifactKind.DEPLOYMENT, id),
                "acme/shop deploy " + environment + " " + id,
                "",
                "acme/shop",
                null,
                Level.STANDARD,
                null,
                null,
                null,
                null,
                at,
                at,
                new TreeMap<>(Map.of("environment", List.of(environment))));
    }

    private void jira(String path, int status, String body) {
        server.stubFor(get(urlPathEqualTo(path)).willReturn(json(status, body)));
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Date", DATE)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    private static String date(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    }

    private static List<String> codes(Millrace millrace) throws IOException {
        return read(millrace.run("doctor", "--json")).path("findings").findValuesAsText("code");
    }

    /** What it prints, as if the terminal had no end. */
    private static String words(Run run) {
        return run.out().replaceAll("\\s+", " ");
    }

    private static JsonNode read(Run run) throws IOException {
        return JsonMapper.builder().build().readTree(run.out());
    }
}
