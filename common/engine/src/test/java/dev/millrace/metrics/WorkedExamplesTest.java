package dev.millrace.metrics;

import static dev.millrace.valuestream.DefaultStages.CANCELLED;
import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.IN_REVIEW;
import static dev.millrace.valuestream.DefaultStages.TO_DO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.flow.FlowTotals;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.metrics.delivery.Deliveries;
import dev.millrace.metrics.delivery.DeliveryAccumulator;
import dev.millrace.metrics.delivery.DeliveryFacts;
import dev.millrace.metrics.delivery.DeliveryReport;
import dev.millrace.metrics.delivery.DeploymentFailure;
import dev.millrace.metrics.delivery.FailureFinder;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.Reports;
import dev.millrace.metrics.time.StageTime;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.ItemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where other products disagree: the example, what the others say of it, and our answer. */
class WorkedExamplesTest {

    private static final ReportRequest YEAR =
            Reports.request("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "UTC");

    /**
     * Review from 1 to 5 October and again from 1 to 3 November (GitLab epic 12088). GitLab: 33 days, first start to last end.
     * ActionableAgile: from 1 November only. jira-agile-metrics: erases the first visit. jirametrics: 34 days, both ends counted.
     */
    @Test
    void two_review_visits_a_month_apart_are_two_visits_of_four_and_two_days() {
        FlowReport report = Reports.report(
                YEAR,
                Flows.item("T-1")
                        .in(IN_REVIEW, day("2026-10-01"))
                        .in(IN_PROGRESS, day("2026-10-05"))
                        .in(IN_REVIEW, day("2026-11-01"))
                        .in(DONE, day("2026-11-03")));
        StageTime review = stage(report, "in-review");

        assertThat(review.visits().n()).isEqualTo(2);
        assertThat(review.visits().timeInWindow()).isEqualTo(Duration.ofDays(6));
        assertThat(flowTime(report)).as("elapsed stands beside it").isEqualTo(Duration.ofDays(33));
    }

    /** 2,212 hours elapsed, 22 of them worked on (jirametrics#50). jirametrics: 2,212 hours and nothing else. */
    @Test
    void work_that_was_put_back_shows_elapsed_active_and_paused_time_side_by_side() {
        Instant start = day("2026-01-05");
        FlowReport report = Reports.report(
                YEAR,
                Flows.item("T-1")
                        .in(IN_PROGRESS, start)
                        .in(TO_DO, start.plus(Duration.ofHours(20)))
                        .in(IN_PROGRESS, start.plus(Duration.ofHours(2_210)))
                        .in(DONE, start.plus(Duration.ofHours(2_212))));

        assertThat(flowTime(report)).isEqualTo(Duration.ofHours(2_212));
        FlowTotals time = report.load().timeInWindow();
        assertThat(time.active()).isEqualTo(Duration.ofHours(22));
        assertThat(time.paused()).isEqualTo(Duration.ofHours(2_190));
    }

    /** Started and done on one day. jirametrics: 1 day (stop - start + 1); jira-agile-metrics: 0 days; DevLake: whole minutes. */
    @Test
    void an_item_of_one_afternoon_took_that_afternoon() {
        FlowReport report = Reports.report(
                YEAR,
                Flows.item("T-1")
                        .in(IN_PROGRESS, Instant.parse("2026-03-02T13:00:00Z"))
                        .in(DONE, Instant.parse("2026-03-02T16:30:15.250Z")));

        assertThat(flowTime(report)).isEqualTo(Duration.parse("PT3H30M15.25S"));
    }

    /** DevLake: its lead time has no start, so there is nothing to miss. middleware and DevLake: a missing part counts 0. */
    @Test
    void what_was_done_without_being_started_is_in_velocity_and_lead_time_and_its_flow_time_is_unknown() {
        FlowReport report = Reports.report(
                YEAR, Flows.item("T-1").in(TO_DO, day("2026-03-01")).in(DONE, day("2026-03-04")));

        assertThat(report.velocity().done().total()).isEqualTo(1);
        assertThat(report.leadTime().percentiles().measured().orElseThrow().p50())
                .isEqualTo(Duration.ofDays(3));
        assertThat(report.flowTime().percentiles().measured()).isEmpty();
        assertThat(report.flowTime().outcomes().others())
                .containsExactly(new Outcomes.Count(FigureState.UNKNOWN, Reason.Code.NEVER_STARTED, 1));
    }

    /** GitLab and DevLake count a closed issue as delivered, whatever its resolution. */
    @Test
    void a_cancelled_item_has_a_count_of_its_own_and_is_load_until_then() {
        FlowReport report = Reports.report(
                YEAR, Flows.item("T-1").in(IN_PROGRESS, day("2026-03-01")).in(CANCELLED, day("2026-03-04")));

        assertThat(report.velocity().done().total()).isZero();
        assertThat(report.velocity().cancelled()).isEqualTo(1);
        assertThat(report.load().timeInWindow().elapsed()).isEqualTo(Duration.ofDays(3));
    }

    /** Nobody says whether efficiency is a ratio of sums or a mean of ratios; here they are 10% and 50%. */
    @Test
    void efficiency_is_the_ratio_of_sums_with_the_spread_per_item_beside_it() {
        FlowReport report = Reports.report(
                YEAR,
                Flows.item("T-1")
                        .in(IN_PROGRESS, day("2026-03-01"))
                        .in(IN_REVIEW, day("2026-03-02"))
                        .in(DONE, day("2026-03-20")),
                Flows.item("T-2").in(IN_PROGRESS, day("2026-03-01")).in(DONE, day("2026-03-02")));

        assertThat(report.efficiency().ratio().measured()).contains(2.0 / 20.0);
        assertThat(report.efficiency().perItem().measured().orElseThrow().p95()).isEqualTo(1.0);
    }

    /** jirametrics and others: a workflow that cannot show waiting is 100% efficient. */
    @Test
    void efficiency_without_any_waiting_state_is_unknown_and_never_100_percent() {
        FlowReport report = Reports.report(
                YEAR,
                Flows.item("T-1")
                        .waitingNotObservable()
                        .in(IN_PROGRESS, day("2026-03-01"))
                        .in(DONE, day("2026-03-04")));

        assertThat(report.efficiency().ratio().measured()).isEmpty();
        assertThat(report.efficiency().outcomes().others())
                .extracting(Outcomes.Count::code)
                .containsExactly(Reason.Code.WAITING_NOT_OBSERVABLE);
    }

    /** Four done items of 1, 2, 3 and 4 days. DevLake's p80 is 3 (percent_rank), a mean is 2.5, interpolation gives a p50 of 2.5. */
    @Test
    void percentiles_are_values_that_were_measured() {
        FlowReport report = Reports.report(
                YEAR,
                Flows.item("T-1").in(IN_PROGRESS, day("2026-03-01")).in(DONE, day("2026-03-02")),
                Flows.item("T-2").in(IN_PROGRESS, day("2026-03-01")).in(DONE, day("2026-03-03")),
                Flows.item("T-3").in(IN_PROGRESS, day("2026-03-01")).in(DONE, day("2026-03-04")),
                Flows.item("T-4").in(IN_PROGRESS, day("2026-03-01")).in(DONE, day("2026-03-05")));

        assertThat(report.flowTime().percentiles().measured())
                .contains(new Percentiles<>(4, Duration.ofDays(2), Duration.ofDays(4), Duration.ofDays(4)));
    }

    /** Heartbeat subtracts 24 hours for a day; the night the clocks go forward has 23. */
    @Test
    void a_night_in_which_the_clocks_change_is_as_long_as_it_was() {
        FlowReport report = Reports.report(
                Reports.request(
                        "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z", "2026-04-01T00:00:00Z", "Europe/Berlin"),
                Flows.item("T-1")
                        .in(IN_PROGRESS, Instant.parse("2026-03-28T23:00:00Z"))
                        .in(DONE, Instant.parse("2026-03-29T22:00:00Z")));

        assertThat(flowTime(report)).as("local midnight to local midnight").isEqualTo(Duration.ofHours(23));
    }

    /** Viz: the type at close for what is done. Others: the type of today. */
    @Test
    void distribution_says_of_what_it_is_the_share() {
        FlowReport report = Reports.report(
                YEAR,
                Flows.item("T-1")
                        .type(ItemType.DEFECT)
                        .in(IN_PROGRESS, day("2026-03-01"))
                        .in(DONE, day("2026-03-02")),
                Flows.item("T-2").type(ItemType.FEATURE).in(IN_PROGRESS, day("2026-03-01")));

        assertThat(report.distribution().ofDone().share(ItemType.DEFECT).measured())
                .contains(1.0);
        assertThat(report.distribution().ofLoad().share(ItemType.FEATURE).measured())
                .contains(1.0);
    }

    /** A squash merge: the merge commit is minutes old when it is deployed. Four Keys: minutes (fourkeys#456). GitLab: from the merge. */
    @Test
    void a_squashed_change_counts_from_its_own_first_commit() {
        Deployment live = Deliveries.deployment("1", day("2026-03-10"));
        DeliveryReport report = delivery(List.of(live), List.of(Deliveries.change("1", day("2026-03-03"), live)));

        assertThat(report.leadTime().percentiles().measured().orElseThrow().p50())
                .isEqualTo(Duration.ofDays(7));
    }

    /** DevLake (#7193, #8188): 30 weeks, since the first deployment claims the whole history. Metrik: likewise. Datadog: no value. */
    @Test
    void what_the_first_deployment_found_there_is_unknown_and_not_thirty_weeks_old() {
        Deployment first = Deliveries.deployment("1", day("2026-09-01"));
        DeliveryReport report = delivery(
                List.of(first), List.of(Deliveries.undeployed("1", day("2026-02-01"), Reason.Code.BEFORE_BASELINE)));

        assertThat(report.leadTime().percentiles().measured()).isEmpty();
        assertThat(report.leadTime().outcomes().others().get(0).code()).isEqualTo(Reason.Code.BEFORE_BASELINE);
    }

    /** Heartbeat, pipeline-dora-metrics, Metrik and Opal call the share of red runs the change failure rate. */
    @Test
    void a_red_pipeline_is_no_failed_change() {
        Deployment live = Deliveries.deployment("1", day("2026-03-10"));
        DeliveryAccumulator aggregate = new DeliveryAccumulator(YEAR);
        aggregate.add(new Delivery(Deliveries.SERVICE, List.of(live), List.of(), Map.of()), DeliveryFacts.Part.ALL);
        aggregate.add(Deliveries.build("1", day("2026-03-09"), "FAILURE"), DeliveryFacts.Part.ALL);
        aggregate.add(Deliveries.build("2", day("2026-03-10"), "SUCCESS"), DeliveryFacts.Part.ALL);
        aggregate.incidentsAreCollected();
        DeliveryReport report = aggregate.result();

        assertThat(report.changeFailRate().value().measured()).contains(0.0);
        assertThat(report.redRate().value().measured()).contains(0.5);
    }

    /** DevLake maps ABORTED to FAILURE and has no result for UNSTABLE; pipeline-dora-metrics counts UNSTABLE below the line only. */
    @Test
    void aborted_tells_nothing_and_unstable_passed() {
        assertThat(Deliveries.build("1", day("2026-03-09"), "ABORTED").colour()).isEqualTo(BuildResult.Colour.NONE);
        assertThat(Deliveries.build("1", day("2026-03-09"), "UNSTABLE").colour())
                .isEqualTo(BuildResult.Colour.GREEN);
        assertThat(Deliveries.build("1", day("2026-03-09"), "NOT_BUILT").colour())
                .isEqualTo(BuildResult.Colour.NONE);
    }

    /** pipeline-dora-metrics and Metrik: a red that lasts for months never shows. DevLake leaves open incidents out. */
    @Test
    void a_failure_that_goes_on_is_shown_with_its_age() {
        Deployment live = Deliveries.deployment("1", day("2026-03-10"));
        DeliveryAccumulator aggregate = new DeliveryAccumulator(YEAR);
        Delivery delivery = new Delivery(Deliveries.SERVICE, List.of(live), List.of(), Map.of());
        aggregate.add(delivery, DeliveryFacts.Part.ALL);
        List<DeploymentFailure> failures =
                FailureFinder.find(delivery, List.of(Deliveries.incident("1", day("2026-03-11"), null)));
        failures.forEach(aggregate::add);

        assertThat(aggregate.result().recovery().outcomes().open()).isEqualTo(1);
        assertThat(failures.get(0).recoveryTime(day("2026-06-10"))).isEqualTo(new Figure.Open<>(Duration.ofDays(92)));
    }

    /** Metrik and pipeline-dora-metrics count runs: ten on one day are ten. Four Keys and DevLake count days, and so do we. */
    @Test
    void ten_deployments_on_one_day_are_one_day() {
        List<Deployment> ten = IntStream.range(0, 10)
                .mapToObj(i -> Deliveries.deployment("d" + i, day("2026-03-10").plus(Duration.ofHours(i))))
                .toList();
        DeliveryReport.Frequency frequency =
                delivery(ten, List.of()).frequency().measured().orElseThrow();

        assertThat(frequency.deployments()).isEqualTo(10);
        assertThat(frequency.daysWith()).isEqualTo(1);
    }

    /** Who has no production environment: DevLake and Metrik show 0 or NaN, pipeline-dora-metrics N/A in the band LOW. */
    @Test
    void without_a_production_environment_there_is_a_reason_and_no_number() {
        assertThat(delivery(List.of(), List.of()).changeFailRate().value().reason())
                .map(Reason::detail)
                .contains("no production environment");
    }

    private static DeliveryReport delivery(List<Deployment> deployments, List<Delivery.DeliveredChange> changes) {
        DeliveryAccumulator aggregate = new DeliveryAccumulator(YEAR);
        aggregate.add(new Delivery(Deliveries.SERVICE, deployments, changes, Map.of()), DeliveryFacts.Part.ALL);
        return aggregate.result();
    }

    private static StageTime stage(FlowReport report, String id) {
        return report.stages().stream()
                .filter(stage -> stage.stage().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Duration flowTime(FlowReport report) {
        return report.flowTime().percentiles().measured().orElseThrow().p50();
    }

    private static Instant day(String date) {
        return Instant.parse(date + "T00:00:00Z");
    }
}
