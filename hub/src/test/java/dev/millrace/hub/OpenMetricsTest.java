package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That what {@code /metrics} says is OpenMetrics 1.0, by a reader that takes nothing else. */
class OpenMetricsTest {

    private static final Pattern COMMENT = Pattern.compile("# (TYPE|HELP|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)");
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{(?:[a-zA-Z_]\\w*=\"(?:[^\"\\\\\\n]|\\\\[\\\\n\"])*\",?)*\\})? (\\S+)( [0-9.]+)?");
    private static final Map<String, List<String>> SUFFIXES = Map.of(
            "counter", List.of("_total", "_created"),
            "gauge", List.of(""),
            "histogram", List.of("_bucket", "_count", "_sum", "_created"));

    @TempDir
    Path folder;

    @Test
    void metrics_are_open_metrics_and_count_what_happened() throws Exception {
        try (HubUnderTest hub = new HubUnderTest(folder)) {
            hub.post(Posts.issues(0, 2));
            hub.post("garbage");
            hub.get("/v1/views/issue/HUB-1");
            HttpResponse<String> answer = hub.get("/metrics");

            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/openmetrics-text; version=1.0.0");
            Map<String, Double> samples = read(answer.body());
            assertThat(samples)
                    .containsEntry("millrace_hub_events_stored_total", 4.0)
                    .containsEntry("millrace_hub_posts_stored_total", 1.0)
                    .containsEntry("millrace_hub_requests_total{route=\"/v1/events\",status=\"400\"}", 1.0)
                    .containsEntry("millrace_hub_posts_waiting", 0.0);
        }
    }

    @Test
    void the_reader_takes_nothing_else() {
        for (String wrong : List.of(
                "# TYPE a counter\na_total 1\n",
                "# TYPE a counter\na 1\n# EOF\n",
                "a 1\n# EOF\n",
                "# TYPE a gauge\na 1\na 2\n# EOF\n",
                "# TYPE a gauge\na{b=\"\"\"} 1\n# EOF\n",
                "# TYPE a histogram\na_bucket{le=\"1.0\"} 3\na_bucket{le=\"+Inf\"} 2\na_count 2\n# EOF\n",
                "# TYPE a gauge\na x\n# EOF\n")) {
            assertThatThrownBy(() -> read(wrong))
                    .as(wrong)
                    .isInstanceOfAny(AssertionError.class, RuntimeException.class);
        }
    }

    private static Map<String, Double> read(String text) {
        assertThat(text).endsWith("\n# EOF\n");
        Map<String, String> types = new HashMap<>();
        Map<String, Double> samples = new LinkedHashMap<>();
        Map<String, Double> buckets = new HashMap<>();
        Set<String> closed = new HashSet<>();
        String family = "";
        for (String line : Arrays.asList(
                text.substring(0, text.length() - "# EOF\n".length()).split("\n"))) {
            Matcher comment = COMMENT.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (comment.matches()) {
                if (!comment.group(2).equals(family)) {
                    assertThat(closed.add(family)).isTrue();
                    family = comment.group(2);
                    assertThat(closed)
                            .as("the lines of a family stand together")
                            .doesNotContain(family);
                }
                if (comment.group(1).equals("TYPE")) {
                    assertThat(types.put(family, comment.group(3))).isNull();
                }
                continue;
            }
            assertThat(sample.matches()).as(line).isTrue();
            String name = sample.group(1);
            assertThat(name).startsWith(family);
            assertThat(types).containsKey(family);
            assertThat(SUFFIXES.get(types.get(family))).as(line).contains(name.substring(family.length()));
            double value =
                    sample.group(3).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(sample.group(3));
            String labels = sample.group(2) == null ? "" : sample.group(2);
            assertThat(samples.put(name + labels, value))
                    .as(line + " stands once")
                    .isNull();
            if (name.endsWith("_bucket")) {
                String series = name + labels.replaceAll(",?le=\"[^\"]*\"", "");
                assertThat(value).as(line).isGreaterThanOrEqualTo(buckets.getOrDefault(series, 0.0));
                buckets.put(series, value);
            }
        }
        return samples;
    }
}
