package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.cli.SyncedRealJira.Synced;
import dev.millrace.metrics.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every number of a report on real issues is computed again from what {@code report --why --json} prints, and from nothing else: no
 * class of Millrace takes part in the arithmetic.
 */
@ExtendWith(SyncedRealJira.class)
class WhyAcceptanceTest {

    private static final String[] WINDOW = {"--since", "2013-01-07", "--until", "2013-12-29", "--as-of", "2014-02-01"};

    private final Synced synced;

    WhyAcceptanceTest(Synced synced) {
        this.synced = synced;
    }

    @Test
    void flow_time_is_stop_minus_start() throws Exception {
        JsonNode why = why(Metric.FLOW_TIME);
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
        JsonNode why = why(Metric.LEAD_TIME);
        rows(why)
                .forEach(row -> assertThat(row.at("/values/ms").asLong())
                        .isEqualTo(millis(row.at("/values/created"), row.at("/values/stop"))));
        percentiles(why.at("/value/percentiles/value"), longs(rows(why), "/values/ms"));
    }

    @Test
    void flow_efficiency_of_workflows_that_cannot_show_waiting_is_unknown_and_every_item_says_why() throws Exception {
        JsonNode why = why(Metric.FLOW_EFFICIENCY);

        assertThat(why.path("rows")).isEmpty();
        assertThat(why.at("/value/ratio/state").asText()).isEqualTo("unknown");
        assertThat(why.path("exclusions").findValuesAsText("code"))
                .contains("waiting-not-observable")
                .hasSize(why.at("/value/outcomes/others").findValues("n").stream()
                        .mapToInt(JsonNode::asInt)
                        .sum());
    }

