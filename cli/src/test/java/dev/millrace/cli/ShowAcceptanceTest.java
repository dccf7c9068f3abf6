package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.cli.SyncedRealJira.Synced;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code millrace show} on real issues. */
@ExtendWith(SyncedRealJira.class)
class ShowAcceptanceTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String MOVED_FROM = "FCSUPPORT-33";
    private static final String MOVED_TO = "FCREPO-407";

    private final Synced synced;

    @TempDir
    private Path folder;

    ShowAcceptanceTest(Synced synced) {
        this.synced = synced;
    }

    @Test
    void an_issue_is_shown_as_text_for_a_terminal() {
        Run run = synced.run("show", "CB-5719");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("CB-5719")
                .contains("Resolved")
                .doesNotContain("\u001b")
                .endsWith("\n");
    }

    @Test
    void case_of_the_key_does_not_matter() {
        assertThat(synced.run("show", "cb-5719").out())
                .isEqualTo(synced.run("show", "CB-5719").out());
    }

    @Test
    void json_is_the_same_for_ever_for_the_same_two_instants() throws Exception {
        Run run = synced.run("show", "CB-5719", "--json", "--as-of", "2014-03-01");
        JsonNode item = JSON.readTree(run.out());

        assertThat(item.path("item").path("key").asText()).isEqualTo("CB-5719");
        assertThat(item.path("asOf").asText())
                .as("the whole day, in the configured zone")
                .isEqualTo("2014-03-01T22:59:59.999Z");
        assertThat(synced.run(
                                "show",
                                "CB-5719",
                                "--json",
                                "--as-of",
                                "2014-03-01",
                                "--known-at",
                                item.path("knownAt").asText())
                        .out())
                .isEqualTo(run.out());
    }

    @Test
    void markdown_and_html_are_complete_in_themselves() throws Exception {
        assertThat(synced.run("show", "CB-5719", "--markdown").out())
                .startsWith("# ")
                .contains("```mermaid");

        Path file = folder.resolve("issue.html");
        Run run = synced.run("show", "CB-5719", "--html", file.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("wrote " + file + "\n");
        assertThat(Files.readString(file))
                .startsWith("<!DOCTYPE html>")
                .contains("CB-5719")
                .endsWith("</html>\n");
    }

    @Test
    void an_issue_that_has_moved_is_found_under_its_old_key() {
        Run run = synced.run("show", MOVED_FROM);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEqualTo(MOVED_FROM + " is " + MOVED_TO + " now: it has moved\n");
        assertThat(run.out()).contains(MOVED_TO);
    }

    @Test
    void an_unknown_key_is_answered_with_near_ones_and_what_to_do() {
        Run run = synced.run("show", "CB-5718");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("millrace: no issue CB-5718 is in the store; there is CB-5719, ")
                .endsWith("If it is new, run millrace sync. Otherwise check that its project is collected.\n");
        assertThat(synced.run("show", "NOTHING-LIKE-IT").err())
                .startsWith("millrace: no issue NOTHING-LIKE-IT is in the store. If");
    }

    @Test
    void an_issue_that_did_not_exist_yet_is_told_so() {
        Run run = synced.run("show", "CB-5719", "--as-of", "2010-01-01");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("millrace: CB-5719 did not exist yet as of 2010-01-01T22:59:59.999Z; pass a later "
                        + "--as-of.\n");
    }

    @Test
    void two_forms_at_once_are_a_mistake_of_the_command_line() {
        Run run = synced.run("show", "CB-5719", "--json", "--markdown");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("mutually exclusive").contains("Try 'millrace show --help'.");
    }
}
