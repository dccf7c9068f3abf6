package dev.millrace.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.millrace.cli.Millrace.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A Jira and a GitHub, in health, that {@code millrace doctor} examines over real HTTP. */
abstract class ExaminedSites {

    static final String TOKEN = "s3cret-t0ken";
    static final String DATE = date(Millrace.NOW);

    @RegisterExtension
    final WireMockExtension server = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort())
            .build();

    @TempDir
    Path directory;

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

    Millrace millrace() throws IOException {
        return millrace("http://localhost:" + server.getPort());
    }

    Millrace millrace(String url) throws IOException {
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

    Millrace with(String yaml) throws IOException {
        return Millrace.in(directory)
                .with("JIRA_TOKEN", TOKEN)
                .with("GITHUB_TOKEN", TOKEN)
                .with("COLUMNS", "160")
                .config(yaml);
    }

    void jira(String path, int status, String body) {
        server.stubFor(get(urlPathEqualTo(path)).willReturn(json(status, body)));
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Date", DATE)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    static String date(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    }

    static List<String> codes(Millrace millrace) throws IOException {
        return read(millrace.run("doctor", "--json")).path("findings").findValuesAsText("code");
    }

    /** What it prints, as if the terminal had no end. */
    static String words(Run run) {
        return run.out().replaceAll("\\s+", " ");
    }

    static JsonNode read(Run run) throws IOException {
        return JsonMapper.builder().build().readTree(run.out());
    }
}
