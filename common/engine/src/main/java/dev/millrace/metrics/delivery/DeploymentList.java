package dev.millrace.metrics.delivery;

import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.metrics.ItemRef;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.model.ArtifactId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The production deployments behind the delivery figures: those that ended in the window, well or not.
 *
 * @param deployments the latest first
 * @param left how many more there are than a list holds
 */
public record DeploymentList(List<Listed> deployments, long left) {

    /** More deployments than this are counted, and not listed. */
    public static final int MOST = 1_000;

    /**
     * One of them.
     *
     * @param ref which one, with the address in its tool if that was looked up
     * @param service what it deployed
     * @param endedAt when it ended
     * @param deployment the rest of it
     * @param changes how many changes it was the first to bring to production, those of bots included
     * @param latest the one of them that was merged last, or null if there is none
     * @param failure what says that it failed in use, or null if nothing does
     */
    public record Listed(
            ItemRef ref,
            String service,
            Instant endedAt,
            Deployment deployment,
            long changes,
            @Nullable DeliveredChange latest,
            @Nullable DeploymentFailure failure) {

        /** Validates. */
        public Listed {
            Objects.requireNonNull(ref, "ref");
            Objects.requireNonNull(service, "service");
            Objects.requireNonNull(endedAt, "endedAt");
            Objects.requireNonNull(deployment, "deployment");
        }
    }

    /** Copies the list. */
    public DeploymentList {
        deployments = List.copyOf(deployments);
    }

    /** The same with the addresses of deployments in their tools, as far as they are known. */
    public DeploymentList at(Map<ArtifactId, URI> addresses) {
        return new DeploymentList(
                deployments.stream()
                        .map(one -> new Listed(
                                new ItemRef(
                                        one.ref().artifact(),
                                        1,
                                        one.ref().key(),
                                        addresses.get(one.ref().artifact())),
                                one.service(),
                                one.endedAt(),
                                one.deployment(),
                                one.changes(),
                                one.latest(),
                                one.failure()))
                        .toList(),
                left);
    }

    /** Lists the deployments of a report, by the rules of {@link DeliveryAccumulator}. */
    public static final class Lister {

        private static final Comparator<Listed> LATEST_FIRST =
                Comparator.comparing(Listed::endedAt).reversed().thenComparing(Listed::ref);

        private final ReportRequest request;
        private final DeliveryFacts.Part part;
        private final List<Listed> deployments = new ArrayList<>();

        /**
         * A list of nothing.
         *
         * @param part what the report is of
         */
        public Lister(ReportRequest request, DeliveryFacts.Part part) {
            this.request = request;
            this.part = part;
        }

        /** Adds the deployments of a service. */
        public void add(Delivery delivery, List<DeploymentFailure> failures) {
            if (!request.filter().acceptsName(delivery.service())) {
                return;
            }
            Map<ArtifactId, List<DeliveredChange>> brought = new HashMap<>();
            for (DeliveredChange change : delivery.changes()) {
                if (change.arrival() != null) {
                    brought.computeIfAbsent(change.arrival().deployment(), unseen -> new ArrayList<>())
                            .add(change);
                }
            }
            for (Deployment deployment : delivery.deployments()) {
                Instant end = deployment.endedAt();
                if (end != null
                        && request.window().contains(end)
                        && !end.isAfter(request.knowledge().asOf())
                        && part.accepts(delivery.service(), delivery.owner(deployment.artifact()))) {
                    List<DeliveredChange> changes = brought.getOrDefault(deployment.artifact(), List.of());
                    List<DeploymentFailure> of = failures.stream()
                            .filter(failure -> failure.failed().equals(deployment.artifact()))
                            .toList();
                    deployments.add(new Listed(
                            new ItemRef(deployment.artifact(), 1, deployment.key(), null),
                            delivery.service(),
                            end,
                            deployment,
                            changes.size(),
                            changes.stream()
                                    .max(Comparator.comparing(DeliveredChange::mergedAt))
                                    .orElse(null),
                            of.isEmpty() ? null : DeliveryAccumulator.decisive(of)));
                }
            }
        }

        /** The list. */
        public DeploymentList result() {
            List<Listed> sorted = deployments.stream().sorted(LATEST_FIRST).toList();
            int most = Math.min(MOST, sorted.size());
            return new DeploymentList(sorted.subList(0, most), sorted.size() - most);
        }
    }
}
