package dev.millrace.metrics.delivery;

import static dev.millrace.metrics.delivery.Deliveries.build;
import static dev.millrace.metrics.delivery.Deliveries.change;
import static dev.millrace.metrics.delivery.Deliveries.deployment;
import static dev.millrace.metrics.delivery.Deliveries.incident;
import static dev.millrace.metrics.delivery.Deliveries.undeployed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.Content;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.flow.Delivery.Outcome;
import dev.millrace.metrics.Freshness;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.LeftOut;
import dev.millrace.metrics.Population;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.report.Reports;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.ProductionRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever is offered is counted or left out for a reason, and what could not be seen is not 0. */
class DeliveryAccountsTest {

    private static final ReportRequest REQUEST =
            Reports.request("2026-01-05T00:00:00Z", "2026-02-02T00:00:00Z", "2026-02-10T00:00:00Z", "UTC");
    private static final Instant BEFORE = Instant.parse("2025-12-01T00:00:00Z");

    private final List<Deployment> deployments = new ArrayList<>();
    private final List<DeliveredChange> changes = new ArrayList<>();
    private final List<ProductionIncident> incidents = new ArrayList<>();
    private final List<BuildResult> builds = new ArrayList<>();

    @Test
    void incidents_of_no_service_make_a_rate_unknown_that_would_be_0_for_the_lack_of_them() {
        live("1", day(6));
        live("2", day(8));
        incidents.add(homeless("1", day(7)));
        incidents.add(homeless("2", day(9)));
        DeliveryReport report = report();

        assertThat(report.changeFailRate().value())
                .isEqualTo(new Figure.Unknown<>(new Reason(
                        Reason.Code.INCIDENTS_WITHOUT_SERVICE, "2 incidents of the window belong to no service")));
        assertThat(report.reworkRate().value().reason())
                .isEqualTo(report.changeFailRate().value().reason());
        assertThat(report.recovery().percentiles().reason())
                .isEqualTo(report.changeFailRate().value().reason());
        assertThat(report.accounts().incidents()).isEqualTo(population(2, 0, Map.of(LeftOut.NO_SERVICE, 2L)));
    }

    @Test
    void with_a_failure_that_is_known_the_rate_is_known_and_the_incidents_without_service_are_said() {
        live("1", day(6));
        live("2", day(8), Content.OLDER);
        incidents.add(homeless("1", day(7)));

        assertThat(report().changeFailRate().value()).isEqualTo(Figure.of(0.5));
        assertThat(report().incidentsWithoutService()).isEqualTo(1);
    }

    @Test
    void incidents_of_no_service_before_the_window_tell_nothing_of_it() {
        live("1", day(6));
        incidents.add(homeless("1", BEFORE));

        assertThat(report().changeFailRate().value().reason())
                .contains(new Reason(Reason.Code.INCIDENTS_WITHOUT_SERVICE, "1 incident belongs to no service"));
        incidents.add(incident("2", BEFORE.plusSeconds(1), day(5)));
        assertThat(report().changeFailRate().value())
                .as("incidents are assigned, and there was none in the window")
                .isEqualTo(Figure.of(0.0));
    }

    @Test
    void every_incident_is_counted_or_has_its_reason() {
        live("1", day(6));
        incidents.add(incident("1", day(7), day(8)));
        incidents.add(incident("2", day(5), null));
        incidents.add(incident("3", BEFORE, null));
        incidents.add(homeless("4", day(9)));

        assertThat(report().accounts().incidents())
                .isEqualTo(population(
                        4, 1, Map.of(LeftOut.OUTSIDE_WINDOW, 1L, LeftOut.NO_SERVICE, 1L, LeftOut.NO_DEPLOYMENT, 1L)));
    }

    @Test
    void incident_of_a_deployment_before_the_window_is_outside_it_whenever_it_was_opened() {
        live("1", BEFORE);
        incidents.add(incident("1", day(7), day(8)));

        assertThat(report().accounts().incidents()).isEqualTo(population(1, 0, Map.of(LeftOut.OUTSIDE_WINDOW, 1L)));
    }

    @Test
    void incident_of_a_deployment_that_was_not_asked_for_is_left_out_by_the_filter() {
        live("1", day(6));
        incidents.add(incident("1", day(7), day(8)));
        DeliveryFacts facts = new DeliveryFacts(List.of(delivery()), incidents, true, builds, DeliveryFacts.Part.ALL);

        assertThat(Deliveries.report(facts.only(new DeliveryFacts.Part(null, "another", null)), REQUEST)
                        .accounts()
                        .incidents())
                .isEqualTo(population(1, 0, Map.of(LeftOut.FILTERED, 1L)));
    }

    @Test
    void a_pull_request_that_is_an_incident_is_counted_for_what_it_broke_and_not_for_what_it_takes_back() {
        Deployment first = live("1", day(6));
        Deployment second = live("2", day(8));
        changes.add(change("1", day(5), first));
        changes.add(change("2", day(7), second, "1"));
        ProductionIncident told = incident("1", day(5), null);
        incidents.add(new ProductionIncident(
                Deliveries.changeId("2"), "#2", null, Deliveries.SERVICE, null, List.of(), told.beganAt(), null));

        assertThat(report().changeFailRate().part()).as("the revert condemns").isEqualTo(1);
        assertThat(report().accounts().incidents()).isEqualTo(population(1, 0, Map.of(LeftOut.NO_DEPLOYMENT, 1L)));
    }

