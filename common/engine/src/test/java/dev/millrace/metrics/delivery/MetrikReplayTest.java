package dev.millrace.metrics.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.Arrival;
import dev.millrace.flow.Delivery.Content;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.flow.Delivery.Outcome;
import dev.millrace.metrics.TimeStatistics;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.report.Reports;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.ProductionRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pipeline runs that Metrik tests its calculators with, and what Metrik's own tests expect of them. Metrik means over commits, from
 * the commit to the end of the deploy stage of the next successful run; so do we, but the first deployment of a pipeline is a baseline.
 */
class MetrikReplayTest {

    private static final String STAGE = "deploy to prod";

    /** Windows of Metrik hold both ends; the last column is the mean it expects. */
    @ParameterizedTest(name = "case {0}")
    @CsvSource({
        "MLT-case-5,   10, 14, 6.5",
        "MLT-case-5-3, 16, 18, 6.5",
        "MLT-case-6,   13, 26, 7.5",
        "MLT-case-7,   13, 26, 10",
        "MLT-case-9,   13, 17, 3.1",
        "MLT-case-10,  13, 49, 9.818181818181818",
    })
    void where_a_deployment_came_before_the_window_the_lead_times_are_the_same(
            String file, long from, long to, double mean) throws IOException {
        List<Delivery> deliveries = read(file);

        assertThat(leadTimes(deliveries, from, to).stream()
                        .mapToLong(n -> n)
                        .average()
                        .orElseThrow())
                .isCloseTo(mean, within(1e-9));
        assertThat(report(deliveries, from, to)
                        .leadTime()
                        .percentiles()
                        .measured()
                        .orElseThrow()
                        .n())
                .isEqualTo(leadTimes(deliveries, from, to).size());
    }

    /** Metrik says 5, 5, 5, 0 and 10 ms. */
    @ParameterizedTest(name = "case {0}")
    @CsvSource({"MLT-case-2, 0, 20", "MLT-case-3, 8, 20", "MLT-case-4, 1, 8", "MLT-case-5-2, 8, 8", "MLT-case-8, 13, 26"
    })
    void what_the_first_deployment_holds_is_unknown(String file, long from, long to) throws IOException {
        TimeStatistics leadTime = report(read(file), from, to).leadTime();

        assertThat(leadTime.outcomes().measured()).isZero();
        assertThat(leadTime.outcomes().others())
                .singleElement()
                .satisfies(other -> assertThat(other.code()).isEqualTo(Reason.Code.BEFORE_BASELINE));
    }

    /** Metrik says NaN. */
    @ParameterizedTest(name = "case {0}")
    @CsvSource({"MLT-case-1, 32847923847, 328479237899", "MLT-case-5-1, 11, 13"})
    void nothing_deployed_is_no_number(String file, long from, long to) throws IOException {
        assertThat(report(read(file), from, to).leadTime().percentiles().reason())
                .map(Reason::code)
                .contains(Reason.Code.NO_ITEMS);
    }

    @Test
    void deployments_are_the_same_and_we_count_their_days() throws IOException {
        DeliveryReport.Frequency one = report(read("DF-case-1"), 1610236800000L, 1611100800000L)
                .frequency()
                .measured()
                .orElseThrow();
        assertThat(one.deployments()).as("Metrik says 2").isEqualTo(2);
        assertThat(one.daysWith()).as("both pipelines deployed on one day").isEqualTo(1);

        DeliveryReport.Frequency three = report(read("DF-case-3"), 1609286400000L, 1612137600000L)
                .frequency()
                .measured()
                .orElseThrow();
        assertThat(three.deployments()).as("Metrik says 2").isEqualTo(2);
        assertThat(three.daysWith()).isEqualTo(2);
    }

