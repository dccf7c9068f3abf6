package dev.millrace.metrics.delivery;

import static dev.millrace.metrics.delivery.Deliveries.build;
import static dev.millrace.metrics.delivery.Deliveries.change;
import static dev.millrace.metrics.delivery.Deliveries.deployment;
import static dev.millrace.metrics.delivery.Deliveries.incident;
import static dev.millrace.metrics.delivery.Deliveries.undeployed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.AuthorDate;
import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.Content;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.metrics.FigureState;
import dev.millrace.metrics.Outcomes;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.delivery.DeploymentFailure.Kind;
import dev.millrace.metrics.report.Reports;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeliveryReportTest {

    private static final ReportRequest REQUEST =
            Reports.request("2026-01-05T00:00:00Z", "2026-02-02T00:00:00Z", "2026-02-10T00:00:00Z", "UTC");

    private final List<Deployment> deployments = new ArrayList<>();
    private final List<DeliveredChange> changes = new ArrayList<>();
    private final List<ProductionIncident> incidents = new ArrayList<>();
    private final List<BuildResult> builds = new ArrayList<>();

    @Test
    void without_a_production_environment_nothing_is_0_and_everything_says_so() {
        changes.add(undeployed("1", day(6), Reason.Code.NO_PRODUCTION));
        builds.add(build("1", day(7), "FAILURE"));
        DeliveryReport report = report();

        assertThat(List.of(
                        report.leadTime().percentiles().reason(),
                        report.frequency().reason(),
                        report.changeFailRate().value().reason(),
                        report.recovery().percentiles().reason(),
                        report.reworkRate().value().reason()))
                .allSatisfy(why -> assertThat(why.orElseThrow().code()).isEqualTo(Reason.Code.NO_PRODUCTION));
        assertThat(report.redRate().value().measured())
                .as("the pipeline is red whether it deploys or not")
                .contains(1.0);
    }

    @Test
    void lead_time_runs_from_the_earliest_author_date_to_the_deployment() {
        Deployment live = deployed("1", day(9));
        changes.add(change("1", day(6), live));
        changes.add(change("2", day(8), live));

        Percentiles<Duration> leadTime =
                report().leadTime().percentiles().measured().orElseThrow();
        assertThat(leadTime)
                .isEqualTo(new Percentiles<>(2, Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(3)));
    }

    @Test
    void an_author_date_after_the_pull_request_is_contradictory_and_in_no_percentile() {
        Deployment live = deployed("1", day(9));
        DeliveredChange clear = change("2", day(8), live);
        changes.add(clear);
        changes.add(new DeliveredChange(
                Deliveries.changeId("1"),
                "#1",
                Origin.UNKNOWN,
                day(8),
                new Figure.Contradictory<>(Reason.of(Reason.Code.CLOCK_SKEW)),
                clear.arrival(),
                null,
                List.of()));
        DeliveryReport report = report();

        assertThat(report.leadTime().outcomes().measured()).isEqualTo(1);
        assertThat(report.leadTime().outcomes().in(FigureState.CONTRADICTORY)).isEqualTo(1);
        assertThat(report.leadTime().percentiles().measured().orElseThrow().n()).isEqualTo(1);
    }

    @Test
    void changes_made_by_bots_are_counted_apart() {
        Deployment live = deployed("1", day(9));
        DeliveredChange human = change("2", day(8), live);
        changes.add(human);
        changes.add(new DeliveredChange(
                Deliveries.changeId("1"),
                "#1",
                Origin.AUTOMATION,
                day(8),
                human.authored(),
                human.arrival(),
                null,
                List.of()));

        assertThat(report().bots()).isEqualTo(1);
        assertThat(report().leadTime().outcomes().total()).isEqualTo(1);
    }

    @Test
    void changes_bounded_by_their_opening_are_counted_where_their_lead_time_counts() {
        Deployment live = deployed("1", day(9));
        DeliveredChange plain = change("2", day(8), live);
        changes.add(plain);
        AuthorDate bounded = new AuthorDate(Figure.of(day(7)), true);
        changes.add(new DeliveredChange(
                Deliveries.changeId("3"), "#3", Origin.UNKNOWN, day(8), bounded, plain.arrival(), null, List.of()));
        changes.add(new DeliveredChange(
                Deliveries.changeId("4"), "#4", Origin.UNKNOWN, day(8), bounded, null, null, List.of()));
        changes.add(new DeliveredChange(
                Deliveries.changeId("5"),
                "#5",
                Origin.UNKNOWN,
                day(8),
                bounded,
                null,
                Reason.of(Reason.Code.NOT_TRACED),
                List.of()));

        assertThat(report().bounded()).as("one delivered, one that waits").isEqualTo(2);
        assertThat(report().leadTime().outcomes().measured()).isEqualTo(2);
    }

    @Test
    void what_was_in_production_before_anybody_looked_is_unknown_and_not_old() {
        deployed("1", day(9));
        changes.add(undeployed("1", day(6), Reason.Code.BEFORE_BASELINE));
        DeliveryReport report = report();

        assertThat(report.leadTime().percentiles().reason()).map(Reason::code).contains(Reason.Code.NO_ITEMS);
        assertThat(report.leadTime().outcomes().others())
                .containsExactly(new Outcomes.Count(FigureState.UNKNOWN, Reason.Code.BEFORE_BASELINE, 1));
        assertThat(report.frequency().measured().orElseThrow().deployments())
                .as("it is a deployment all the same")
                .isEqualTo(1);
    }

    @Test
    void a_change_that_waits_for_its_deployment_is_open_with_its_age() {
        deployed("1", day(9));
        changes.add(undeployed("1", day(20), null));

        assertThat(report().leadTime().outcomes().open()).isEqualTo(1);
        assertThat(changes.get(0).leadTime(day(25))).isEqualTo(new Figure.Open<>(Duration.ofDays(5)));
    }

    @Test
    void two_deployments_on_one_day_make_one_day() {
        deployed("1", day(6));
        deployed("2", day(6).plus(Duration.ofHours(5)));
        deployed("3", day(14));
        DeliveryReport.Frequency frequency = report().frequency().measured().orElseThrow();

        assertThat(frequency.deployments()).isEqualTo(3);
        assertThat(frequency.daysWith()).isEqualTo(2);
        assertThat(frequency.days()).isEqualTo(28);
        assertThat(frequency.daysPerFullWeek().measured()).contains(new Percentiles<>(4, 0L, 1L, 1L));
    }

    @Test
    void nothing_that_could_tell_of_a_failure_makes_the_rate_unknown_and_not_0() {
        deployed("1", day(6));

        assertThat(report().changeFailRate().value().reason())
                .map(Reason::code)
                .contains(Reason.Code.NO_FAILURE_EVIDENCE);
        DeliveryAccumulator collected = aggregate();
        collected.incidentsAreCollected();
        assertThat(collected.result().changeFailRate().value().measured()).contains(0.0);
        assertThat(collected.result().reworkRate().value().measured()).contains(0.0);
    }

    @Test
    void an_incident_condemns_the_deployment_before_it_and_ends_with_its_resolution() {
        deployed("1", day(6));
        deployed("2", day(10));
        deployed("3", day(14));
        incidents.add(incident("1", day(11), day(12)));
        DeliveryReport report = report();

        assertThat(report.changeFailRate()).isEqualTo(new DeliveryReport.Rate(1, 3, Figure.of(1 / 3.0)));
        assertThat(report.recovery().percentiles().measured().orElseThrow().p50())
                .isEqualTo(Duration.ofDays(2));
        assertThat(report.reworkRate().part())
                .as("nothing was deployed because of it")
                .isZero();
        assertThat(report.failures()).containsEntry(Kind.INCIDENT, 1L);
    }

    @Test
    void a_rollback_condemns_the_deployment_before_it_and_is_unplanned_itself() {
        deployed("1", day(6));
        deployed("2", day(10));
        deployed("3", day(10).plus(Duration.ofHours(2)), Content.OLDER);
        DeliveryReport report = report();

        assertThat(report.changeFailRate().part()).isEqualTo(1);
        assertThat(report.reworkRate()).isEqualTo(new DeliveryReport.Rate(1, 3, Figure.of(1 / 3.0)));
        assertThat(report.recovery().percentiles().measured().orElseThrow().p50())
                .isEqualTo(Duration.ofHours(2));
    }

    @Test
    void a_revert_condemns_the_deployment_that_brought_what_it_takes_back() {
        Deployment wrong = deployed("1", day(6));
        deployed("2", day(8));
        Deployment repair = deployed("3", day(9));
        changes.add(change("7", day(5), wrong));
        changes.add(change("8", day(9), repair, "7"));
        DeliveryReport report = report();

        assertThat(report.changeFailRate().part()).isEqualTo(1);
        assertThat(report.recovery().percentiles().measured().orElseThrow().p50())
                .isEqualTo(Duration.ofDays(3));
        assertThat(report.reworkRate().part()).isEqualTo(1);
    }

    @Test
    void a_revert_that_goes_live_together_with_what_it_takes_back_says_nothing_of_production() {
        Deployment both = deployed("1", day(6));
        changes.add(change("7", day(5), both));
        changes.add(change("8", day(5), both, "7"));

        assertThat(report().failures().values()).containsOnly(0L);
    }

    @Test
    void a_failure_that_goes_on_is_open_with_its_age_and_in_no_percentile() {
        deployed("1", day(6));
        incidents.add(incident("1", day(7), null));
        DeliveryReport report = report();

        assertThat(report.recovery().percentiles().measured()).isEmpty();
        assertThat(report.recovery().outcomes().open()).isEqualTo(1);
    }

    @Test
    void the_deployment_that_brings_the_fix_of_an_incident_is_unplanned() {
        deployed("1", day(6));
        Deployment fix = deployed("2", day(8));
        changes.add(change("9", day(7), fix));
        incidents.add(incident("1", day(7), day(8), "9"));

        assertThat(report().reworkRate()).isEqualTo(new DeliveryReport.Rate(1, 2, Figure.of(1 / 2.0)));
    }

    @Test
    void an_incident_of_another_service_or_before_every_deployment_condemns_nothing() {
        deployed("1", day(6));
        incidents.add(incident("1", day(5), day(6)));

        assertThat(FailureFinder.find(delivery(), incidents)).isEmpty();
        assertThat(FailureFinder.find(
                        new Delivery("acme/other", deployments, changes, Map.of()),
                        List.of(incident("2", day(8), day(9)))))
                .isEmpty();
    }

    @Test
    void red_rate_leaves_out_what_was_aborted_and_counts_unstable_as_passed() {
        builds.add(build("1", day(6), "SUCCESS"));
        builds.add(build("2", day(6), "UNSTABLE"));
        builds.add(build("3", day(6), "FAILURE"));
        builds.add(build("4", day(6), "ABORTED"));
        builds.add(build("5", day(6), "something new"));
        builds.add(build("6", day(40), "FAILURE"));
        DeliveryReport report = report();

        assertThat(report.redRate()).isEqualTo(new DeliveryReport.Rate(1, 3, Figure.of(1 / 3.0)));
        assertThat(report.leftOut()).isEqualTo(new DeliveryReport.BuildsLeftOut(2, 0, 0));
    }

    @Test
    void builds_without_a_known_end_are_in_no_rate_and_counted_in_the_window_they_began_in() {
        builds.add(build("1", day(6), "SUCCESS"));
        builds.add(build("2", day(6), "FAILURE"));
        builds.add(open("3", BuildResult.End.UNKNOWN, day(6), "FAILURE"));
        builds.add(open("4", BuildResult.End.NOT_YET, day(6), "running"));
        builds.add(open("5", BuildResult.End.NOT_YET, day(40), "running"));
        DeliveryReport report = report();

        assertThat(report.redRate()).isEqualTo(new DeliveryReport.Rate(1, 2, Figure.of(1 / 2.0)));
        assertThat(report.leftOut()).isEqualTo(new DeliveryReport.BuildsLeftOut(0, 1, 1));
        assertThat(report.redRate().whole() + report.leftOut().total())
                .as("builds of the window")
                .isEqualTo(4);
    }

    private static BuildResult open(String id, BuildResult.End end, Instant at, String state) {
        BuildResult build = build(id, at, state);
        return new BuildResult(build.artifact(), build.key(), null, build.pipeline(), end, at, state, build.owner());
    }

    @Test
    void order_and_division_change_nothing() {
        Random random = new Random(9);
        for (int i = 0; i < 60; i++) {
            Content content = i % 9 == 8 ? Content.OLDER : Content.NEWER;
            Deployment live = deployed("d" + i, day(5).plus(Duration.ofHours(10L * i)), content);
            changes.add(change("c" + i, live.queuedAt().minus(Duration.ofHours(1 + random.nextInt(90))), live));
            builds.add(build("b" + i, live.queuedAt(), i % 4 == 0 ? "FAILURE" : "SUCCESS"));
        }
        DeliveryReport whole = report();
        List<DeliveryAccumulator> parts = List.of(
                new DeliveryAccumulator(REQUEST), new DeliveryAccumulator(REQUEST), new DeliveryAccumulator(REQUEST));
        changes.forEach(change -> parts.get(random.nextInt(3))
                .add(new Delivery(Deliveries.SERVICE, List.of(), List.of(change), Map.of()), DeliveryFacts.Part.ALL));
        deployments.forEach(deployment -> parts.get(random.nextInt(3))
                .add(
                        new Delivery(Deliveries.SERVICE, List.of(deployment), List.of(), Map.of()),
                        DeliveryFacts.Part.ALL));
        builds.forEach(build -> parts.get(random.nextInt(3)).add(build, DeliveryFacts.Part.ALL));
        FailureFinder.find(delivery(), incidents)
                .forEach(failure -> parts.get(random.nextInt(3)).add(failure));

        assertThat(parts.get(2).merge(parts.get(0)).merge(parts.get(1)).result())
                .isEqualTo(whole);
        assertThat(whole.changeFailRate().part()).isPositive();
    }

    private Deployment deployed(String id, Instant endedAt) {
        return deployed(id, endedAt, Content.NEWER);
    }

    private Deployment deployed(String id, Instant endedAt, Content content) {
        deployments.add(deployment(id, endedAt, content));
        return deployments.get(deployments.size() - 1);
    }

    private DeliveryReport report() {
        return aggregate().result();
    }

    private DeliveryAccumulator aggregate() {
        DeliveryAccumulator aggregate = new DeliveryAccumulator(REQUEST);
        aggregate.add(delivery(), DeliveryFacts.Part.ALL);
        builds.forEach(one -> aggregate.add(one, DeliveryFacts.Part.ALL));
        FailureFinder.find(delivery(), incidents).forEach(aggregate::add);
        incidents.forEach(aggregate::add);
        return aggregate;
    }

    private Delivery delivery() {
        return new Delivery(Deliveries.SERVICE, deployments, changes, Map.of());
    }

    private static Instant day(int day) {
        return Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(day - 1L));
    }
}
