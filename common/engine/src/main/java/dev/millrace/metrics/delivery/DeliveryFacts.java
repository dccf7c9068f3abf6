package dev.millrace.metrics.delivery;

import dev.millrace.flow.Delivery;
import dev.millrace.valuestream.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the delivery figures are computed from.
 *
 * @param deliveries every service
 * @param incidents every incident, whatever its service
 * @param incidentsCollected whether incidents are collected at all
 * @param builds every build that had begun
 * @param part what of it the figures are about; failures are found among everything, since others may have caused them
 */
public record DeliveryFacts(
        List<Delivery> deliveries,
        List<ProductionIncident> incidents,
        boolean incidentsCollected,
        List<BuildResult> builds,
        Part part) {

    /**
     * A part of all deliveries; what is null does not narrow it.
     *
     * @param stream the id of a value stream: what another one claims is left out
     * @param service the name of a service
     * @param team the name of a team
     */
    public record Part(
            @Nullable String stream,
            @Nullable String service,
            @Nullable String team) {

        /** Everything. */
        public static final Part ALL = new Part(null, null, null);

        /** Whether a build belongs to it. */
        public boolean accepts(BuildResult build) {
            return accepts(build.owner().service(), build.owner());
        }

        /** What of a service belongs to it; perhaps nothing. */
        public Delivery of(Delivery all) {
            return equals(ALL)
                    ? all
                    : new Delivery(
                            all.service(),
                            all.deployments().stream()
                                    .filter(one -> accepts(all.service(), all.owner(one.artifact())))
                                    .toList(),
                            all.changes().stream()
                                    .filter(one -> accepts(all.service(), all.owner(one.artifact())))
                                    .toList(),
                            all.owners());
        }

        /** Whether something of that service and owner belongs to it. */
        public boolean accepts(@Nullable String ofService, Owner owner) {
            return (stream == null || owner.stream() == null || stream.equals(owner.stream()))
                    && (service == null || service.equals(ofService))
                    && (team == null || team.equals(owner.team()));
        }
    }

    /** Copies the lists. */
    public DeliveryFacts {
        deliveries = List.copyOf(deliveries);
        incidents = List.copyOf(incidents);
        builds = List.copyOf(builds);
        Objects.requireNonNull(part, "part");
    }

    /** The same facts, restricted to a part of them. */
    public DeliveryFacts only(Part other) {
        return new DeliveryFacts(deliveries, incidents, incidentsCollected, builds, other);
    }

    /** All failures that these facts show. */
    public List<DeploymentFailure> failures() {
        List<DeploymentFailure> failures = new ArrayList<>();
        deliveries.forEach(delivery -> failures.addAll(FailureFinder.find(delivery, incidents)));
        return failures;
    }

    /** What the figures are about of each service that has any of it. */
    List<Delivery> chosen() {
        return deliveries.stream().map(part::of).toList();
    }

    /** The builds that the figures are about. */
    List<BuildResult> chosenBuilds() {
        return builds.stream().filter(part::accepts).toList();
    }
}
