package dev.millrace.view.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.metrics.Percentiles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BaselineJsonTest {

    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-04-01T00:00:00Z");

    @Test
    void what_is_written_is_read_again() {
        Baseline baseline = new Baseline(
                "default",
                "builtin",
                SINCE,
                UNTIL,
                times(30, 5),
                0.25,
                "in-review",
                List.of(new Baseline.OfStage("in-review", times(12, 1)), new Baseline.OfStage("coding", times(9, 2))));
        assertThat(BaselineJson.parse(BaselineJson.render(baseline))).isEqualTo(baseline);

        Baseline unknown = new Baseline("default", "builtin", SINCE, UNTIL, null, null, null, List.of());
        assertThat(BaselineJson.parse(BaselineJson.render(unknown)))
                .as("what is not known stays unknown, and is not 0")
                .isEqualTo(unknown);
    }

    @Test
    void a_file_never_gets_longer_than_64_kib_and_counts_the_stages_it_left_out() {
        List<Baseline.OfStage> stages = IntStream.range(0, 900)
                .mapToObj(i -> new Baseline.OfStage("stage-" + i, times(i + 1, i)))
                .toList();
        String text = BaselineJson.render(new Baseline("s", "v", SINCE, UNTIL, null, null, null, stages));

        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(BaselineJson.MAX_BYTES);
        List<Baseline.OfStage> kept = BaselineJson.parse(text).stages();
        assertThat(kept).contains(stages.get(899)).doesNotContain(stages.get(0));
        assertThat(text).contains("\"stagesLeftOut\" : " + (900 - kept.size()));
    }

    @Test
    void a_file_of_something_else_says_so() {
        assertThatThrownBy(() -> BaselineJson.parse("{}")).hasMessage("its format is not millrace-baseline/1");
        assertThatThrownBy(() -> BaselineJson.parse("{\"format\":\"mill")).hasMessage("it is damaged");
        assertThatThrownBy(() -> BaselineJson.parse("{\"format\":\"millrace-baseline/1\",\"since\":\"now\"}"))
                .hasMessage("it is damaged");
    }

    private static Percentiles<Duration> times(long n, int days) {
        return new Percentiles<>(n, Duration.ofDays(days), Duration.ofDays(days + 1L), Duration.ofDays(days + 2L));
    }
}
