package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.jira.RealData;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.load.CumulativeAccumulator;
import dev.millrace.metrics.load.LoadAccumulator;
import dev.millrace.metrics.quality.QualityAccumulator;
import dev.millrace.metrics.time.StageAccumulator;
import dev.millrace.metrics.time.TimeAccumulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same two instants give the same bytes, whatever the store learns or takes back afterwards. */
class WhyForEverAcceptanceTest {

    private static final List<Metric> ASKED = List.of(
            TimeAccumulator.FLOW_TIME,
            LoadAccumulator.METRIC,
            StageAccumulator.METRIC,
            CumulativeAccumulator.METRIC,
            QualityAccumulator.METRIC);

    @TempDir
    private Path directory;

    @Test
    void an_explanation_stays_the_same_after_changed_and_deleted_issues_and_a_refresh() throws IOException {
        try (JiraDataCenterFake jira = JiraDataCenterFake.serving(RealData.folder("jira-seanalytics/apache"))) {
            Millrace millrace = Millrace.in(directory)
                    .config("jira:\n  - id: real\n    pageSize: 50\n    url: " + jira.baseUrl() + "\n");
            assertThat(millrace.run("sync").exitCode()).isZero();
            String knownAt = Millrace.NOW.toString();
            Map<Metric, String> before = all(millrace, knownAt);
            List<String> keys = keys(before.get(LoadAccumulator.METRIC) + before.get(TimeAccumulator.FLOW_TIME));

            millrace.at(Millrace.NOW.plus(Duration.ofHours(1)));
            jira.delete(keys.get(0));
            jira.change(keys.get(1), issue -> {
                ((ArrayNode) issue.path("changelog").path("histories")).removeAll();
                ((ObjectNode) issue.path("changelog")).put("total", 0);
            });
            Run refresh = millrace.run("sync", "--refresh");

            assertThat(refresh.out()).as("something was taken back").contains(" retracted");
            assertThat(all(millrace, knownAt)).isEqualTo(before);
            assertThat(all(millrace, Millrace.NOW.plus(Duration.ofHours(2)).toString()))
                    .as("and what is known since shows")
                    .isNotEqualTo(before);
        }
    }

    /** Everything at once: later data, data that comes late, a refresh that retracts, and other rules from a later day on. */
    @Test
    void reports_and_items_stay_the_same_after_later_data_a_refresh_and_a_new_version_of_the_definition()
            throws IOException {
        try (JiraDataCenterFake jira = JiraDataCenterFake.serving(RealData.folder("jira-seanalytics/apache"))) {
            String config =
                    "jira:\n  - id: real\n    pageSize: 50\n    url: " + jira.baseUrl() + "\nvalueStream: stream.yml\n";
            String definition = """
                    streams:
                      - id: apache
                        states: [{name: Patch Available, stage: in-review}]
                    teams: [{id: drill, scope: {projects: DRILL}}]
                    """;
            Files.writeString(directory.resolve("stream.yml"), definition);
            Millrace millrace = Millrace.in(directory).config(config);
            assertThat(millrace.run("sync").exitCode()).isZero();
            String knownAt = Millrace.NOW.toString();
            List<String> keys = keys(millrace.run(asked("report", knownAt, "--all", "--why", "flow-time", "--json"))
                    .out());
            Map<String, String> before = answers(millrace, keys.get(2), knownAt);

            millrace.at(Millrace.NOW.plus(Duration.ofHours(1)));
            jira.delete(keys.get(0));
            jira.change(keys.get(1), issue -> {
                ((ArrayNode) issue.path("changelog").path("histories")).removeAll();
                ((ObjectNode) issue.path("changelog")).put("total", 0);
            });
            jira.change(keys.get(2), issue -> ((ObjectNode) issue.path("fields")).put("summary", "Another title"));
            assertThat(millrace.run("sync", "--refresh").out()).contains(" retracted");
            Files.writeString(directory.resolve("stream.yml"), definition.replace("teams:", """
                        versions:
                          - from: 2015-01-01
                            states:
                              - {name: [Open, Reopened], stage: waiting-for-test}
                              - {name: Resolved, stage: in-progress}
                            types: {debt: [Bug, Improvement]}
                            reopen: {policy: first-done}
                    teams:""".indent(0)));
            assertThat(millrace.run("stream", "check").exitCode()).isZero();

            assertThat(answers(millrace, keys.get(2), knownAt)).isEqualTo(before);
            assertThat(answers(
                            millrace,
                            keys.get(2),
                            Millrace.NOW.plus(Duration.ofHours(2)).toString()))
                    .as("and what is known since shows")
                    .isNotEqualTo(before);
            assertThat(millrace.run("report", "--all", "--json", "--as-of", "2015-06-30", "--known-at", knownAt)
                            .out())
                    .as("and what holds since then shows from then on")
                    .contains(", 2015-01-01 sha-");
        }
    }

    private static Map<String, String> answers(Millrace millrace, String key, String knownAt) {
        Map<String, String> answers = new TreeMap<>();
        for (String format : List.of("--json", "--markdown")) {
            answers.put(
                    "report " + format,
                    millrace.run(asked("report", knownAt, "--all", format)).out());
            answers.put(
                    "team " + format,
                    millrace.run(asked("report", knownAt, "--all", "--by", "team", format))
                            .out());
            answers.put(
                    "show " + format,
                    millrace.run(asked("show", knownAt, key, format)).out());
            answers.put(
                    "why " + format,
                    millrace.run(asked("show", knownAt, key, "--why", format)).out());
            answers.put(
                    "hand-offs " + format,
                    millrace.run(asked("report", knownAt, "--all", "--why", "hand-offs", format))
                            .out());
        }
        answers.put(
                "items",
                millrace.run(asked("export", knownAt, "--table", "items", "--format", "csv"))
                        .out());
        answers.put(
                "visits",
                millrace.run(asked("export", knownAt, "--table", "visits", "--format", "csv"))
                        .out());
        answers.values().forEach(answer -> assertThat(answer).isNotBlank());
        return answers;
    }

    private static String[] asked(String command, String knownAt, String... rest) {
        return Stream.concat(Stream.of(command, "--as-of", "2014-06-30", "--known-at", knownAt), Stream.of(rest))
                .toArray(String[]::new);
    }

    private static Map<Metric, String> all(Millrace millrace, String knownAt) {
        return ASKED.stream()
                .collect(Collectors.toMap(
                        metric -> metric,
                        metric -> millrace.run(
                                        "report",
                                        "--all",
                                        "--json",
                                        "--as-of",
                                        "2014-06-30",
                                        "--known-at",
                                        knownAt,
                                        "--why",
                                        metric.id())
                                .out()));
    }

    private static List<String> keys(String json) {
        return Stream.of(json.split("\n"))
                .map(String::strip)
                .filter(line -> line.startsWith("\"key\" : "))
                .map(line -> line.replaceAll(".* : \"(.*)\",?", "$1"))
                .distinct()
                .toList();
    }
}
