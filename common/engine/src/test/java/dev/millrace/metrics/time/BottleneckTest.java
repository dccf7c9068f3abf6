package dev.millrace.metrics.time;

import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.IN_REVIEW;
import static dev.millrace.valuestream.DefaultStages.WAITING_FOR_TEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.report.FlowAccumulator;
import dev.millrace.metrics.report.Reports;
import dev.millrace.metrics.time.Bottleneck.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

public class BottleneckTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ReportRequest REQUEST =
            Reports.request("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z", "UTC");

    @Test
    void stage_that_leads_in_every_resample_is_named_with_its_evidence() {
        FlowAccumulator aggregate = Reports.aggregate(REQUEST);
        for (int i = 1; i <= 20; i++) {
            aggregate.add(waited("T-" + i, 40 + i % 5, 5));
        }
        Bottleneck bottleneck = aggregate.result().bottleneck();

        assertThat(bottleneck.named()).contains(IN_REVIEW);
        assertThat(bottleneck.items()).isEqualTo(20);
        assertThat(bottleneck.lead()).satisfies(lead -> {
            assertThat(lead.low()).isPositive().isLessThanOrEqualTo(lead.value());
            assertThat(lead.high()).isGreaterThanOrEqualTo(lead.value());
        });
        Candidate review = bottleneck.candidates().get(0);
        assertThat(review.time()).isEqualTo(Duration.ofHours(20 * 42));
        assertThat(review.share()).isEqualTo(840.0 / 940.0);
        assertThat(review.arrivals()).isEqualTo(20);
        assertThat(review.growth()).isZero();
    }

    @Test
    void two_stages_whose_order_is_an_accident_name_none() {
        Random random = new Random(7);
        FlowAccumulator aggregate = Reports.aggregate(REQUEST);
        for (int i = 1; i <= 20; i++) {
            aggregate.add(waited("T-" + i, 1 + random.nextInt(60), 1 + random.nextInt(60)));
        }
        Bottleneck bottleneck = aggregate.result().bottleneck();

        assertThat(bottleneck.named()).isEmpty();
        assertThat(bottleneck.lead()).satisfies(lead -> assertThat(lead.shown()).isFalse());
    }

    @Test
    void one_waiting_stage_alone_is_listed_and_not_named_for_it_leads_nothing() {
        Bottleneck bottleneck = Reports.report(
                        REQUEST, Flows.item("T-1").in(IN_REVIEW, START).in(DONE, START.plus(Duration.ofDays(2))))
                .bottleneck();

        assertThat(bottleneck.named()).isEmpty();
        assertThat(bottleneck.lead()).isNull();
        assertThat(bottleneck.candidates()).hasSize(1);
    }

    @Test
    void open_wait_counts_and_shows_as_growth_of_the_queue() {
        Bottleneck bottleneck =
                Reports.report(REQUEST, Flows.item("T-1").in(IN_REVIEW, START)).bottleneck();

        assertThat(bottleneck.candidates()).singleElement().satisfies(review -> {
            assertThat(review.time()).isEqualTo(Duration.ofDays(31));
            assertThat(review.growth()).isEqualTo(1);
            assertThat(review.completed().measured()).isEmpty();
        });
    }

    @Test
    void second_visit_to_a_stage_is_rework() {
        Bottleneck bottleneck = Reports.report(
                        REQUEST,
                        Flows.item("T-1")
                                .in(IN_REVIEW, START)
                                .in(IN_PROGRESS, START.plus(Duration.ofDays(1)))
                                .in(IN_REVIEW, START.plus(Duration.ofDays(2)))
                                .in(DONE, START.plus(Duration.ofDays(3))))
                .bottleneck();

        assertThat(bottleneck.candidates().get(0).repeats()).isEqualTo(1);
    }

    @Test
    void order_and_division_of_the_items_change_nothing() {
        FlowAccumulator forwards = Reports.aggregate(REQUEST);
        FlowAccumulator odd = Reports.aggregate(REQUEST);
        FlowAccumulator even = Reports.aggregate(REQUEST);
        for (int i = 1; i <= 9; i++) {
            forwards.add(waited("T-" + i, 3 * i, 40 - i));
            (i % 2 == 0 ? even : odd).add(waited("T-" + i, 3 * i, 40 - i));
        }

        assertThat(even.merge(odd).result().bottleneck())
                .isEqualTo(forwards.result().bottleneck());
    }

    private static ItemFlow waited(String key, int reviewHours, int testHours) {
        Instant test = START.plus(Duration.ofHours(reviewHours));
        return Flows.item(key)
                .in(IN_REVIEW, START)
                .in(WAITING_FOR_TEST, test)
                .in(DONE, test.plus(Duration.ofHours(testHours)))
                .asOf(REQUEST.knowledge().asOf());
    }
}
