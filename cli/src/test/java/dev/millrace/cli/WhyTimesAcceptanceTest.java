package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.cli.SyncedRealJira.Synced;
import dev.millrace.metrics.time.BottleneckAccumulator;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.HandOffAccumulator;
import dev.millrace.metrics.time.StageAccumulator;
import dev.millrace.metrics.time.TimeAccumulator;
import dev.millrace.metrics.time.WaitingAccumulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Every time and share of a report on real issues follows from what its explanation prints. */
class WhyTimesAcceptanceTest extends RecomputedReport {

    WhyTimesAcceptanceTest(Synced synced) {
        super(synced);
    }

    @Test
    void flow_time_is_stop_minus_start() throws Exception {
        JsonNode why = why(TimeAccumulator.FLOW_TIME);
        rows(why)
                .forEach(row -> assertThat(row.at("/values/ms").asLong())
                        .isEqualTo(millis(row.at("/values/start"), row.at("/values/stop"))));
        percentiles(why.at("/value/percentiles/value"), longs(rows(why), "/values/ms"));
        assertThat(why.path("exclusions").size())
                .isEqualTo(why.at("/value/outcomes/others").findValues("n").stream()
                        .mapToInt(JsonNode::asInt)
                        .sum())
                .isPositive();
        rows(why)
                .forEach(row -> assertThat(row.path("events").toString())
                        .as("the event that made it start is among its events")
                        .contains(row.at("/values/start").asText()));
    }

    @Test
    void lead_time_is_stop_minus_creation() throws Exception {
        JsonNode why = why(TimeAccumulator.LEAD_TIME);
        rows(why)
                .forEach(row -> assertThat(row.at("/values/ms").asLong())
                        .isEqualTo(millis(row.at("/values/created"), row.at("/values/stop"))));
        percentiles(why.at("/value/percentiles/value"), longs(rows(why), "/values/ms"));
    }

    @Test
    void flow_efficiency_of_workflows_that_cannot_show_waiting_is_unknown_and_every_item_says_why() throws Exception {
        JsonNode why = why(EfficiencyAccumulator.METRIC);

        assertThat(why.path("rows")).isEmpty();
        assertThat(why.at("/value/ratio/state").asText()).isEqualTo("unknown");
        assertThat(why.path("exclusions").findValuesAsText("code"))
                .contains("waiting-not-observable")
                .hasSize(why.at("/value/outcomes/others").findValues("n").stream()
                        .mapToInt(JsonNode::asInt)
                        .sum());
    }

    @Test
    void time_per_stage_is_that_of_its_visits() throws Exception {
        JsonNode why = why(StageAccumulator.METRIC);
        for (JsonNode stage : why.at("/value/stages")) {
            List<JsonNode> visits = parts(why).stream()
                    .filter(part -> part.path("stage").equals(stage.at("/stage/id")))
                    .toList();
            assertThat(stage.at("/visits/n").asInt()).isEqualTo(visits.size());
            assertThat(stage.at("/visits/timeInWindowMs").asLong())
                    .isEqualTo(visits.stream()
                            .mapToLong(visit -> inWindow(why, visit))
                            .sum());
            percentiles(
                    stage.at("/visits/completed/value"),
                    visits.stream()
                            .filter(visit -> visit.path("completed").asBoolean())
                            .map(visit -> millis(visit.path("start"), visit.path("end")))
                            .toList());
        }
    }

    @Test
    void waiting_shares_are_those_of_the_waiting_inside_the_window() throws Exception {
        JsonNode why = why(WaitingAccumulator.METRIC);
        double all = parts(why).stream().mapToLong(part -> inWindow(why, part)).sum();
        for (JsonNode place : why.at("/value/places")) {
            long there = parts(why).stream()
                    .filter(part -> place.path("stage").isNull()
                            ? part.path("stage").isNull()
                                    && part.path("cause")
                                            .asText()
                                            .replace('_', '-')
                                            .equals(place.path("cause").asText())
                            : part.path("stage").equals(place.at("/stage/id")))
                    .mapToLong(part -> inWindow(why, part))
                    .sum();
            assertThat(place.path("share").asDouble()).isEqualTo(there / all);
        }
    }

