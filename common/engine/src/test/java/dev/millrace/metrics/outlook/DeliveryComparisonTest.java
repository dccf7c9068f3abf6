package dev.millrace.metrics.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.Delivery;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.delivery.Deliveries;
import dev.millrace.metrics.delivery.DeliveryAccumulator;
import dev.millrace.metrics.delivery.DeliveryFacts;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.metrics.outlook.Comparison.Row;
import dev.millrace.metrics.outlook.Comparison.Verdict;
import dev.millrace.metrics.report.Reports;
import dev.millrace.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryComparisonTest {

    private static final String AS_OF = "2026-05-01T00:00:00Z";
    private static final ReportRequest FIRST =
            Reports.request("2026-01-05T00:00:00Z", "2026-03-02T00:00:00Z", AS_OF, "UTC");
    private static final ReportRequest SECOND =
            Reports.request("2026-03-02T00:00:00Z", "2026-04-27T00:00:00Z", AS_OF, "UTC");

    /** In the second window a change takes twice as long, and one deployment in two fails instead of none. */
    @Test
    void both_windows_see_their_own_deliveries_of_one_stream_of_facts() {
        DeliveryFacts facts = facts(40, 2);
        List<Row> rows = DeliveryComparison.of(accumulator(FIRST, facts), accumulator(SECOND, facts));

        Row leadTime = rows.get(0);
        assertThat(leadTime.before().measured())
                .contains((double) Duration.ofHours(24).toMillis());
        assertThat(leadTime.after().measured())
                .contains((double) Duration.ofHours(48).toMillis());
        assertThat(leadTime.verdict()).isEqualTo(Verdict.ROSE);
        Row failRate = rows.get(1);
        assertThat(failRate.before().measured()).contains(0.0);
        assertThat(failRate.after().measured()).contains(0.5);
        assertThat(failRate.beforeN()).isEqualTo(20);
        assertThat(failRate.afterN()).isEqualTo(20);
        assertThat(failRate.verdict()).isEqualTo(Verdict.ROSE);
        assertThat(failRate.change().measured().orElseThrow().low()).isBetween(0.2, 0.5);
    }

    @Test
    void one_failure_in_twenty_deployments_is_no_change() {
        DeliveryFacts facts = facts(40, 20);
        List<Row> rows = DeliveryComparison.of(accumulator(FIRST, facts), accumulator(SECOND, facts));

        assertThat(rows.get(1).after().measured()).contains(0.05);
        assertThat(rows.get(1).verdict()).isEqualTo(Verdict.NO_CHANGE_SHOWN);
    }

    @Test
    void without_production_nothing_is_compared() {
        DeliveryFacts none = new DeliveryFacts(List.of(), List.of(), true, List.of(), DeliveryFacts.Part.ALL);
        List<Row> rows = DeliveryComparison.of(accumulator(FIRST, none), accumulator(SECOND, none));

        assertThat(rows).allSatisfy(row -> assertThat(row.verdict()).isEqualTo(Verdict.UNKNOWN));
        assertThat(rows.get(1).before().reason())
                .hasValueSatisfying(why -> assertThat(why.code()).isEqualTo(Reason.Code.NO_PRODUCTION));
    }

    private static DeliveryAccumulator accumulator(ReportRequest request, DeliveryFacts facts) {
        DeliveryAccumulator accumulator = new DeliveryAccumulator(request);
        accumulator.add(facts);
        return accumulator;
    }

    /** So many deployments with one change each, half of them in each window; every so many of the second fail. */
    private static DeliveryFacts facts(int count, int failing) {
        List<Delivery.Deployment> deployments = new ArrayList<>();
        List<Delivery.DeliveredChange> changes = new ArrayList<>();
        List<ProductionIncident> incidents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean second = i >= count / 2;
            Instant at = (second ? SECOND : FIRST)
                    .window()
                    .start()
                    .plus(Duration.ofDays(2 * (i % (count / 2)) + 3L))
                    .plus(Duration.ofHours(12));
            Delivery.Deployment deployment = Deliveries.deployment("D" + i, at);
            deployments.add(deployment);
            changes.add(Deliveries.change("C" + i, at.minus(Duration.ofHours(second ? 48 : 24)), deployment));
            if (second && i % failing == 0) {
                incidents.add(Deliveries.incident("I" + i, at.plusSeconds(60), at.plusSeconds(3600), "C" + i));
            }
        }
        return new DeliveryFacts(
                List.of(new Delivery(Deliveries.SERVICE, deployments, changes, Map.of())),
                incidents,
                true,
                List.of(),
                DeliveryFacts.Part.ALL);
    }
}
