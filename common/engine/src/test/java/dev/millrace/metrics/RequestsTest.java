package dev.millrace.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.Delivery;
import dev.millrace.metrics.delivery.Deliveries;
import dev.millrace.metrics.delivery.DeliveryExplanation;
import dev.millrace.metrics.delivery.DeliveryFacts;
import dev.millrace.metrics.delivery.DeliveryMetrics;
import dev.millrace.metrics.report.Metrics;
import dev.millrace.metrics.report.Reports;
import dev.millrace.model.Figure;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.ItemType;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What may be asked for: a window that is known in part, a filter, a metric by its name. */
class RequestsTest {

    private static final Instant FIRST = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2026-02-15T00:00:00Z");

    @Test
    void window_is_known_up_to_the_report() {
        Instant middle = Instant.parse("2026-02-10T00:00:00Z");
        Instant later = Instant.parse("2026-02-16T00:00:00Z");

        assertThat(known(middle)).isEqualTo(new Window(FIRST, middle));
        assertThat(known(LAST)).isEqualTo(new Window(FIRST, LAST));
        assertThat(known(later)).isEqualTo(new Window(FIRST, LAST));
        assertThat(known(FIRST.plusNanos(1)))
                .as("less than a millisecond is no interval")
                .isEqualTo(new Window(FIRST, LAST));
    }

    private static Window known(Instant asOf) {
        return Reports.request(new Window(FIRST, LAST), asOf, "UTC").known();
    }

    @Test
    void filter_by_names_takes_them_regardless_of_case_and_none_for_all() {
        ItemFilter filter = ItemFilter.projects("shop");

        assertThat(filter.acceptsName("SHOP")).isTrue();
        assertThat(filter.acceptsName("web")).isFalse();
        assertThat(ItemFilter.all().acceptsName("web")).isTrue();
        assertThat(filter.among("Team A", "web"))
                .isEqualTo(new ItemFilter(filter.projects(), Set.<ItemType>of(), Set.of(), "Team A", "web"));
    }

    @Test
    void delivery_that_the_filter_does_not_name_is_in_no_figure() {
        ReportRequest request = new ReportRequest(
                new Window(FIRST, LAST),
                ZoneId.of("UTC"),
                new Knowledge(LAST, LAST),
                ItemFilter.projects("other"),
                Freshness.notNoted(new Window(FIRST, LAST), new Knowledge(LAST, LAST).asOf()));
        DeliveryFacts facts = new DeliveryFacts(
                List.of(new Delivery(
                        Deliveries.SERVICE, List.of(Deliveries.deployment("1", FIRST)), List.of(), Map.of())),
                List.of(),
                true,
                List.of(Deliveries.build("1", FIRST, "SUCCESS")),
                DeliveryFacts.Part.ALL);

        assertThat(DeliveryExplanation.of(DeliveryMetrics.DEPLOYMENT_FREQUENCY, request, facts)
                        .rows())
                .isEmpty();
        assertThat(DeliveryExplanation.of(DeliveryMetrics.PIPELINE_RED_RATE, request, facts)
                        .rows())
                .isEmpty();
        assertThat(Deliveries.report(facts, request).redRate().whole()).isZero();
    }

    @Test
    void every_metric_has_an_id_of_its_own_and_says_what_it_is() {
        assertThat(Metrics.ALL).extracting(Metric::id).doesNotHaveDuplicates();
        assertThat(Metrics.ALL).extracting(Metric::definition).noneMatch(String::isBlank);
    }

    @Test
    void state_of_a_figure_is_written_with_hyphens() {
        assertThat(FigureState.of(Figure.notApplicable(Reason.Code.CANCELLED)).text())
                .isEqualTo("not-applicable");
    }
}
