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
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What {@code report --why --json} prints of real issues, and the arithmetic to compute every number of it again: no class of Millrace
 * takes part in it.
 */
@ExtendWith(SyncedRealJira.class)
abstract class RecomputedReport {

    static final String[] WINDOW = {"--since", "2013-01-07", "--until", "2013-12-29", "--as-of", "2014-02-01"};

    final Synced synced;

    RecomputedReport(Synced synced) {
        this.synced = synced;
    }

    static void percentiles(JsonNode value, List<Long> values) {
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
    static long percentile(List<Long> values, int percent) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.ceil(percent * sorted.size() / 100.0) - 1);
    }

    static long millis(JsonNode start, JsonNode end) {
        return Duration.between(instant(start), instant(end)).toMillis();
    }

    static Instant instant(JsonNode node) {
        return Instant.parse(node.asText());
    }

    static List<Long> longs(List<JsonNode> rows, String path) {
        return rows.stream()
                .map(row -> row.at(path))
                .filter(JsonNode::isNumber)
                .map(JsonNode::asLong)
                .toList();
    }

    static List<Long> longs(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asLong)
                .toList();
    }

    static List<JsonNode> rows(JsonNode why) {
        return rows(why, row -> true);
    }

    static List<JsonNode> rows(JsonNode why, Predicate<JsonNode> which) {
        return StreamSupport.stream(why.path("rows").spliterator(), false)
                .filter(which)
                .collect(Collectors.toList());
    }

    static List<JsonNode> parts(JsonNode why) {
        List<JsonNode> parts = new ArrayList<>();
        why.path("rows").forEach(row -> row.path("parts").forEach(parts::add));
        return parts;
    }

    JsonNode why(Metric metric) throws Exception {
        return JsonMapper.builder()
                .build()
                .readTree(run("--why", metric.id(), "--json").out());
    }

    Run run(String... options) {
        List<String> command = new ArrayList<>(List.of("report"));
        command.addAll(List.of(WINDOW));
        command.addAll(List.of(options));
        Run run = synced.run(command.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }
}