    @Test
    void velocity_counts_the_stops_of_each_week() throws Exception {
        JsonNode why = why(Metric.FLOW_VELOCITY);
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
        JsonNode why = why(Metric.FLOW_LOAD);
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
        JsonNode why = why(Metric.AGEING);
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
        JsonNode why = why(Metric.FLOW_DISTRIBUTION);
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
        JsonNode why = why(Metric.CUMULATIVE_FLOW);
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
    void time_per_stage_is_that_of_its_visits() throws Exception {
        JsonNode why = why(Metric.STAGE_TIME);
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
        JsonNode why = why(Metric.WAITING_SHARE);
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
        JsonNode why = why(Metric.BOTTLENECK);
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
        JsonNode why = why(Metric.HAND_OFFS);
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

    @Test
    void comparison_is_after_minus_before() throws Exception {
        JsonNode why = why(Metric.COMPARISON);
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
        JsonNode why = why(Metric.FORECAST);
        Map<String, Long> weeks = new TreeMap<>();
        rows(
                        why,
                        row -> row.at("/values/done").asBoolean()
                                && row.at("/values/fullWeek").asBoolean())
                .forEach(row -> weeks.merge(row.at("/values/isoWeek").asText(), 1L, Long::sum));
        List<Long> history = longs(why.at("/value/history"));
        assertThat(history.stream().filter(n -> n > 0).toList()).containsExactlyElementsOf(weeks.values());
        for (JsonNode asked : why.at("/value/howMany")) {
            SplittableRandom random =
                    new SplittableRandom(why.at("/constants/seed").asLong());
            List<Long> runs = new ArrayList<>();
            for (int run = 0; run < why.at("/constants/runs").asInt(); run++) {
                long done = 0;
                for (int week = 0; week < asked.path("weeks").asInt(); week++) {
                    done += history.get(random.nextInt(history.size()));
                }
                runs.add(done);
            }
            runs.sort(null);
            assertThat(asked.path("atLeastIn85").asLong()).isEqualTo(runs.get(10_000 - 8_500));
        }
    }

    @Test
    void items_that_never_started_have_no_start() throws Exception {
        JsonNode why = why(Metric.NEVER_STARTED);
        assertThat(why.at("/value/n").asInt())
                .isEqualTo(rows(why, row -> row.at("/values/start").isNull()).size())
                .isPositive();
        assertThat(why.at("/value/share/value").asDouble())
                .isEqualTo(why.at("/value/n").asDouble() / why.path("rows").size());
    }

    @Test
    void data_quality_counts_findings() throws Exception {
        JsonNode why = why(Metric.DATA_QUALITY);
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

    @Test
    void an_explanation_carries_everything_it_depends_on() throws Exception {
        for (Metric metric : Metric.values()) {
            JsonNode why = why(metric);
            assertThat(why.at("/metric/formula").asText()).isEqualTo(metric.formula());
            assertThat(why.at("/request/zone").asText()).isNotEmpty();
            assertThat(why.at("/request/knownAt").asText()).isNotEmpty();
            assertThat(why.at("/request/filter").isObject()).isTrue();
            assertThat(why.at("/valueStream/version").asText()).isNotEmpty();
            assertThat(why.path("calendar").asText()).contains("24 hours");
        }
    }

    @Test
    void text_says_the_formula_and_what_is_left_out() {
        Run run = run("--why", "flow-time");

        assertThat(run.out()).contains("stop - start", "What is not in it, and why", "never started");
    }

    @Test
    void an_item_explains_itself_with_its_numbers_and_its_events() throws Exception {
        Run run = synced.run("show", "CB-5719", "--why");
        assertThat(run.out()).contains("Why these figures", "stop - start", "What the tools told");

        JsonNode item = JsonMapper.builder()
                .build()
                .readTree(synced.run("show", "CB-5719", "--why", "--json").out());
        assertThat(item.path("events").size()).isGreaterThan(1);
        assertThat(item.path("formulas").size()).isEqualTo(3);
    }

    private static double lead(List<long[]> sums) {
        double first = sums.stream().mapToLong(row -> row[0]).sum();
        double second = sums.stream().mapToLong(row -> row[1]).sum();
        double all = sums.stream().mapToLong(row -> row[2]).sum();
        return (first - second) / all;
    }

    private static double compared(JsonNode why, JsonNode row, String role) {
        List<JsonNode> rows = rows(why, one -> one.at("/values/role").asText().equals(role));
        String measure = row.path("measure").asText();
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

    private static void percentiles(JsonNode value, List<Long> values) {
        if (values.isEmpty()) {
            assertThat(value.isMissingNode()).isTrue();
            return;
        }
        assertThat(value.path("n").asInt()).isEqualTo(values.size());
        for (int percent : new int[] {50, 85, 95}) {
            assertThat(value.path("p" + percent).asLong()).isEqualTo(percentile(values, percent));
        }
    }

    /** Nearest rank: the smallest value that so many percent do not exceed. */
    private static long percentile(List<Long> values, int percent) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.ceil(percent * sorted.size() / 100.0) - 1);
    }

    private static long millis(JsonNode start, JsonNode end) {
        return Duration.between(instant(start), instant(end)).toMillis();
    }

    private static Instant instant(JsonNode node) {
        return Instant.parse(node.asText());
    }

    private static List<Long> longs(List<JsonNode> rows, String path) {
        return rows.stream()
                .map(row -> row.at(path))
                .filter(JsonNode::isNumber)
                .map(JsonNode::asLong)
                .toList();
    }

    private static List<Long> longs(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asLong)
                .toList();
    }

    private static List<JsonNode> rows(JsonNode why) {
        return rows(why, row -> true);
    }

    private static List<JsonNode> rows(JsonNode why, Predicate<JsonNode> which) {
        return StreamSupport.stream(why.path("rows").spliterator(), false)
                .filter(which)
                .collect(Collectors.toList());
    }

    private static List<JsonNode> parts(JsonNode why) {
        List<JsonNode> parts = new ArrayList<>();
        why.path("rows").forEach(row -> row.path("parts").forEach(parts::add));
        return parts;
    }

    private JsonNode why(Metric metric) throws Exception {
        return JsonMapper.builder()
                .build()
                .readTree(run("--why", metric.id(), "--json").out());
    }

    private Run run(String... options) {
        List<String> command = new ArrayList<>(List.of("report"));
        command.addAll(List.of(WINDOW));
        command.addAll(List.of(options));
        Run run = synced.run(command.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }
}