    @Test
    void bottleneck_is_the_lead_of_the_first_stage_over_the_second_with_its_interval() throws Exception {
        JsonNode why = why(BottleneckAccumulator.METRIC);
        Map<String, long[]> items = new LinkedHashMap<>();
        String first = why.at("/value/candidates/0/stage/id").asText();
        String second = why.at("/value/candidates/1/stage/id").asText();
        Set<String> seen = new HashSet<>();
        for (JsonNode row : why.path("rows")) {
            for (JsonNode wait : row.path("parts")) {
                String visit = wait.path("source").asText() + wait.path("stage") + wait.path("start");
                if (seen.add(visit)) {
                    long[] sums = items.computeIfAbsent(row.path("id").asText() + row.path("cycle"), k -> new long[3]);
                    long millis = inWindow(why, wait);
                    sums[0] += wait.path("stage").asText().equals(first) ? millis : 0;
                    sums[1] += wait.path("stage").asText().equals(second) ? millis : 0;
                    sums[2] += millis;
                }
            }
        }
        List<long[]> sums = List.copyOf(items.values());
        assertThat(why.at("/value/items").asInt()).isEqualTo(sums.size());
        if (why.at("/value/candidates").size() < 2) {
            return;
        }
        assertThat(why.at("/value/lead/value").asDouble()).isEqualTo(lead(sums));
        SplittableRandom random = new SplittableRandom(why.at("/constants/seed").asLong());
        List<Double> leads = new ArrayList<>();
        for (int i = 0; i < why.at("/constants/resamples").asInt(); i++) {
            List<long[]> drawn = new ArrayList<>();
            for (int j = 0; j < sums.size(); j++) {
                drawn.add(sums.get(random.nextInt(sums.size())));
            }
            leads.add(lead(drawn));
        }
        leads.sort(null);
        assertThat(why.at("/value/lead/low").asDouble()).isEqualTo(leads.get(50));
        assertThat(why.at("/value/lead/high").asDouble()).isEqualTo(leads.get(949));
    }

    @Test
    void hand_offs_are_counted_and_their_waiting_is_summed() throws Exception {
        JsonNode why = why(HandOffAccumulator.METRIC);
        percentiles(why.at("/value/perItem/value"), longs(rows(why), "/values/handOffs"));
        for (JsonNode kind : why.at("/value/kinds")) {
            List<JsonNode> handOffs = parts(why).stream()
                    .filter(part -> part.path("kind").equals(kind.path("kind")))
                    .toList();
            List<Long> waiting = longs(handOffs, "/ms");
            assertThat(kind.path("n").asInt()).isEqualTo(handOffs.size());
            percentiles(kind.at("/waiting/value"), waiting);
            assertThat(kind.path("waitingMs").asLong())
                    .isEqualTo(waiting.stream().mapToLong(n -> n).sum());
        }
    }

    private static double lead(List<long[]> sums) {
        double first = sums.stream().mapToLong(row -> row[0]).sum();
        double second = sums.stream().mapToLong(row -> row[1]).sum();
        double all = sums.stream().mapToLong(row -> row[2]).sum();
        return (first - second) / all;
    }

    private static long inWindow(JsonNode why, JsonNode part) {
        Instant asOf = instant(why.at("/request/asOf"));
        Instant windowStart = instant(why.at("/request/window/start"));
        Instant windowEnd = instant(why.at("/request/window/end"));
        Instant start = instant(part.path("start"));
        Instant end = part.path("end").isNull() ? asOf : instant(part.path("end"));
        Instant from = start.isBefore(windowStart) ? windowStart : start;
        Instant to = end.isBefore(windowEnd) ? end : windowEnd;
        return Math.max(0, Duration.between(from, to).toMillis());
    }
}
