package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.Millrace.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user sees whose configuration is missing or wrong. */
class ConfigurationAcceptanceTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"sync", "report", "show A-1", "export --table items --format csv"})
    void an_empty_directory_gets_the_smallest_configuration_to_copy(String command) throws Exception {
        Run run = Millrace.in(directory).run(command.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("""
                millrace: there is no millrace.yml in this directory. millrace init writes one; the smallest one is
                  jira:
                    - url: https://jira.example.org    # a Jira that you can read
                or, for GitHub (you need only one of jira and github),
                  github:
                    - repositories: [owner/name]
                      token: {env: GITHUB_TOKEN}
                For Jenkins alone none is needed: start millrace serve, and let Jenkins post to it.
                """);
        assertThat(names()).as("nothing is left behind").isEmpty();
    }

    @Test
    void what_that_message_shows_is_a_valid_configuration() throws Exception {
        String message = Millrace.in(directory).run("sync").err();
        String both = message.substring(message.indexOf('\n') + 1).replaceAll("(?m)^(or|For Jenkins).*\n", "");
        assertThat(both).contains("jira:", "github:");
        Millrace.in(directory).config(both);

        assertThat(Millrace.in(directory).run("report").err())
                .as("the next thing that is missing is the store")
                .contains("millrace.db");
    }

    @Test
    void all_mistakes_come_at_once_with_their_lines_and_nothing_is_tried() throws Exception {
        Run run = Millrace.in(directory).config("""
                        zone: Europe/Berln
                        jira:
                          - url: https://jira.example.org
                            tokn: {env: JIRA_TOKEN}
                          - url: jira.example.com
                            token: {env: JIRA_TOKEN}
                          - url: https://jira.example.net
                            token: secret-in-the-wrong-place
                        """).run("sync");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().replace(directory + "/", ""))
                .contains(
                        "millrace.yml:1:7: zone: unknown time zone \"Europe/Berln\"; did you mean \"Europe/Berlin\"?\n")
                .contains("millrace.yml:4:5: jira[0]: unknown key \"tokn\"; did you mean \"token\"?\n")
                .contains("millrace.yml:5:10: jira[1].url: must begin with https:// (or http://)\n")
                .contains("millrace.yml:6:18: jira[1].token.env: the environment variable JIRA_TOKEN is not set\n")
                .contains("millrace.yml:8:12: jira[2].token: a token must not be in this file.")
                .doesNotContain("secret-in-the-wrong-place")
                .doesNotContain("\tat ");
        assertThat(names()).containsExactly("millrace.yml");
    }

    @Test
    void a_named_configuration_that_is_not_there_is_told_by_name() {
        Run run = Millrace.in(directory).run("--config", "team.yml", "sync");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo(directory.resolve("team.yml") + ":1:1: there is no such file\n");
    }

    @Test
    void the_configuration_can_be_named_before_and_behind_the_command() throws Exception {
        Files.writeString(directory.resolve("team.yml"), "jira: []\n");

        assertThat(Millrace.in(directory).run("sync", "-c", "team.yml").err())
                .isEqualTo(Millrace.in(directory).run("-c", "team.yml", "sync").err())
                .contains("team.yml:1:7: jira: needs at least a site");
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "show A-1", "export --table items --format csv"})
    void a_store_that_is_not_there_is_told_and_not_made(String command) throws Exception {
        Run run = Millrace.in(directory)
                .config("jira:\n  - url: https://jira.example.org\n    token: {env: NOT_NEEDED_HERE}\n")
                .run(command.split(" "));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        "millrace: there is nothing to read yet: " + directory.resolve("millrace.db")
                                + " does not exist. Run millrace sync or millrace import first, or let tools post to millrace serve.\n");
        assertThat(names()).containsExactly("millrace.yml");
    }

    @Test
    void a_slip_in_the_command_line_is_answered_with_what_was_probably_meant() {
        Run run = Millrace.in(directory).run("repot");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("there is no command \"repot\" of millrace; did you mean report?");
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
