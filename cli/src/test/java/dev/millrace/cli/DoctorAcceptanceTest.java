package dev.millrace.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.cli.Millrace.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code millrace doctor}: the configuration, and whether the tools can be reached. */
class DoctorAcceptanceTest extends ExaminedSites {

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
        assertThat(read(run).path("skipped").toString()).contains("the configuration has mistakes");
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
                .contains("Check the port, that the server is running");
        assertThat(codes(millrace("http://nowhere.invalid"))).contains("unknown-host");
        assertThat(millrace("https://localhost:" + server.getHttpsPort())
                        .run("doctor")
                        .out())
                .contains("Java does not trust the issuer of the certificate of localhost:" + server.getHttpsPort());
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
                .contains("hand-offs with a negative time are contradictory");
    }
}