    private static DeliveryReport report(List<Delivery> deliveries, long from, long to) {
        Window window = new Window(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to + 1));
        DeliveryAccumulator aggregate =
                new DeliveryAccumulator(Reports.request(window, Instant.ofEpochMilli(to + 1), "UTC"));
        deliveries.forEach(one -> aggregate.add(one, DeliveryFacts.Part.ALL));
        return aggregate.result();
    }

    private static List<Long> leadTimes(List<Delivery> deliveries, long from, long to) {
        List<Long> times = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            for (DeliveredChange change : delivery.changes()) {
                Arrival arrival = change.arrival();
                if (arrival != null
                        && arrival.at().toEpochMilli() >= from
                        && arrival.at().toEpochMilli() <= to) {
                    times.add(change.leadTime(Instant.MAX)
                            .measured()
                            .orElseThrow()
                            .toMillis());
                }
            }
        }
        return times;
    }

    /** A pipeline is a service, a successful deploy stage a deployment, and each commit of a change set a change. */
    private static List<Delivery> read(String file) throws IOException {
        Map<String, List<JsonNode>> pipelines = new TreeMap<>();
        new ObjectMapper()
                .readTree(Files.readString(folder().resolve("builds-for-" + file + ".json")))
                .forEach(build -> pipelines
                        .computeIfAbsent(build.path("pipelineId").asText(), unseen -> new ArrayList<>())
                        .add(build));
        List<Delivery> deliveries = new ArrayList<>();
        pipelines.forEach((pipeline, builds) -> deliveries.add(delivery(pipeline, builds)));
        return deliveries;
    }

    private static Delivery delivery(String pipeline, List<JsonNode> builds) {
        builds.sort(Comparator.comparingLong(build -> build.path("timestamp").asLong()));
        List<Deployment> deployments = new ArrayList<>();
        List<DeliveredChange> changes = new ArrayList<>();
        List<JsonNode> waiting = new ArrayList<>();
        for (JsonNode build : builds) {
            build.path("changeSets").forEach(waiting::add);
            JsonNode stage = deployStage(build);
            if (stage == null) {
                continue;
            }
            Instant end = Instant.ofEpochMilli(stage.path("startTimeMillis").asLong()
                    + stage.path("durationMillis").asLong()
                    + stage.path("pauseDurationMillis").asLong());
            String number = pipeline + '-' + build.path("number").asText();
            ArtifactId id = Deliveries.deploymentId(number);
            boolean baseline = deployments.isEmpty();
            deployments.add(new Deployment(
                    id,
                    number,
                    "prod",
                    ProductionRule.NAME,
                    pipeline,
                    end,
                    end,
                    "SUCCESS",
                    Outcome.SUCCEEDED,
                    Content.NEWER,
                    baseline));
            for (JsonNode commit : waiting) {
                Instant committed =
                        Instant.ofEpochMilli(commit.path("timestamp").asLong());
                ArtifactId change =
                        new ArtifactId(Deliveries.GITHUB, ArtifactKind.COMMIT, number + '-' + changes.size());
                changes.add(new DeliveredChange(
                        change,
                        change.nativeId(),
                        Origin.UNKNOWN,
                        baseline ? end : committed,
                        Figure.of(committed),
                        baseline ? null : new Arrival(end, id),
                        baseline ? Reason.of(Reason.Code.BEFORE_BASELINE) : null,
                        List.of()));
            }
            waiting.clear();
        }
        return new Delivery(pipeline, deployments, changes, Map.of());
    }

    private static JsonNode deployStage(JsonNode build) {
        for (JsonNode stage : build.path("stages")) {
            if (stage.path("name").asText().equals(STAGE)
                    && stage.path("status").asText().equals("SUCCESS")) {
                return stage;
            }
        }
        return null;
    }

    private static Path folder() {
        String data = System.getProperty("millrace.realdata", "");
        Path folder = Path.of(data).resolve("metrik/backend/src/test/resources/calculator");
        boolean there = !data.isEmpty() && Files.isDirectory(folder);
        if (Boolean.getBoolean("millrace.ci")) {
            assertThat(there).as("the real data must be there: " + folder).isTrue();
        }
        assumeTrue(there, "no real data: millrace.realdata names no folder with metrik in it");
        return folder;
    }
}
