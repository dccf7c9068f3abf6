package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.cli.SyncedRealJira.Synced;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.report.Metrics;
import org.junit.jupiter.api.Test;

/** An explanation carries everything that its number depends on, and says it in words, too. */
class WhyAcceptanceTest extends RecomputedReport {

    WhyAcceptanceTest(Synced synced) {
        super(synced);
    }

    @Test
    void an_explanation_carries_everything_it_depends_on() throws Exception {
        for (Metric metric : Metrics.ALL) {
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

        assertThat(run.out()).contains("stop - start", "Left out, and why", "never started");
    }

    @Test
    void an_item_explains_itself_with_its_numbers_and_its_events() throws Exception {
        Run run = synced.run("show", "CB-5719", "--why");
        assertThat(run.out()).contains("Why these figures", "stop - start", "What the tools reported");

        JsonNode item = JsonMapper.builder()
                .build()
                .readTree(synced.run("show", "CB-5719", "--why", "--json").out());
        assertThat(item.path("events").size()).isGreaterThan(1);
        assertThat(item.path("formulas").size()).isEqualTo(3);
    }
}
