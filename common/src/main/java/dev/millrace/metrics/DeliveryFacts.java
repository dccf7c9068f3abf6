package dev.millrace.metrics;

import dev.millrace.flow.Delivery;
import java.util.ArrayList;
import java.util.List;

/**
 * What the delivery figures are computed from.
 *
 * @param deliveries every service
 * @param incidents every incident, whatever its service
 * @param incidentsCollected whether incidents are collected at all
 * @param builds every build that has ended
 */
public record DeliveryFacts(
        List<Delivery> deliveries,
        List<ProductionIncident> incidents,
        boolean incidentsCollected,
        List<BuildResult> builds) {

    /** Copies the lists. */
    public DeliveryFacts {
        deliveries = List.copyOf(deliveries);
        incidents = List.copyOf(incidents);
        builds = List.copyOf(builds);
    }

    /** The failures that they tell of. */
    public List<DeploymentFailure> failures() {
        List<DeploymentFailure> failures = new ArrayList<>();
        deliveries.forEach(delivery -> failures.addAll(FailureFinder.find(delivery, incidents)));
        return failures;
    }

    /** The figures of that window. */
    public DeliveryReport report(ReportRequest request) {
        DeliveryAggregate aggregate = new DeliveryAggregate(request);
        deliveries.forEach(aggregate::add);
        failures().forEach(aggregate::add);
        builds.forEach(aggregate::add);
        if (incidentsCollected) {
            aggregate.incidentsAreCollected();
        }
        return aggregate.toReport();
    }
}
