package dev.millrace.metrics.delivery;

import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.TO_DO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.metrics.Flows;
import dev.millrace.metrics.delivery.BuildResult.Colour;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.valuestream.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that DevLake derives from real answers of Jira, GitHub and Jenkins, and ours of the same instants and results. */
class DevLakeReplayTest {

    private static final Instant LATER = Instant.parse("2026-01-01T00:00:00Z");

    /** DevLake cuts both instants to seconds and the difference to minutes; ours is exact. */
    @ParameterizedTest
    @CsvSource({"jira, 30", "github, 26"})
    void lead_time_of_every_resolved_issue_is_the_same_to_the_minute(String tool, int issues) throws IOException {
        List<Map<String, String>> rows = rows(tool + "/e2e/snapshot_tables/issues.csv");
        int compared = 0;
        for (Map<String, String> row : rows) {
            if (row.get("lead_time_minutes").isEmpty()
                    || row.get("resolution_date").isEmpty()) {
                continue;
            }
            Duration ours = Flows.item("T-1")
                    .in(TO_DO, instant(row.get("created_date")))
                    .in(DONE, instant(row.get("resolution_date")))
                    .asOf(LATER)
                    .leadTime()
                    .measured()
                    .orElseThrow();
            assertThat(Math.abs(ours.toMinutes() - Long.parseLong(row.get("lead_time_minutes"))))
                    .as(row.get("issue_key"))
                    .isLessThanOrEqualTo(1);
            compared++;
        }
        assertThat(rows).hasSize(issues);
        assertThat(compared).isGreaterThan(issues / 2);
    }

    /** What DevLake calls a FAILURE and we do not: cancelled and aborted runs. What has no result there and passed here: unstable, neutral. */
    @ParameterizedTest
    @CsvSource({
        "github, cancelled, FAILURE, NONE",
        "github, timed_out, FAILURE, RED",
        "github, startup_failure, FAILURE, RED",
        "github, failure, FAILURE, RED",
        "github, success, SUCCESS, GREEN",
        "github, neutral, '', GREEN",
        "github, skipped, '', NONE",
        "jenkins, ABORTED, FAILURE, NONE",
        "jenkins, UNSTABLE, '', GREEN",
        "jenkins, SUCCESS, SUCCESS, GREEN",
    })
    void results_of_runs_differ_only_where_a_run_says_nothing_of_the_pipeline(
            String tool, String original, String devlake, Colour ours) throws IOException {
        List<Map<String, String>> runs = rows(tool + "/e2e/snapshot_tables/cicd_pipelines.csv").stream()
                .filter(row -> row.get("original_result").equals(original))
                .filter(row -> !row.get("status").equals("IN_PROGRESS"))
                .toList();

        assertThat(runs).isNotEmpty().allSatisfy(run -> {
            assertThat(run.get("result")).isEqualTo(devlake);
            assertThat(result(run).colour()).isEqualTo(ours);
        });
    }

    private static BuildResult result(Map<String, String> run) {
        ArtifactId id = new ArtifactId(Deliveries.JENKINS, ArtifactKind.BUILD, run.get("id"));
        return new BuildResult(
                id,
                run.get("name"),
                null,
                "job",
                BuildResult.End.SEEN,
                LATER,
                run.get("original_result"),
                Owner.NOBODY);
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static List<Map<String, String>> rows(String table) throws IOException {
        List<List<String>> lines = parse(Files.readString(folder().resolve(table)));
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < line.size(); i++) {
                row.put(lines.get(0).get(i), line.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    /** CSV as DevLake writes it: a field in quotes may hold commas and line feeds, and a doubled quote is one. */
    private static List<List<String>> parse(String csv) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (char c : (csv.endsWith("\n") ? csv : csv + '\n').toCharArray()) {
            if (c == '"') {
                // The second of two quotes inside a quoted field comes back as one.
                field.append(!quoted && field.length() > 0 ? "\"" : "");
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                line.add(field.toString());
                field.setLength(0);
            } else if (c == '\n' && !quoted) {
                line.add(field.toString());
                field.setLength(0);
                lines.add(line);
                line = new ArrayList<>();
            } else if (c != '\r' && c != '\ufeff') {
                field.append(c);
            }
        }
        return lines;
    }

    private static Path folder() {
        String data = System.getProperty("millrace.realdata", "");
        Path folder = Path.of(data).resolve("devlake/backend/plugins");
        boolean there = !data.isEmpty() && Files.isDirectory(folder);
        if (Boolean.getBoolean("millrace.ci")) {
            assertThat(there).as("the real data must be there: " + folder).isTrue();
        }
        assumeTrue(there, "no real data: millrace.realdata names no folder with devlake in it");
        return folder;
    }
}
