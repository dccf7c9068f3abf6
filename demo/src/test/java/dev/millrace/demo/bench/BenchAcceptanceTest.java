package dev.millrace.demo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.cli.ExitCode;
import dev.millrace.cli.Millrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code millrace bench} at sizes at which its figures mean nothing; that it measures at all is what is tested. */
class BenchAcceptanceTest {

    private static final String[] TINY = {"bench", "--items", "60", "--engine-seconds", "0"};

    @TempDir
    private Path folder;

    @Test
    void every_part_is_measured_and_the_targets_stand_beside_it() throws IOException {
        Millrace.Run run = bench("--store", "b.db", "--json");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        JsonNode result = new JsonMapper().readTree(run.out());
        assertThat(result.get("items").asInt()).isEqualTo(60);
        assertThat(result.findValuesAsText("id"))
                .contains(
                        "events",
                        "write",
                        "size",
                        "read",
                        "look-up",
                        "engine",
                        "report",
                        "news",
                        "refresh-share",
                        "ask-all",
                        "ask-show",
                        "hub-readers-p99",
                        "hub-home-p99",
                        "hub-report-p99",
                        "hub-report-size");
        result.get("figures")
                .forEach(figure -> assertThat(figure.get("value").asDouble())
                        .as(figure.get("id").asText())
                        .isGreaterThanOrEqualTo(0));
        assertThat(figure(result, "engine").get("target").asText()).isEqualTo("at least 1,000,000");
        assertThat(figure(result, "engine").has("met")).as("a verdict").isTrue();
        assertThat(figure(result, "refresh-share").has("met"))
                .as("a verdict at a size that nothing was promised for")
                .isFalse();
        assertThat(folder.resolve("b.db")).as("the store that was named").exists();
    }

    @Test
    void a_store_that_is_filled_is_used_again() {
        bench("--store", "b.db", "--only", "fill");

        Millrace.Run again = bench("--store", "b.db", "--only", "read");

        assertThat(again.exitCode()).as(again.err()).isEqualTo(ExitCode.OK);
        assertThat(again.out()).contains("read, whole histories").doesNotContain("events stored");
        assertThat(again.err()).doesNotContain("items stored");
    }

    @Test
    void a_store_of_something_else_is_refused() {
        bench("--store", "b.db", "--only", "fill");

        Millrace.Run other = Millrace.in(folder)
                .run("bench", "--items", "61", "--engine-seconds", "0", "--store", "b.db", "--only", "fill");

        assertThat(other.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(other.err()).contains("holds something else than this organisation");
    }

    @Test
    void a_report_that_does_not_fit_its_heap_is_told_as_such() {
        Millrace.Run run = bench("--store", "b.db", "--only", "report", "--heap", "4m");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("millrace report failed with 4m of heap");
        assertThat(run.out()).as("what was measured before").contains("events stored");
    }

    @Test
    void a_store_in_a_configuration_that_was_not_named_stays_as_it_is() throws IOException {
        Files.writeString(
                folder.resolve("millrace.yml"), "store: mine.db\njira: [{url: 'https://jira.example.org'}]\n");

        Millrace.Run run = bench("--only", "fill");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(folder.resolve("mine.db")).doesNotExist();
    }

    private Millrace.Run bench(String... more) {
        String[] all = new String[TINY.length + more.length];
        System.arraycopy(TINY, 0, all, 0, TINY.length);
        System.arraycopy(more, 0, all, TINY.length, more.length);
        return Millrace.in(folder).run(all);
    }

    private static JsonNode figure(JsonNode result, String id) {
        for (JsonNode figure : result.get("figures")) {
            if (figure.get("id").asText().equals(id)) {
                return figure;
            }
        }
        throw new AssertionError("no figure " + id);
    }
}
