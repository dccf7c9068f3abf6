package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.jira.JiraDataCenterFake;
import dev.millrace.jira.RealData;
import dev.millrace.metrics.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same two instants give the same bytes, whatever the store learns or takes back afterwards. */
class WhyForEverAcceptanceTest {

    private static final List<Metric> ASKED =
            List.of(Metric.FLOW_TIME, Metric.FLOW_LOAD, Metric.STAGE_TIME, Metric.CUMULATIVE_FLOW, Metric.DATA_QUALITY);

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
            List<String> keys = keys(before.get(Metric.FLOW_LOAD) + before.get(Metric.FLOW_TIME));

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
