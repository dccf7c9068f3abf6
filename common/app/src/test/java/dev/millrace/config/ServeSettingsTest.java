package dev.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.jira.IssueWrites;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sections {@code serve} and {@code publish}. */
class ServeSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void without_the_sections_nothing_is_said_and_nothing_is_published() throws Exception {
        MillraceConfig config = read("");

        assertThat(config.serve()).isEqualTo(ServeSettings.none());
        assertThat(config.publish()).isEqualTo(PublishSettings.nothing());
    }

    @Test
    void every_setting_is_read() throws Exception {
        MillraceConfig config = read("""
                serve:
                  host: 0.0.0.0
                  port: 9000
                  url: https://flow.example.org/
                  keystore: {file: hub.p12, password: {env: KEYS}}
                  behindProxy: false
                  tokens: secrets/tokens.json
                  limits: {bodyMiB: 4, requestsPerSecond: 10, burst: 20}
                  syncEvery: 15m
                  publishEvery: 1h
                publish:
                  jira: both
                  report: site/report.html
                  days: 30
                """);

        ServeSettings serve = config.serve();
        assertThat(serve.host()).contains("0.0.0.0");
        assertThat(serve.port()).contains(9000);
        assertThat(serve.url()).contains(URI.create("https://flow.example.org"));
        assertThat(serve.keyStore().orElseThrow().file()).isEqualTo(folder.resolve("hub.p12"));
        assertThat(serve.keyStore().orElseThrow().password().orElseThrow().reveal())
                .isEqualTo("opens");
        assertThat(serve.behindProxy()).contains(false);
        assertThat(serve.tokens()).contains(folder.resolve("secrets/tokens.json"));
        assertThat(serve.maxBodyBytes()).contains(4L << 20);
        assertThat(serve.requestsPerSecond()).contains(10);
        assertThat(serve.burst()).contains(20);
        assertThat(serve.syncEvery()).contains(Duration.ofMinutes(15));
        assertThat(serve.publishEvery()).contains(Duration.ofHours(1));
        assertThat(config.publish().jira()).isEqualTo(IssueWrites.BOTH);
        assertThat(config.publish().report()).contains(folder.resolve("site/report.html"));
        assertThat(config.publish().days()).isEqualTo(30);
        assertThat(config.toString()).doesNotContain("opens");
    }

    @Test
    void every_mistake_is_told_at_once_with_its_place() {
        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> read("""
                serve:
                  host: localhost:8377/path
                  port: 99999
                  keystore: {file: hub.p12, password: opens}
                  behindProxy: true
                  limits: {body: 3, burst: 0}
                  syncEvery: 10
                  publishEvery: 0m
                publish:
                  jira: link
                  reprot: x.html
                """));

        assertThat(failure.getMessage().replace(folder + "/", ""))
                .contains("millrace.yml:4:9: serve.host: must be an address or a name of this machine")
                .contains("millrace.yml:5:9: serve.port: must be a whole number from 0 to 65535")
                .contains("serve.keystore: cannot be combined with behindProxy: true")
                .contains("serve.keystore.password: a token must not be in this file")
                .contains("serve.limits: unknown key \"body\"; known here: bodyMiB, requestsPerSecond, burst")
                .contains("serve.limits.burst: must be a whole number from 1")
                .contains("serve.syncEvery: must be a length of time such as 30m")
                .contains("serve.publishEvery: must be at least 1m")
                .contains("publish: unknown key \"reprot\"; did you mean \"report\"?")
                .contains("publish.jira: a link needs a target: write serve: {url: ...}");
    }

    @Test
    void header_of_a_user_needs_a_proxy_and_is_read_with_its_token() throws Exception {
        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> read("""
                serve:
                  userHeader: {name: X-Forwarded-User, token: a1b2}
                """));
        assertThat(failure.getMessage()).contains("serve.userHeader: needs behindProxy: true");
        assertThat(read("""
                serve:
                  behindProxy: true
                  userHeader: {name: X-Forwarded-User, token: a1b2}
                """).serve().userHeader()).contains(new ServeSettings.UserHeader("X-Forwarded-User", "a1b2"));
    }

    @Test
    void published_report_of_several_streams_names_one_of_them() throws Exception {
        String streams = "valueStream: {streams: [{id: shop}, {id: support}]}\n";

        assertThat(read(streams + "publish: {report: x.html, stream: support}").publish().stream())
                .contains("support");
        assertThat(read("publish: {report: x.html}").publish().stream()).isEmpty();
        assertThat(catchThrowableOfType(ConfigException.class, () -> read(streams + "publish: {report: x.html}")))
                .hasMessageContaining(
                        "publish.report: the definition has several value streams: add stream: with one of"
                                + " shop, support");
        assertThat(catchThrowableOfType(
                        ConfigException.class, () -> read(streams + "publish: {report: x.html, stream: shp}")))
                .hasMessageContaining(
                        "publish.stream: the definition has no value stream \"shp\"; did you mean \"shop\"?; it has");
    }

    @Test
    void wrong_definition_is_no_second_mistake_of_publish() {
        assertThat(catchThrowableOfType(
                        ConfigException.class,
                        () -> read("valueStream: {streams: [{id: a, nmae: b}]}\npublish: {report: x.html, stream: a}")))
                .hasMessageContaining("nmae")
                .hasMessageNotContaining("publish");
    }

    @Test
    void a_report_needs_no_password_of_the_hub() throws Exception {
        Path file = Files.writeString(folder.resolve("millrace.yml"), """
                jira:
                  - url: https://jira.example.org
                serve:
                  keystore: {file: hub.p12, password: {env: NOT_SET}}
                """);

        assertThat(new ConfigReader(Map.of())
                        .readWithoutTokens(file)
                        .serve()
                        .keyStore()
                        .orElseThrow()
                        .password())
                .isEmpty();
    }

    private MillraceConfig read(String sections) throws IOException {
        Path file = Files.writeString(
                folder.resolve("millrace.yml"), "jira:\n  - url: https://jira.example.org\n" + sections);
        return new ConfigReader(Map.of("KEYS", "opens")).read(file);
    }
}