    @Test
    void builds_of_another_pipeline_or_service_are_left_out_by_the_filter() {
        builds.add(build("1", day(6), "SUCCESS"));
        ReportRequest other = new ReportRequest(
                REQUEST.window(),
                REQUEST.zone(),
                REQUEST.knowledge(),
                ItemFilter.projects("another"),
                Freshness.notNoted(REQUEST.window(), REQUEST.knowledge().asOf()));
        DeliveryFacts facts = new DeliveryFacts(List.of(), List.of(), true, builds, DeliveryFacts.Part.ALL);
        Population filtered = population(1, 0, Map.of(LeftOut.FILTERED, 1L));

        assertThat(Deliveries.report(facts, other).accounts().builds()).isEqualTo(filtered);
        assertThat(Deliveries.report(facts.only(new DeliveryFacts.Part(null, "another", null)), REQUEST)
                        .accounts()
                        .builds())
                .isEqualTo(filtered);
    }

    @Test
    void deployments_and_changes_and_builds_are_counted_or_have_their_reasons() {
        Deployment first = live("1", day(6));
        live("2", BEFORE);
        deployments.add(ended("3", day(7), Outcome.FAILED));
        deployments.add(ended("4", null, Outcome.UNFINISHED));
        changes.add(change("1", day(5), first));
        changes.add(undeployed("2", BEFORE, null));
        changes.add(new DeliveredChange(
                Deliveries.changeId("3"), "#3", Origin.AUTOMATION, day(6), Figure.of(day(5)), null, null, List.of()));
        builds.add(build("1", day(6), "SUCCESS"));
        builds.add(build("2", day(6), "ABORTED"));
        builds.add(build("3", BEFORE, "FAILURE"));
        DeliveryAccumulator aggregate = aggregate();
        aggregate.addDeliveredBefore(5);
        aggregate.addBuildsBefore(7);
        DeliveryReport.Accounts accounts = aggregate.result().accounts();

        assertThat(accounts.deployments())
                .isEqualTo(population(
                        4, 1, Map.of(LeftOut.NOT_ENDED, 1L, LeftOut.NOT_SUCCEEDED, 1L, LeftOut.OUTSIDE_WINDOW, 1L)));
        assertThat(accounts.changes())
                .isEqualTo(population(8, 1, Map.of(LeftOut.OUTSIDE_WINDOW, 6L, LeftOut.AUTOMATION, 1L)));
        assertThat(accounts.builds())
                .isEqualTo(population(10, 1, Map.of(LeftOut.OUTSIDE_WINDOW, 8L, LeftOut.NO_VERDICT, 1L)));
    }

    @Test
    void what_belongs_to_another_service_is_left_out_by_the_filter() {
        Deployment first = live("1", day(6));
        changes.add(change("1", day(5), first));
        DeliveryAccumulator aggregate = new DeliveryAccumulator(REQUEST);
        aggregate.add(delivery(), new DeliveryFacts.Part(null, "another", null));

        assertThat(aggregate.result().accounts().changes()).isEqualTo(population(1, 0, Map.of(LeftOut.FILTERED, 1L)));
        assertThat(aggregate.result().accounts().deployments())
                .isEqualTo(population(1, 0, Map.of(LeftOut.FILTERED, 1L)));
    }

    @Test
    void offered_is_counted_and_left_out_whatever_is_offered() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List.of(deployments, changes, incidents, builds).forEach(List::clear);
            for (int i = random.nextInt(12); i > 0; i--) {
                Instant at = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofHours(random.nextInt(1_000)));
                switch (random.nextInt(5)) {
                    case 0 -> incidents.add(random.nextBoolean() ? homeless("i" + i, at) : incident("i" + i, at, null));
                    case 1 -> builds.add(build("b" + i, at, random.nextBoolean() ? "SUCCESS" : "ABORTED"));
                    case 2 -> changes.add(undeployed("u" + i, at, null));
                    case 3 -> deployments.add(ended("f" + i, at, Outcome.FAILED));
                    default -> changes.add(change("c" + i, at, live("d" + i, at)));
                }
            }
            DeliveryReport.Accounts accounts = report().accounts();
            assertThat(List.of(
                            accounts.changes().offered(),
                            accounts.deployments().offered(),
                            accounts.builds().offered(),
                            accounts.incidents().offered()))
                    .as("seed %d", seed)
                    .containsExactly((long) changes.size(), (long) deployments.size(), (long) builds.size(), (long)
                            incidents.size());
            assertThat(accounts.changes().counted())
                    .isEqualTo(report().leadTime().outcomes().total());
            assertThat(accounts.builds().counted()).isEqualTo(report().redRate().whole());
            assertThat(accounts.deployments().counted())
                    .isEqualTo(report().changeFailRate().whole());
        }
    }

    @Test
    void a_population_that_lost_somebody_is_none() {
        assertThatThrownBy(() -> population(3, 1, Map.of(LeftOut.AUTOMATION, 1L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 were offered");
    }

    private static Population population(long offered, long counted, Map<LeftOut, Long> leftOut) {
        return new Population(offered, counted, new TreeMap<>(leftOut));
    }

    private static ProductionIncident homeless(String id, Instant at) {
        ProductionIncident told = incident(id, at, null);
        return new ProductionIncident(told.artifact(), told.key(), null, null, null, List.of(), at, null);
    }

    private Deployment live(String id, Instant at) {
        return live(id, at, Content.NEWER);
    }

    private Deployment live(String id, Instant at, Content content) {
        Deployment made = deployment(id, at, content);
        deployments.add(made);
        return made;
    }

    private static Deployment ended(String id, @Nullable Instant at, Outcome outcome) {
        return new Deployment(
                Deliveries.deploymentId(id),
                id,
                "production",
                ProductionRule.NAME,
                "production",
                day(5),
                at,
                "failure",
                outcome,
                Content.UNKNOWN,
                false);
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
