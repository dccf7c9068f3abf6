package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds of which nobody tells the end: one that a crash cut off, and one that runs as far as anybody knows. */
class BuildsWithoutEndAcceptanceTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String[] REPORT = {
        "report", "--since", "2026-03-01", "--until", "2026-03-31", "--as-of", "2026-04-01"
    };

    @TempDir
    private Path folder;

    private Millrace millrace;

    @BeforeEach
    void twoThatEndedAndTwoThatDidNot() throws IOException {
        millrace = Millrace.in(folder).config("store: chain.db\njira:\n  - url: https://jira.example.org\n");
        Files.writeString(
                folder.resolve("builds.ndjson"),
                "{\"millrace\":\"events/1\"}\n" + begun(1, "success", "09:10") + ended(1, "success", "09:10")
                        + begun(2, "failure", "09:20") + ended(2, "failure", "09:20") + begun(3, "failure", "09:00")
                        + begun(4, "running", "09:00"));
        assertThat(millrace.run("import", "builds.ndjson").exitCode()).isZero();
    }

    @Test
    void builds_without_an_end_are_in_no_rate_and_told_beside_it() throws IOException {
        String text = millrace.run(REPORT).out();

        assertThat(text.replaceAll("\\s+", " "))
                .contains("Pipeline red rate 50% 1 of 2 builds")
                .contains("not in the red rate: 1 with an unknown end (cut off, or not reported), 1 has not ended, "
                        + "as far as was reported.");
        assertThat(millrace.run(REPORT).out()).as("the same of what was kept").isEqualTo(text);
        JsonNode red = JSON.readTree(millrace.run(with(REPORT, "--json")).out()).findPath("pipelineRedRate");
        assertThat(red.path("leftOut").asInt()).isEqualTo(2);
        assertThat(red.path("endUnknown").asInt()).isEqualTo(1);
        assertThat(red.path("notEnded").asInt()).isEqualTo(1);
    }

    @Test
    void end_that_is_told_later_takes_a_build_out_of_those_that_run() throws IOException {
        millrace.run(REPORT);
        Files.writeString(
                folder.resolve("later.ndjson"),
                "{\"millrace\":\"events/1\"}\n" + begun(4, "success", "09:30") + ended(4, "success", "09:30"));
        millrace.run("import", "later.ndjson");

        assertThat(millrace.run(REPORT).out().replaceAll("\\s+", " "))
                .contains("Pipeline red rate 33% 1 of 3 builds")
                .contains("not in the red rate: 1 with an unknown end (cut off, or not reported).");
    }

    @Test
    void why_lists_them_with_the_reason() throws IOException {
        JsonNode why = JSON.readTree(millrace.run(with(REPORT, "--why", "pipeline-red-rate", "--json"))
                .out());

        assertThat(StreamSupport.stream(why.findPath("rows").spliterator(), false)
                        .map(row -> row.findPath("leftOut").asText())
                        .filter(reason -> !reason.isEmpty()))
                .containsExactlyInAnyOrder("its end is unknown", "it has not ended");
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }

    private static String begun(int number, String state, String updated) {
        String id = id(number);
        return ("{'fact':'snapshot','artifact':'%s','key':'shop #%d','title':'#%d','project':'shop','level':'standard',"
                                + "'state':{'id':'%s','name':'%s'},'createdAt':'2026-03-0%dT09:00:00Z',"
                                + "'updatedAt':'2026-03-0%dT%s:00Z','attributes':{}}\n")
                        .formatted(id, number, number, state, state, number, number, updated)
                        .replace('\'', '"')
                + event(number, "created", "created", "09:00", "'state':{'id':'queued','name':'queued'}")
                + event(
                        number,
                        "started",
                        "state-changed",
                        "09:00",
                        "'from':{'id':'queued','name':'queued'},'to':{'id':'running','name':'running'}");
    }

    private static String ended(int number, String result, String at) {
        return event(
                number,
                "ended",
                "state-changed",
                at,
                "'from':{'id':'running','name':'running'},'to':{'id':'%1$s','name':'%1$s'}".formatted(result));
    }

    private static String event(int number, String name, String kind, String at, String more) {
        return ("{'fact':'event','id':'%1$s#%2$s','artifact':'%1$s','kind':'%3$s',"
                        + "'occurredAt':'2026-03-0%4$dT%5$s:0%6$dZ','sequence':0,%7$s}\n")
                .formatted(id(number), name, kind, number, at, name.equals("started") ? 1 : 0, more)
                .replace('\'', '"');
    }

    private static String id(int number) {
        return "jenkins:ci:build:shop#" + number + "@" + (1_772_442_000_000L + 86_400_000L * number);
    }
}
