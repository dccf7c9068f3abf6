package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.cli.Millrace.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code millrace import}, with a small sample of what the Jenkins plugin writes: three builds that deploy. */
class ImportAcceptanceTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FIRST = "{\"millrace\":\"events/1\"}\n";
    private static final int FACTS = 24;
    private static final int EVENTS = 21;

    @TempDir
    private Path folder;

    private Millrace millrace;

    @BeforeEach
    void configure() throws IOException {
        millrace = Millrace.in(folder).config("store: chain.db\njira:\n  - url: https://jira.example.org\n");
        Files.writeString(folder.resolve("builds.ndjson"), sample());
    }

    @Test
    void file_of_builds_is_stored_and_its_deploy_stages_are_deployments() {
        Run run = millrace.run("import", "builds.ndjson");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("builds.ndjson: " + FACTS + " facts read; " + EVENTS
                        + " new events, 0 revised, 3 new or changed artifacts\n"
                        + "links: 6 new; deployments of stages: 6 new or changed\n");
        assertThat(millrace.run("export", "--table", "events", "--format", "ndjson")
                        .lines())
                .filteredOn(line -> line.contains("deployment") && line.contains("\"failure\""))
                .hasSize(1);
    }

    @Test
    void importing_again_adds_nothing() {
        millrace.run("import", "builds.ndjson");

        Run again = millrace.run("import", "builds.ndjson");

        assertThat(again.exitCode()).isZero();
        assertThat(again.err())
                .contains("0 new events, 0 revised, 0 new or changed artifacts")
                .contains("links: 0 new; deployments of stages: 0 new or changed");
    }

    @Test
    void what_is_piped_in_is_read_to_its_end() {
        Run run = millrace.piping(sample()).run("import", "-");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).startsWith("standard input: " + FACTS + " facts read; " + EVENTS + " new events");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat builds.ndjson | \"$@\" -",
                "cat builds.ndjson | \"$@\" /dev/stdin",
                "\"$@\" - < builds.ndjson",
                "\"$@\" /dev/stdin < builds.ndjson",
                "\"$@\" <(cat builds.ndjson)",
                "mkfifo named && { cat builds.ndjson > named & \"$@\" named; }"
            })
    void pipes_of_a_shell_are_read_as_files_are(String line) throws Exception {
        Process process = millrace.startIn(line, "import");

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(folder.resolve("err.txt"));
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains(": " + FACTS + " facts read; " + EVENTS + " new events");
    }

    @Test
    void pipe_that_nothing_comes_through_is_told() {
        Run run = millrace.run("import", "-");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("standard input is empty: the program that should write it wrote nothing");
    }

    @Test
    void every_ndjson_file_of_a_directory_is_taken_in_order() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("exported/old"));
        List<String> lines = sample().lines().toList();
        Files.writeString(inside.resolve("130.ndjson"), FIRST + String.join("\n", lines.subList(1, 9)));
        Files.writeString(inside.resolveSibling("b.ndjson"), FIRST + String.join("\n", lines.subList(9, 25)) + "\n");
        Files.writeString(inside.resolve("notes.txt"), "no facts");

        Run run = millrace.run("import", "exported");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err().lines().map(line -> line.replaceAll(" facts.*", "")))
                .startsWith("exported/b.ndjson: 16", "exported/old/130.ndjson: 8");
    }

    @Test
    void json_says_what_came_of_it() throws IOException {
        Run run = millrace.run("import", "--json", "builds.ndjson");

        JsonNode result = JSON.readTree(run.out());
        assertThat(run.err()).isEmpty();
        assertThat(result.path("sources").get(0).path("source").asText()).isEqualTo("builds.ndjson");
        assertThat(result.path("sources").get(0).path("newEvents").asInt()).isEqualTo(EVENTS);
        assertThat(result.path("newOrChangedDeployments").asInt()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            not json at all                                    | is no JSON
            [1,2]                                              | a line must be one JSON object
            {"fact":"event","kind":"created"}                  | event: id is missing
            {"fact":"snapshot","artifact":"jenkins"}           | snapshot: artifact: an artifact id is written
            {"no":"fact"}                                      | fact must be
            """)
    void bad_line_is_named_and_nothing_of_any_file_is_stored(String line, String said) throws IOException {
        Files.writeString(folder.resolve("bad.ndjson"), sample() + line + "\n");

        Run run = millrace.run("import", "builds.ndjson", "bad.ndjson");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("millrace: bad.ndjson:26: ")
                .contains(said)
                .endsWith(". Nothing was imported; correct the line and import the file again.\n");
        assertThat(folder.resolve("chain.db")).doesNotExist();
    }

    @Test
    void file_that_is_no_text_is_told_so() throws IOException {
        Files.write(folder.resolve("bad.ndjson"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        assertThat(millrace.run("import", "bad.ndjson").err()).contains("bad.ndjson: is not UTF-8");
    }

    @Test
    void version_that_is_not_known_is_refused() throws IOException {
        Files.writeString(folder.resolve("new.ndjson"), "{\"millrace\":\"events/7\"}\n");

        Run run = millrace.run("import", "new.ndjson");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("has version \"events/7\", but this program reads events/1");
    }

    @Test
    void kinds_that_a_later_version_writes_are_left_out_and_named() throws IOException {
        String later = "{\"fact\":\"event\",\"id\":\"x\",\"artifact\":\"jenkins:ci:build:1\",\"kind\":\"tea-made\"}\n"
                + "{\"fact\":\"prophecy\",\"of\":\"doom\"}\n";
        Files.writeString(folder.resolve("later.ndjson"), sample() + later + later);

        Run run = millrace.run("import", "later.ndjson");

        assertThat(run.exitCode()).as("done, but something is missing").isEqualTo(3);
        assertThat(run.err())
                .contains(EVENTS + " new events")
                .contains("later.ndjson: 2 x event of kind tea-made left out")
                .contains("later.ndjson: 2 x prophecy left out");
    }

    @Test
    void address_of_a_build_is_asked_in_the_name_of_the_user() throws IOException {
        List<String> asked = new ArrayList<>();
        HttpServer jenkins = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer = sample().getBytes(StandardCharsets.UTF_8);
        jenkins.createContext("/job/shop/131/millrace/events.ndjson", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        jenkins.start();
        try {
            String root = "http://127.0.0.1:" + jenkins.getAddress().getPort();
            Run run = millrace.with("JENKINS_TOKEN", "s3cret-token")
                    .run(
                            "import",
                            "--user",
                            "anna",
                            "--token-env",
                            "JENKINS_TOKEN",
                            root + "/job/shop/131/millrace/events.ndjson");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(asked)
                    .containsExactly("Basic "
                            + Base64.getEncoder().encodeToString("anna:s3cret-token".getBytes(StandardCharsets.UTF_8)));
            assertThat(run.err()).contains(EVENTS + " new events").doesNotContain("s3cret");

            Run missing = millrace.run("import", root + "/job/none/1/millrace/events.ndjson");
            assertThat(missing.exitCode()).isEqualTo(1);
            assertThat(missing.err()).contains("HTTP 404").contains("Nothing was imported");
        } finally {
            jenkins.stop(0);
        }
    }

    @Test
    void what_cannot_be_read_is_a_mistake_of_the_command_line() throws IOException {
        Files.createDirectories(folder.resolve("empty"));

        assertThat(millrace.run("import", "builds.ndjson", "none.ndjson").err())
                .isEqualTo("millrace: there is no file none.ndjson; nothing was imported\n");
        assertThat(millrace.run("import", "empty").err()).contains("no file in empty ends in .ndjson");
        assertThat(millrace.run("import", "--user", "anna", "builds.ndjson").exitCode())
                .isEqualTo(2);
        assertThat(folder.resolve("chain.db")).doesNotExist();
    }

    @Test
    void big_file_passes_through_a_small_heap() throws Exception {
        Path big = folder.resolve("big.ndjson");
        List<String> lines = sample().lines().toList();
        int copies = 1_000;
        try (var out = Files.newBufferedWriter(big)) {
            out.write(FIRST);
            for (int i = 0; i < copies; i++) {
                for (String line : lines.subList(1, lines.size())) {
                    out.write(line.replace("shop/main#", "shop" + i + "/main#"));
                    out.newLine();
                }
            }
        }
        assertThat(Files.size(big)).isGreaterThan(8_000_000);

        Process process =
                millrace.with("JAVA_TOOL_OPTIONS", "-Xmx48m -XX:+UseSerialGC").start("import", "big.ndjson");

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(folder.resolve("err.txt")))
                .contains("big.ndjson: " + copies * FACTS + " facts read; " + copies * EVENTS + " new events");
        assertThat(process.exitValue()).isZero();
    }

    static String sample() {
        try (InputStream in = Objects.requireNonNull(
                ImportAcceptanceTest.class.getResourceAsStream("builds.ndjson"), "builds.ndjson")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
