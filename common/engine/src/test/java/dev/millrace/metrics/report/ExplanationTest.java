package dev.millrace.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Explanation;
import dev.millrace.metrics.Explanation.Row;
import dev.millrace.metrics.Explanation.Value;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.Outcomes;
import dev.millrace.metrics.RandomFlows;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Shares;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.TimeAccumulator;
import dev.millrace.model.Figure;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.DefaultValueStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final ReportRequest REQUEST = Reports.request(
            new Window(Instant.parse("2026-02-10T05:00:00Z"), Instant.parse("2026-05-20T17:00:00Z")),
            RandomFlows.AS_OF,
            "Europe/Berlin");

    @Test
    void efficiency_is_what_its_segments_add_up_to() {
        for (int seed = 0; seed < 20; seed++) {
            List<ItemFlow> flows = new RandomFlows(seed).items(80);
            long active = 0;
            long waiting = 0;
            for (Row row : explain(EfficiencyAccumulator.METRIC, flows).rows()) {
                active += sum(row, "active");
                waiting += sum(row, "waiting");
                assertThat(row.values().get("activeMs")).isEqualTo(new Value.Millis(sum(row, "active")));
            }
            Figure<Double> ratio = Reports.report(REQUEST, flows).efficiency().ratio();
            assertThat(ratio).as("seed %d", seed).isEqualTo(Shares.of(active, active + waiting));
        }
    }

    @Test
    void every_item_that_stopped_is_in_the_number_or_excluded_with_a_reason() {
        List<ItemFlow> flows = new RandomFlows(4).items(80);
        FlowReport report = Reports.report(REQUEST, flows);
        for (Metric metric :
                List.of(TimeAccumulator.FLOW_TIME, TimeAccumulator.LEAD_TIME, EfficiencyAccumulator.METRIC)) {
            Explanation explanation = explain(metric, flows);
            Outcomes outcomes = metric == EfficiencyAccumulator.METRIC
                    ? report.efficiency().outcomes()
                    : metric == TimeAccumulator.LEAD_TIME
                            ? report.leadTime().outcomes()
                            : report.flowTime().outcomes();
            assertThat(explanation.rows()).hasSize((int) outcomes.measured());
            assertThat(explanation.exclusions())
                    .hasSize((int) (outcomes.total() - outcomes.measured()))
                    .allSatisfy(exclusion -> assertThat(exclusion.why()).isNotNull());
        }
    }

    private static Explanation explain(Metric metric, List<ItemFlow> flows) {
        ExplanationAccumulator aggregate =
                new ExplanationAccumulator(metric, REQUEST, null, DefaultValueStream.create(), StateCatalogue.empty());
        flows.forEach(flow -> aggregate.add(new ExplainedFlow(flow, List::of)));
        return aggregate.result();
    }

    private static long sum(Row row, String kind) {
        return row.parts().stream()
                .filter(part -> part.get("kind").equals(new Value.Word(kind)))
                .mapToLong(part -> Duration.between(
                                ((Value.At) part.get("start")).instant(), ((Value.At) part.get("end")).instant())
                        .toMillis())
                .sum();
    }
}
