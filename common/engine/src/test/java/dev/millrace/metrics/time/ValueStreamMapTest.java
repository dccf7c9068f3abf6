package dev.millrace.metrics.time;

import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_DEPLOYMENT;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.IN_REVIEW;
import static dev.millrace.valuestream.DefaultStages.WAITING_FOR_DEPLOY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.FlowRule;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.metrics.FlowCopy;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.RandomFlows;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.report.FlowAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.Reports;
import dev.millrace.metrics.time.ValueStreamMap.Rung;
import dev.millrace.metrics.time.ValueStreamMap.Step;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ValueStreamMapTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ReportRequest REQUEST =
            Reports.request("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z", "UTC");

    @Test
    void work_that_returns_to_an_earlier_stage_is_sent_back_and_forward_moves_are_not() {
        ValueStreamMap map = Reports.report(
                        REQUEST,
                        Flows.item("T-1")
                                .in(IN_PROGRESS, START)
                                .in(IN_REVIEW, hour(10))
                                .in(IN_PROGRESS, hour(30))
                                .in(IN_REVIEW, hour(40))
                                .in(DONE, hour(50)))
                .map();

        assertThat(map.steps()).extracting(Step::stage).containsExactly(IN_PROGRESS, IN_REVIEW);
        Step review = step(map, IN_REVIEW);
        assertThat(review.arrivals()).isEqualTo(2);
        assertThat(review.departures()).isEqualTo(2);
        assertThat(review.sentBack()).isEqualTo(1);
        assertThat(step(map, IN_PROGRESS).sentBack()).isZero();
        assertThat(review.completed().measured().orElseThrow().p85()).isEqualTo(Duration.ofHours(20));
    }

    @Test
    void the_ladder_divides_the_time_of_the_done_items_and_adds_up_to_their_efficiency() {
        FlowAccumulator aggregate = Reports.aggregate(REQUEST);
        for (int i = 1; i <= 4; i++) {
            aggregate.add(Flows.item("T-" + i)
                    .in(IN_PROGRESS, START)
                    .in(IN_REVIEW, hour(10 * i))
                    .in(DONE, hour(100))
                    .asOf(REQUEST.knowledge().asOf()));
        }
        aggregate.add(
                Flows.item("T-9").in(IN_REVIEW, START).asOf(REQUEST.knowledge().asOf()));
        FlowReport report = aggregate.result();

        assertThat(report.map().done()).isEqualTo(4);
        assertThat(report.map().ladder())
                .containsExactly(
                        new Rung(IN_PROGRESS, Duration.ofHours(100), Duration.ZERO),
                        new Rung(IN_REVIEW, Duration.ZERO, Duration.ofHours(300)));
    }

    @Test
    void the_ladder_of_arbitrary_items_adds_up_to_the_flow_efficiency() {
        ReportRequest request =
                Reports.request("2026-02-10T05:00:00Z", "2026-05-20T17:00:00Z", RandomFlows.AS_OF.toString(), "UTC");
        for (long seed = 1; seed <= 20; seed++) {
            FlowAccumulator aggregate =
                    new FlowAccumulator(request, DefaultValueStream.create(), StateCatalogue.empty());
            new RandomFlows(seed).items(60).forEach(aggregate::add);
            FlowReport report = aggregate.result();

            assertThat(sum(report, true))
                    .as("seed " + seed)
                    .isEqualTo(report.efficiency().active());
            assertThat(sum(report, false))
                    .as("seed " + seed)
                    .isEqualTo(report.efficiency().waiting());
            assertThat(report.map().done())
                    .isEqualTo(report.efficiency().outcomes().measured());
        }
    }

    @Test
    void an_open_visit_has_arrived_and_not_left() {
        Step review = step(
                Reports.report(REQUEST, Flows.item("T-1").in(IN_REVIEW, hour(5)))
                        .map(),
                IN_REVIEW);

        assertThat(review.visits()).isEqualTo(1);
        assertThat(review.arrivals()).isEqualTo(1);
        assertThat(review.departures()).isZero();
        assertThat(review.completed().measured()).isEmpty();
    }

    @Test
    void visits_that_take_longer_from_a_day_on_are_dated() {
        FlowAccumulator aggregate = Reports.aggregate(REQUEST);
        for (int i = 0; i < 24; i++) {
            Instant begin = START.plus(Duration.ofDays(i));
            aggregate.add(Flows.item("T-" + i)
                    .in(IN_PROGRESS, begin)
                    .in(IN_REVIEW, begin.plusSeconds(60))
                    .in(DONE, begin.plus(Duration.ofHours(i < 12 ? 5 : 50)))
                    .asOf(REQUEST.knowledge().asOf()));
        }

        assertThat(step(aggregate.result().map(), IN_REVIEW).change()).satisfies(change -> {
            assertThat(change.worse()).isTrue();
            assertThat(change.at()).isEqualTo(START.plus(Duration.ofDays(12)).plusSeconds(60));
            assertThat(change.after()).isEqualTo(Duration.ofHours(50).minusSeconds(60));
        });
    }

    @Test
    void a_wait_of_one_pull_request_counts_once_however_many_items_it_serves() {
        FlowAccumulator aggregate = Reports.aggregate(REQUEST);
        ArtifactId pull = new ArtifactId(ToolInstance.jira("test"), ArtifactKind.PULL_REQUEST, "7");
        for (int i = 1; i <= 3; i++) {
            boolean alone = i == 3;
            ItemFlow flow = Flows.item("T-" + i)
                    .in(IN_REVIEW, START)
                    .in(DONE, hour(20))
                    .asOf(REQUEST.knowledge().asOf());
            aggregate.add(FlowCopy.of(flow)
                    .segments(flow.segments().stream()
                            .map(part -> copy(part, part.rule(), alone ? part.source() : pull))
                            .toList())
                    .make());
        }
        Step review = step(aggregate.result().map(), IN_REVIEW);

        assertThat(review.visits()).isEqualTo(2);
        assertThat(review.departures()).isEqualTo(2);
        assertThat(review.completed().measured().orElseThrow().n()).isEqualTo(2);
    }

    @Test
    void the_next_environment_is_no_way_back_and_work_after_a_failed_build_is() {
        ItemFlow flow = Flows.item("T-1")
                .in(IN_PROGRESS, START)
                .in(WAITING_FOR_DEPLOY, hour(1))
                .in(IN_DEPLOYMENT, hour(2))
                .in(WAITING_FOR_DEPLOY, hour(3))
                .in(IN_DEPLOYMENT, hour(4))
                .in(IN_PROGRESS, hour(5))
                .in(DONE, hour(6))
                .asOf(REQUEST.knowledge().asOf());
        ItemFlow delivery = FlowCopy.of(flow)
                .segments(flow.segments().stream()
                        .map(part -> IN_DEPLOYMENT.equals(part.stage())
                                ? copy(part, FlowRule.ATTEMPT, part.source())
                                : WAITING_FOR_DEPLOY.equals(part.stage())
                                        ? copy(part, FlowRule.BETWEEN, part.source())
                                        : part)
                        .toList())
                .make();

        assertThat(step(map(flow), IN_DEPLOYMENT).sentBack()).isEqualTo(2);
        assertThat(step(map(delivery), IN_DEPLOYMENT).sentBack()).isEqualTo(1);
    }

    private static ValueStreamMap map(ItemFlow flow) {
        FlowAccumulator aggregate = Reports.aggregate(REQUEST);
        aggregate.add(flow);
        return aggregate.result().map();
    }

    private static Segment copy(Segment part, FlowRule rule, ArtifactId source) {
        return new Segment(part.start(), part.end(), part.kind(), part.stage(), rule, source, part.state());
    }

    @Test
    void a_done_item_that_was_reopened_is_counted() {
        ValueStreamMap map = Reports.report(
                        REQUEST,
                        Flows.item("T-1")
                                .in(IN_PROGRESS, START)
                                .in(DONE, hour(10))
                                .in(IN_PROGRESS, hour(30))
                                .in(DONE, hour(50)))
                .map();

        assertThat(map.reopened()).isEqualTo(1);
    }

    private static Duration sum(FlowReport report, boolean active) {
        return report.map().ladder().stream()
                .map(rung -> active ? rung.active() : rung.waiting())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Step step(ValueStreamMap map, Stage stage) {
        return map.steps().stream()
                .filter(step -> step.stage().equals(stage))
                .findFirst()
                .orElseThrow();
    }

    private static Instant hour(int hours) {
        return START.plus(Duration.ofHours(hours));
    }
}
