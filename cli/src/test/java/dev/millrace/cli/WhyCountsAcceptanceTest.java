package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.cli.SyncedRealJira.Synced;
import dev.millrace.metrics.load.AgeingAccumulator;
import dev.millrace.metrics.load.CumulativeAccumulator;
import dev.millrace.metrics.load.DistributionAccumulator;
import dev.millrace.metrics.load.LoadAccumulator;
import dev.millrace.metrics.load.VelocityAccumulator;
import dev.millrace.metrics.outlook.Comparison;
import dev.millrace.metrics.outlook.Forecast;
import dev.millrace.metrics.quality.NeverStartedAccumulator;
import dev.millrace.metrics.quality.QualityAccumulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every count of a report on real issues, and what is computed from counts, follows from what its explanation prints. */
class WhyCountsAcceptanceTest extends RecomputedReport {

    WhyCountsAcceptanceTest(Synced synced) {
        super(synced);
    }

    @Test
    void velocity_counts_the_stops_of_each_week() throws Exception {
        JsonNode why = why(VelocityAccumulator.METRIC);
        List<Long> full = new ArrayList<>();
        for (JsonNode week : why.at("/value/weeks")) {
            long done = rows(why).stream()
                    .filter(row -> within(row.at("/values/stop"), week.path("start"), week.path("end")))
                    .filter(row -> row.at("/values/done").asBoolean())
                    .count();
            assertThat(week.at("/done/total").asLong()).isEqualTo(done);
            if (!week.path("partial").asBoolean()) {
                full.add(done);
            }
        }
        percentiles(why.at("/value/perFullWeek/value"), full);
    }

    @Test
    void load_counts_what_was_started_and_not_stopped() throws Exception {
        JsonNode why = why(LoadAccumulator.METRIC);
        for (JsonNode day : why.at("/value/days")) {
            List<Long> ages = new ArrayList<>();
            for (JsonNode row : why.path("rows")) {
                if (inFlow(row, day.path("at"))) {
                    ages.add(millis(row.at("/values/start"), day.path("at")));
                }
            }
            assertThat(day.at("/items/total").asLong())
                    .as(day.path("day").asText())
                    .isEqualTo(ages.size());
            percentiles(day.at("/age/value"), ages);
        }
    }

    @Test
    void ageing_counts_what_is_older_than_the_85th_percentile_of_what_was_done() throws Exception {
        JsonNode why = why(AgeingAccumulator.METRIC);
        List<Long> done = longs(rows(why, row -> row.at("/values/role").asText().equals("done")), "/values/ms");
        long limit = percentile(done, 85);
        assertThat(why.at("/value/limitMs/value").asLong()).isEqualTo(limit);
        assertThat(why.at("/value/over/value").asLong())
                .isEqualTo(rows(
                                why,
                                row -> row.at("/values/role").asText().equals("in-flow")
                                        && millis(row.at("/values/start"), row.at("/values/at")) > limit)
                        .size());
    }

    @Test
    void distribution_counts_types() throws Exception {
        JsonNode why = why(DistributionAccumulator.METRIC);
        for (String type : List.of("feature", "defect", "risk", "debt", "unclassified")) {
            for (Map.Entry<String, String> of :
                    Map.of("done", "ofDone", "inFlow", "ofLoad").entrySet()) {
                List<JsonNode> all =
                        rows(why, row -> row.at("/values/" + of.getKey()).asBoolean());
                long some = all.stream()
                        .filter(row -> row.at("/values/type").asText().equals(type))
                        .count();
                assertThat(why.at("/value/" + of.getValue() + '/' + type + "/value")
                                .asDouble())
                        .isEqualTo((double) some / all.size());
            }
        }
    }

    @Test
    void cumulative_flow_counts_where_items_stood() throws Exception {
        JsonNode why = why(CumulativeAccumulator.METRIC);
        for (JsonNode day : why.at("/value/days")) {
            List<Long> counts = new ArrayList<>();
            for (JsonNode band : why.at("/value/bands")) {
                counts.add(parts(why).stream()
                        .filter(part -> part.path("stage").equals(band.at("/stage/id"))
                                || part.path("stage").isNull()
                                        && band.path("stage").isNull())
                        .filter(part -> part.path("blocked").equals(band.path("blocked")))
                        .filter(part -> !instant(part.path("start")).isAfter(instant(day.path("at"))))
                        .filter(part -> part.path("end").isNull()
                                || instant(part.path("end")).isAfter(instant(day.path("at"))))
                        .count());
            }
            assertThat(longs(day.path("items"))).as(day.path("day").asText()).isEqualTo(counts);
        }
    }

