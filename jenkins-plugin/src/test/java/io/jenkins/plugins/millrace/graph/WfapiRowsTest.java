package io.jenkins.plugins.millrace.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.buildcard.StageRecord;
import dev.millrace.buildcard.Wait;
import io.jenkins.plugins.millrace.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What the stage view's API (wfapi) said of builds whose graphs are not kept: it has a start, a duration and a pause for
 * each top-level stage, and these must fit into our record without loss.
 */
class WfapiRowsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FIELD = Pattern.compile("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))");

    /** wfapi's words; any other is kept as it is. */
    private static final Map<String, String> RESULTS = Map.of("FAILED", "FAILURE", "NOT_EXECUTED", "NOT_BUILT");

    private record Row(String build, JsonNode wfapi, StageRecord stage) {}

    @Test
    void every_row_keeps_its_times_in_our_record() throws IOException {
        List<Row> rows = new ArrayList<>(rows("_raw_jenkins_api_stages.csv"));
        rows.addAll(rows("_raw_jenkins_api_stages_multibranch.csv"));
        assertThat(rows).hasSize(24 + 65);
        for (Row row : rows) {
            assertThat(row.stage().start().toEpochMilli())
                    .isEqualTo(row.wfapi().get("startTimeMillis").asLong());
            assertThat(row.stage().length().toMillis())
                    .isEqualTo(row.wfapi().get("durationMillis").asLong());
            assertThat(row.stage().waited(Wait.Kind.INPUT).toMillis())
                    .isEqualTo(row.wfapi().get("pauseDurationMillis").asLong());
        }
    }

    @Test
    void stages_of_one_build_follow_each_other_as_ours_do() throws IOException {
        Map<String, List<StageRecord>> builds = new TreeMap<>();
        for (Row row : rows("_raw_jenkins_api_stages_multibranch.csv")) {
            builds.computeIfAbsent(row.build(), name -> new ArrayList<>()).add(row.stage());
        }
        assertThat(builds).hasSize(13);
        builds.forEach((build, stages) -> {
            stages.sort(Comparator.comparing(stage -> Integer.valueOf(stage.id())));
            for (int i = 1; i < stages.size(); i++) {
                // Between two stages lie the end of the one block and the start of the next stage's step.
                assertThat(Duration.between(
                                stages.get(i - 1).end(), stages.get(i).start()))
                        .as("%s: %s", build, stages.get(i).name())
                        .isBetween(Duration.ofMillis(1), Duration.ofMillis(100));
            }
        });
    }

    /**
     * The one difference: wfapi gives stages that were skipped after an abort the result ABORTED. Ours are NOT_BUILT, by
     * Declarative's tag, which wfapi does not look at; see RecordedScenariosTest, "not reached".
     */
    @Test
    void what_wfapi_calls_aborted_in_a_few_milliseconds_is_what_we_call_skipped() throws IOException {
        List<Row> rows = rows("_raw_jenkins_api_stages_multibranch.csv");
        List<Row> aborted = rows.stream()
                .filter(row -> row.stage().result().equals("ABORTED"))
                .toList();
        List<Row> skipped = aborted.stream()
                .filter(row -> row.stage().length().toMillis() < 100)
                .toList();
        assertThat(aborted).hasSize(8);
        assertThat(skipped)
                .map(row -> row.stage().name())
                .containsExactly("build", "test", "deploy", "build", "test", "deploy");
    }

    private static List<Row> rows(String file) throws IOException {
        Path folder = RealData.folder("devlake/backend/plugins/jenkins/e2e/raw_tables");
        List<Row> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(folder.resolve(file));
        for (String line : lines.subList(1, lines.size())) {
            List<String> fields = new ArrayList<>();
            Matcher matcher = FIELD.matcher(line);
            while (matcher.find()) {
                fields.add(
                        matcher.group(1) == null
                                ? matcher.group(2)
                                : matcher.group(1).replace("\"\"", "\""));
            }
            JsonNode stage = JSON.readTree(fields.get(2));
            rows.add(new Row(JSON.readTree(fields.get(4)).get("FullName").asText(), stage, record(stage)));
        }
        return rows;
    }

    private static StageRecord record(JsonNode stage) {
        Instant start = Instant.ofEpochMilli(stage.get("startTimeMillis").asLong());
        Duration pause = Duration.ofMillis(stage.get("pauseDurationMillis").asLong());
        String status = stage.path("status").asText(null);
        return new StageRecord(
                stage.get("id").asText(),
                null,
                StageRecord.Kind.STAGE,
                stage.get("name").asText(),
                start,
                start.plusMillis(stage.get("durationMillis").asLong()),
                status == null ? null : RESULTS.getOrDefault(status, status),
                null,
                false,
                pause.isZero() ? List.of() : List.of(new Wait(Wait.Kind.INPUT, start, start.plus(pause))));
    }
}
