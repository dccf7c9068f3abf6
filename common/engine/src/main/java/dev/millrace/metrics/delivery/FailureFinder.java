package dev.millrace.metrics.delivery;

import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.Arrival;
import dev.millrace.flow.Delivery.Content;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.flow.Delivery.Outcome;
import dev.millrace.metrics.delivery.DeploymentFailure.Kind;
import dev.millrace.model.ArtifactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds which production deployments of a service were wrong. A rollback condemns the deployment before it in its environment. A
 * revert condemns the one that had brought what it takes back, unless both went live together. An incident condemns the deployment it
 * names, else the latest one of its service that had ended when it was opened.
 */
public final class FailureFinder {

    private final Delivery delivery;
    private final List<Deployment> live;
    private final Map<ArtifactId, Deployment> byId = new HashMap<>();
    private final Map<ArtifactId, DeliveredChange> changes = new HashMap<>();

    private FailureFinder(Delivery delivery) {
        this.delivery = delivery;
        this.live = delivery.deployments().stream()
                .filter(deployment -> deployment.outcome() == Outcome.SUCCEEDED)
                .sorted(Comparator.comparing(FailureFinder::end).thenComparing(Deployment::artifact))
                .toList();
        live.forEach(deployment -> byId.put(deployment.artifact(), deployment));
        delivery.changes().forEach(change -> changes.put(change.artifact(), change));
    }

    /** All failures of a service that its deployments, its changes and these incidents show, in the order of the deployments. */
    public static List<DeploymentFailure> find(Delivery delivery, Collection<ProductionIncident> incidents) {
        FailureFinder finder = new FailureFinder(delivery);
        List<DeploymentFailure> failures = new ArrayList<>();
        finder.rollbacks(failures);
        finder.reverts(failures);
        incidents.forEach(incident -> finder.incident(incident).ifPresent(failures::add));
        failures.sort(Comparator.comparing(DeploymentFailure::deployedAt)
                .thenComparing(DeploymentFailure::failed)
                .thenComparing(DeploymentFailure::kind)
                .thenComparing(DeploymentFailure::evidence));
        return failures;
    }

    private void rollbacks(List<DeploymentFailure> failures) {
        Map<String, Deployment> before = new HashMap<>();
        for (Deployment deployment : live) {
            Deployment wrong = before.put(deployment.pipeline(), deployment);
            if (wrong != null && deployment.content() == Content.OLDER) {
                failures.add(new DeploymentFailure(
                        Kind.ROLLBACK,
                        deployment.artifact(),
                        deployment.key(),
                        wrong.artifact(),
                        end(wrong),
                        deployment.artifact(),
                        end(deployment),
                        "an older commit was deployed after it"));
            }
        }
    }

    private void reverts(List<DeploymentFailure> failures) {
        for (DeliveredChange change : delivery.changes()) {
            Set<ArtifactId> blamed = new HashSet<>();
            for (ArtifactId of : change.reverts()) {
                DeliveredChange taken = changes.get(of);
                Arrival came = taken == null ? null : taken.arrival();
                if (taken != null && came != null && blamed.add(came.deployment())) {
                    revert(change, taken, came).ifPresent(failures::add);
                }
            }
        }
    }

    private static Optional<DeploymentFailure> revert(DeliveredChange change, DeliveredChange taken, Arrival came) {
        Arrival went = change.arrival();
        return went != null && went.deployment().equals(came.deployment())
                ? Optional.empty()
                : Optional.of(new DeploymentFailure(
                        Kind.REVERT,
                        change.artifact(),
                        change.key(),
                        came.deployment(),
                        came.at(),
                        went == null ? null : went.deployment(),
                        went == null ? null : went.at(),
                        "it brought " + taken.key() + ", which was taken back"));
    }

    private Optional<DeploymentFailure> incident(ProductionIncident incident) {
        Deployment named = incident.deployment() == null ? null : byId.get(incident.deployment());
        if (named == null && !delivery.service().equals(incident.service())) {
            return Optional.empty();
        }
        Optional<Deployment> wrong = named != null
                ? Optional.of(named)
                : live.stream()
                        .filter(deployment -> !end(deployment).isAfter(incident.beganAt()))
                        .reduce((one, later) -> later);
        return wrong.map(deployment -> new DeploymentFailure(
                Kind.INCIDENT,
                incident.artifact(),
                incident.key(),
                deployment.artifact(),
                end(deployment),
                repair(incident),
                incident.resolvedAt(),
                named != null ? "the incident names it" : "the latest deployment of the service before the incident"));
    }

    /** The first deployment that brought a change made for the incident. */
    private @Nullable ArtifactId repair(ProductionIncident incident) {
        return incident.changes().stream()
                .map(changes::get)
                .filter(Objects::nonNull)
                .map(DeliveredChange::arrival)
                .filter(Objects::nonNull)
                .filter(arrival -> arrival.at().isAfter(incident.beganAt()))
                .min(Comparator.comparing(Arrival::at).thenComparing(Arrival::deployment))
                .map(Arrival::deployment)
                .orElse(null);
    }

    private static Instant end(Deployment deployment) {
        return deployment.endedAt() == null ? deployment.queuedAt() : deployment.endedAt();
    }
}
