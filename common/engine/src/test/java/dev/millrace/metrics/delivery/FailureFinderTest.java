package dev.millrace.metrics.delivery;

import static dev.millrace.metrics.delivery.Deliveries.SERVICE;
import static dev.millrace.metrics.delivery.Deliveries.change;
import static dev.millrace.metrics.delivery.Deliveries.deployment;
import static dev.millrace.metrics.delivery.Deliveries.deploymentId;
import static dev.millrace.metrics.delivery.Deliveries.incident;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.Content;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.flow.Delivery.Outcome;
import dev.millrace.metrics.delivery.DeploymentFailure.Kind;
import dev.millrace.valuestream.ProductionRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which deployment is to blame, and which of several accusers decides. */
class FailureFinderTest {

    @Test
    void incident_condemns_the_deployment_it_names_whatever_its_service() {
        ProductionIncident told = incident("1", day(20), null);
        ProductionIncident naming = new ProductionIncident(
                told.artifact(), told.key(), null, "other/service", deploymentId("1"), List.of(), day(20), null);

        assertThat(find(List.of(deployment("1", day(7)), deployment("2", day(14))), List.of(), naming))
                .singleElement()
                .satisfies(failure -> {
                    assertThat(failure.failed()).isEqualTo(deploymentId("1"));
                    assertThat(failure.rule()).isEqualTo("the incident names it");
                });
    }

    @Test
    void incident_that_names_none_condemns_the_latest_that_was_live_and_not_one_that_failed_itself() {
        Deployment broken = new Deployment(
                deploymentId("2"),
                "deploy 2",
                "production",
                ProductionRule.NAME,
                "production",
                day(14),
                day(14),
                "failure",
                Outcome.FAILED,
                Content.UNKNOWN,
                false);

        assertThat(find(List.of(deployment("1", day(7)), broken), List.of(), incident("1", day(20), null)))
                .singleElement()
                .satisfies(failure -> {
                    assertThat(failure.failed()).isEqualTo(deploymentId("1"));
                    assertThat(failure.rule()).isEqualTo("the latest deployment of the service before the incident");
                });
    }

    @Test
    void deployment_counts_from_its_end_and_not_from_when_it_was_asked_for() {
        Deployment slow = new Deployment(
                deploymentId("2"),
                "deploy 2",
                "production",
                ProductionRule.NAME,
                "production",
                day(8),
                day(14),
                "success",
                Outcome.SUCCEEDED,
                Content.NEWER,
                false);

        assertThat(find(List.of(deployment("1", day(7)), slow), List.of(), incident("1", day(10), null)))
                .extracting(DeploymentFailure::failed, DeploymentFailure::deployedAt)
                .containsExactly(tuple(deploymentId("1"), day(7)));
    }

    @Test
    void failures_stand_in_the_order_of_the_deployments_that_failed() {
        List<Deployment> deployments = List.of(
                deployment("1", day(7)),
                deployment("2", day(10)),
                deployment("3", day(12)),
                deployment("4", day(13), Content.OLDER));

        assertThat(find(deployments, List.of(), incident("2", day(11), null), incident("1", day(8), null)))
                .extracting(DeploymentFailure::failed)
                .containsExactly(deploymentId("1"), deploymentId("2"), deploymentId("3"));
    }

    @Test
    void change_that_was_live_before_the_incident_is_no_repair_of_it() {
        Deployment before = deployment("1", day(7));
        Deployment after = deployment("2", day(14));
        List<DeliveredChange> changes = List.of(change("1", day(6), before), change("2", day(12), after));

        assertThat(find(List.of(before, after), changes, incident("1", day(8), null, "1", "2")))
                .extracting(DeploymentFailure::repair)
                .containsExactly(deploymentId("2"));
        assertThat(find(List.of(before, after), changes, incident("1", day(8), null, "1")))
                .singleElement()
                .satisfies(failure -> assertThat(failure.repair()).isNull());
    }

    private static List<DeploymentFailure> find(
            List<Deployment> deployments, List<DeliveredChange> changes, ProductionIncident... incidents) {
        return FailureFinder.find(new Delivery(SERVICE, deployments, changes, Map.of()), List.of(incidents));
    }

    @Test
    void last_incident_decides_and_without_one_the_first_that_was_over() {
        DeploymentFailure rollback = failure(Kind.ROLLBACK, "1", day(9));
        DeploymentFailure revert = failure(Kind.REVERT, "2", day(11));
        DeploymentFailure open = failure(Kind.REVERT, "3", null);
        DeploymentFailure incident = failure(Kind.INCIDENT, "4", day(10));
        DeploymentFailure later = failure(Kind.INCIDENT, "5", day(12));
        DeploymentFailure unresolved = failure(Kind.INCIDENT, "6", null);

        assertThat(DeliveryAccumulator.decisive(List.of(open, revert, rollback)))
                .isEqualTo(rollback);
        assertThat(DeliveryAccumulator.decisive(List.of(rollback, later, incident)))
                .isEqualTo(later);
        assertThat(DeliveryAccumulator.decisive(List.of(incident, unresolved, later)))
                .isEqualTo(unresolved);
    }

    private static DeploymentFailure failure(Kind kind, String evidence, @Nullable Instant recovered) {
        return new DeploymentFailure(
                kind, deploymentId(evidence), evidence, deploymentId("0"), day(7), null, recovered, "told");
    }

    private static Instant day(int day) {
        return Instant.parse("2026-01-%02dT00:00:00Z".formatted(day));
    }
}
