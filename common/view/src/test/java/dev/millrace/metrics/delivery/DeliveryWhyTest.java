package dev.millrace.metrics.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.Content;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.ReportExtras;
import dev.millrace.metrics.report.Reports;
import dev.millrace.model.Reason;
import dev.millrace.view.ExplanationJson;
import dev.millrace.view.ExplanationView;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The five keys and the red rate are computed again from their explanation's JSON alone. */
public class DeliveryWhyTest {

    private static final ReportRequest REQUEST =
            Reports.request("2026-01-05T00:00:00Z", "2026-02-02T00:00:00Z", "2026-02-10T00:00:00Z", "Europe/Berlin");
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void lead_time_is_deployed_minus_authored() throws IOException {
        JsonNode why = why(DeliveryMetrics.LEAD_TIME_FOR_CHANGES);
        rows(why)
                .forEach(row -> assertThat(row.at("/values/ms").asLong())
                        .isEqualTo(Duration.between(
                                        instant(row.at("/values/authored")), instant(row.at("/values/deployed")))
                                .toMillis()));
        percentiles(why.at("/value/percentiles/value"), rows(why));
        assertThat(why.path("exclusions").findValuesAsText("code")).contains("before-baseline");
    }

    @Test
    void frequency_counts_different_days() throws IOException {
        JsonNode why = why(DeliveryMetrics.DEPLOYMENT_FREQUENCY);
        assertThat(why.at("/value/frequency/value/deployments").asInt())
                .isEqualTo(rows(why).size());
        assertThat(why.at("/value/frequency/value/daysWith").asLong())
                .isEqualTo(rows(why).stream()
                        .map(row -> row.at("/values/day").asText())
                        .distinct()
                        .count());
    }

    @Test
    void rates_are_parts_by_wholes() throws IOException {
        rate(DeliveryMetrics.CHANGE_FAIL_RATE, "failed");
        rate(DeliveryMetrics.DEPLOYMENT_REWORK_RATE, "unplanned");
        JsonNode red = why(DeliveryMetrics.PIPELINE_RED_RATE);
        double failed = colour(red, "RED");
        assertThat(red.at("/value/rate/value").asDouble()).isEqualTo(failed / (failed + colour(red, "GREEN")));
    }

    @Test
    void recovery_time_is_recovered_minus_deployed() throws IOException {
        JsonNode why = why(DeliveryMetrics.FAILED_DEPLOYMENT_RECOVERY_TIME);
        List<JsonNode> recovered = rows(why).stream()
                .filter(row -> !row.at("/values/recovered").isNull())
                .toList();
        recovered.forEach(row -> assertThat(row.at("/values/ms").asLong())
                .isEqualTo(Duration.between(instant(row.at("/values/ended")), instant(row.at("/values/recovered")))
                        .toMillis()));
        percentiles(why.at("/value/percentiles/value"), recovered);
        assertThat(why.at("/value/outcomes/open").asInt())
                .isEqualTo(rows(why).size() - recovered.size())
                .isPositive();
    }

    private void rate(Metric metric, String field) throws IOException {
        JsonNode why = why(metric);
        double part = rows(why).stream()
                .filter(row -> row.at("/values/" + field).asBoolean())
                .count();
        assertThat(part).isPositive();
        assertThat(why.at("/value/rate/value").asDouble())
                .isEqualTo(part / rows(why).size());
    }

    private static long colour(JsonNode why, String colour) {
        return rows(why).stream()
                .filter(row -> row.at("/values/colour").asText().equals(colour))
                .count();
    }

    private static void percentiles(JsonNode value, List<JsonNode> rows) {
        List<Long> sorted =
                rows.stream().map(row -> row.at("/values/ms").asLong()).sorted().toList();
        assertThat(value.path("n").asInt()).isEqualTo(sorted.size()).isPositive();
        for (int percent : new int[] {50, 85, 95}) {
            assertThat(value.path("p" + percent).asLong())
                    .isEqualTo(sorted.get((int) Math.ceil(percent * sorted.size() / 100.0) - 1));
        }
    }

    private static JsonNode why(Metric metric) throws IOException {
        DeliveryFacts facts = facts();
        FlowReport report = Reports.report(REQUEST);
        ReportExtras extras = new ReportExtras(null, null, null, Deliveries.report(facts, REQUEST));
        String json = ExplanationJson.render(
                ExplanationView.of(report, extras, DeliveryExplanation.of(metric, REQUEST, facts)));
        return new ObjectMapper().readTree(json);
    }

    public static DeliveryFacts facts() {
        Random random = new Random(4);
        List<Deployment> deployments = new ArrayList<>();
        List<DeliveredChange> changes = new ArrayList<>();
        List<BuildResult> builds = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            Instant at = BEGIN.plus(Duration.ofHours(11L * i));
            Deployment live = Deliveries.deployment("d" + i, at, i % 9 == 8 ? Content.OLDER : Content.NEWER);
            deployments.add(live);
            changes.add(Deliveries.change("c" + i, at.minus(Duration.ofMinutes(1 + random.nextInt(9_000))), live));
            builds.add(Deliveries.build(
                    "b" + i,
                    at,
                    List.of("SUCCESS", "FAILURE", "SUCCESS", "ABORTED").get(i % 4)));
        }
        changes.add(Deliveries.undeployed("old", BEGIN.plus(Duration.ofDays(6)), Reason.Code.BEFORE_BASELINE));
        changes.add(Deliveries.undeployed("waits", BEGIN.plus(Duration.ofDays(7)), null));
        List<ProductionIncident> incidents = List.of(
                Deliveries.incident("1", BEGIN.plus(Duration.ofDays(9)), BEGIN.plus(Duration.ofDays(11))),
                Deliveries.incident("2", BEGIN.plus(Duration.ofDays(19)), null));
        return new DeliveryFacts(
                List.of(new Delivery(Deliveries.SERVICE, deployments, changes, Map.of())),
                incidents,
                true,
                builds,
                DeliveryFacts.Part.ALL);
    }

    private static List<JsonNode> rows(JsonNode why) {
        return StreamSupport.stream(why.path("rows").spliterator(), false).toList();
    }

    private static Instant instant(JsonNode node) {
        return Instant.parse(node.asText());
    }
}