    @Test
    void comparison_is_after_minus_before() throws Exception {
        JsonNode why = why(Comparison.METRIC);
        for (JsonNode row : why.at("/value/rows")) {
            if (row.at("/change/state").asText().equals("unknown")) {
                assertThat(row.path("beforeN").asInt() * row.path("afterN").asInt())
                        .isZero();
                continue;
            }
            double before = compared(why, row, "before");
            double after = compared(why, row, "after");
            assertThat(row.at("/before/value").asDouble()).as(row.toString()).isEqualTo(before);
            assertThat(row.at("/after/value").asDouble()).isEqualTo(after);
            assertThat(row.at("/change/value/value").asDouble()).isEqualTo(after - before);
        }
    }

    @Test
    void forecast_draws_from_the_full_weeks() throws Exception {
        JsonNode why = why(Forecast.METRIC);
        Map<String, Long> weeks = new TreeMap<>();
        rows(
                        why,
                        row -> row.at("/values/done").asBoolean()
                                && row.at("/values/fullWeek").asBoolean())
                .forEach(row -> weeks.merge(row.at("/values/isoWeek").asText(), 1L, Long::sum));
        List<Long> history = longs(why.at("/value/history"));
        List<Long> counted = List.copyOf(weeks.values());
        List<Long> drawnFrom = history.stream().filter(n -> n > 0).toList();
        assertThat(drawnFrom)
                .as("the last of the weeks that it tests itself on")
                .isNotEmpty()
                .isEqualTo(counted.subList(counted.size() - drawnFrom.size(), counted.size()));
        for (JsonNode asked : why.at("/value/howMany")) {
            SplittableRandom random =
                    new SplittableRandom(why.at("/constants/seed").asLong());
            List<Long> runs = new ArrayList<>();
            for (int run = 0; run < why.at("/constants/runs").asInt(); run++) {
                long done = 0;
                List<Long> urn = new ArrayList<>(history);
                for (int week = 0; week < asked.path("weeks").asInt(); week++) {
                    long drawn = urn.get(random.nextInt(urn.size()));
                    urn.add(drawn);
                    done += drawn;
                }
                runs.add(done);
            }
            runs.sort(null);
            assertThat(asked.path("atLeastIn85").asLong()).isEqualTo(runs.get(10_000 - 8_500));
        }
    }

    @Test
    void items_that_never_started_have_no_start() throws Exception {
        JsonNode why = why(NeverStartedAccumulator.METRIC);
        assertThat(why.at("/value/n").asInt())
                .isEqualTo(rows(why, row -> row.at("/values/start").isNull()).size())
                .isPositive();
        assertThat(why.at("/value/share/value").asDouble())
                .isEqualTo(why.at("/value/n").asDouble() / why.path("rows").size());
    }

    @Test
    void data_quality_counts_findings() throws Exception {
        JsonNode why = why(QualityAccumulator.METRIC);
        for (String finding : List.of(
                "incomplete", "subTasksAlone", "unmapped", "reopened", "reopenedLate", "backwardMoves", "stalled")) {
            List<Long> found = longs(rows(why), "/values/" + finding);
            assertThat(why.at("/value/" + finding + "/items").asLong())
                    .as(finding)
                    .isEqualTo(found.stream().filter(n -> n > 0).count());
            assertThat(why.at("/value/" + finding + "/occurrences").asLong())
                    .isEqualTo(found.stream().mapToLong(n -> n).sum());
        }
    }

    private static double compared(JsonNode why, JsonNode row, String role) {
        List<JsonNode> rows = rows(why, one -> one.at("/values/role").asText().equals(role));
        String measure = row.path("measure").asText();
        if (row.path("metric").asText().equals("flow-load")) {
            return rows.stream()
                    .filter(one -> one.at("/values/inFlow").asBoolean())
                    .count();
        }
        if (measure.startsWith("p")) {
            String field = row.path("metric").asText().equals("flow-time") ? "flowTimeMs" : "leadTimeMs";
            return percentile(longs(rows, "/values/" + field), Integer.parseInt(measure.substring(1)));
        } else if (measure.equals("ratio")) {
            double active =
                    longs(rows, "/values/activeMs").stream().mapToLong(n -> n).sum();
            double waiting =
                    longs(rows, "/values/waitingMs").stream().mapToLong(n -> n).sum();
            return active / (active + waiting);
        }
        double weeks = why.at("/constants/fullWeeks" + (role.equals("before") ? "Before" : "After"))
                .asDouble();
        return rows.stream()
                        .filter(one -> one.at("/values/fullWeek").asBoolean())
                        .count()
                / weeks;
    }

    private static boolean inFlow(JsonNode row, JsonNode at) {
        return !instant(row.at("/values/start")).isAfter(instant(at))
                && (row.at("/values/stop").isNull()
                        || instant(row.at("/values/stop")).isAfter(instant(at)));
    }

    private static boolean within(JsonNode instant, JsonNode start, JsonNode end) {
        return !instant(instant).isBefore(instant(start)) && instant(instant).isBefore(instant(end));
    }
}
