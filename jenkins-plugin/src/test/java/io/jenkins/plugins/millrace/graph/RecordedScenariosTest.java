package io.jenkins.plugins.millrace.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.buildcard.StageRecord;
import dev.millrace.buildcard.Wait;
import io.jenkins.plugins.millrace.RealData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stages of builds recorded on a real Jenkins 2.479.1, against an independent walk of the live graph. */
class RecordedScenariosTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Path> builds() {
        return RealData.named(RealData.folder("jenkins-2.479-scenarios"), "stages.json").stream()
                .map(Path::getParent)
                .toList();
    }

    @Test
    void the_recordings_are_there() {
        assertThat(builds()).hasSizeGreaterThanOrEqualTo(17);
    }

    @ParameterizedTest
    @MethodSource("builds")
    void every_stage_is_met_to_the_millisecond(Path build) throws IOException {
        List<String> expected = new ArrayList<>();
        JSON.readTree(build.resolve("stages.json").toFile()).forEach(stage -> expected.add(lineOf(stage)));
        Path folder = build.resolve("build-dir");
        GraphReading reading =
                StoredGraph.isIn(folder) ? StageReader.read(StoredGraph.read(folder)) : GraphReading.NOTHING;
        assertThat(reading.troubles()).isEmpty();
        assertThat(reading.stages()).map(RecordedScenariosTest::lineOf).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String lineOf(JsonNode stage) {
        return String.join(
                "|",
                stage.get("id").asText(),
                stage.get("name").asText(),
                stage.get("kind").asText(),
                stage.get("parent").asText(),
                stage.get("start").asText(),
                stage.get("end").asText(),
                stage.get("agentWait").asText(),
                stage.get("inputPause").asText(),
                stage.get("result").asText(),
                stage.get("synthetic").asText(),
                String.valueOf(stage.at("/tags/STAGE_STATUS").asText().startsWith("SKIPPED")));
    }

    private static String lineOf(StageRecord stage) {
        return String.join(
                "|",
                stage.id(),
                stage.name(),
                stage.kind().name().toLowerCase(java.util.Locale.ROOT),
                String.valueOf(stage.parentId()),
                millis(stage.start()),
                millis(stage.end()),
                String.valueOf(stage.waited(Wait.Kind.AGENT).toMillis()),
                String.valueOf(stage.waited(Wait.Kind.INPUT).toMillis()),
                stage.result(),
                String.valueOf(stage.synthetic()),
                String.valueOf(stage.skipped() != null));
    }

    private static String millis(Instant instant) {
        return instant == null ? "null" : String.valueOf(instant.toEpochMilli());
    }
}
