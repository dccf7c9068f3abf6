package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.cli.SyncedRealJira.Synced;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code millrace doctor} on real issues: which figures they lose, why, and what it adds to the definition. */
@ExtendWith(SyncedRealJira.class)
class DoctorFixAcceptanceTest {

    private final Synced synced;

    @TempDir
    private Path directory;

    DoctorFixAcceptanceTest(Synced synced) {
        this.synced = synced;
    }

    @Test
    void what_loses_the_most_figures_comes_first_with_its_reason_and_the_rules_to_paste() throws Exception {
        Run run = millrace("").run("doctor", "--offline", "--json");
        JsonNode findings = new ObjectMapper().readTree(run.out()).path("findings");

        assertThat(findings.path(0).path("code").asText()).isEqualTo("never-started");
        assertThat(findings.path(0).path("lost").asLong()).isEqualTo(418);
        assertThat(findings.path(0).path("what").asText())
                .startsWith("418 of 555 items done have no flow time, because they go from \"Open\" to \"Resolved\"");
        assertThat(findings.path(0).path("rules").path(0)).hasToString("""
                {"stream":"default","state":"Open","stage":"in-progress"}""");
        assertThat(findings.findValues("lost").stream()
                        .mapToLong(JsonNode::asLong)
                        .toArray())
                .isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(run.exitCode()).isEqualTo(3);

        assertThat(millrace("").run("doctor", "--offline").out()).contains("""
                valueStream:
                  streams:
                    - id: default
                      states:
                        - {name: "Open", stage: in-progress}
                """);
    }

    @Test
    void fix_shows_the_lines_and_adds_them_only_where_somebody_agrees() throws Exception {
        Path config = directory.resolve("millrace.yml");
        Run refused = millrace("# mine\n").piping("n\n").run("doctor", "--offline", "--fix");
        String before = Files.readString(config);

        assertThat(refused.out()).contains("+         - {name: \"Open\", stage: in-progress}");
        assertThat(refused.err()).contains("Add these lines? [y/N]", "nothing was written");
        assertThat(before).startsWith("# mine\n").doesNotContain("valueStream");

        Run agreed = millrace("# mine\n").piping("y\n").run("doctor", "--offline", "--fix");
        assertThat(agreed.err()).contains("added; millrace report shows what changed");
        assertThat(Files.readString(config)).startsWith(before).contains("- {name: \"Open\", stage: in-progress}");
    }

    @Test
    void after_the_fix_the_items_have_their_flow_time() throws Exception {
        Millrace millrace = millrace("");
        long lost = new ObjectMapper()
                .readTree(millrace.run("report", "--all", "--json").out())
                .at("/flowTime/outcomes/measured")
                .asLong();
        millrace.run("doctor", "--offline", "--fix", "--yes");
        long known = new ObjectMapper()
                .readTree(millrace.run("report", "--all", "--json").out())
                .at("/flowTime/outcomes/measured")
                .asLong();

        assertThat(lost).isEqualTo(114);
        assertThat(known).isGreaterThan(500);
        assertThat(millrace.run("doctor", "--offline").out()).doesNotContain("items done have no flow time, because");
    }

    /** A configuration of its own over a copy of the store. */
    private Millrace millrace(String comment) throws Exception {
        Path store = directory.resolve("millrace.db");
        if (!Files.exists(store)) {
            try (Stream<Path> files = Files.list(synced.directory())) {
                for (Path file : files.filter(
                                one -> one.getFileName().toString().startsWith("millrace.db"))
                        .toList()) {
                    Files.copy(file, directory.resolve(file.getFileName()));
                }
            }
        }
        return Millrace.in(directory)
                .config(comment + "zone: Europe/Berlin\njira:\n  - id: apache\n    url: https://jira.example.org\n");
    }
}
