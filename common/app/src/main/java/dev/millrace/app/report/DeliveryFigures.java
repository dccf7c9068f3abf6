package dev.millrace.app.report;

import dev.millrace.flow.Delivery;
import dev.millrace.metrics.Explanation;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.metrics.delivery.DeliveryAccumulator;
import dev.millrace.metrics.delivery.DeliveryExplanation;
import dev.millrace.metrics.delivery.DeliveryFacts;
import dev.millrace.metrics.delivery.DeliveryMetrics;
import dev.millrace.metrics.delivery.DeliveryReport;
import dev.millrace.metrics.delivery.DeploymentFailure;
import dev.millrace.metrics.delivery.DeploymentList;
import dev.millrace.metrics.delivery.FailedBuilds;
import dev.millrace.metrics.delivery.FailureFinder;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.metrics.outlook.Breakdown.By;
import dev.millrace.metrics.outlook.Comparison;
import dev.millrace.metrics.outlook.DeliveryComparison;
import dev.millrace.metrics.outlook.DeliveryGroups;
import dev.millrace.valuestream.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Computes the delivery figures service by service, and keeps their evidence only for an explanation. */
final class DeliveryFigures {

    private final ReportRequest request;
    private final boolean whyDeliveries;
    private final boolean whyBuilds;
    private final DeliveryAccumulator aggregate;
    private final @Nullable DeliveryAccumulator earlier;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<BuildResult> builds = new ArrayList<>();
    private final StreamChoice chosen;
    private final DeploymentList.@Nullable Lister lister;
    private final FailedBuilds.@Nullable Lister red;
    private final @Nullable DeliveryGroups groups;
    private final List<ProductionIncident> incidents = new ArrayList<>();
    /** The services that are defined, or were deployed to production. */
    private final Set<String> services = new TreeSet<>();

    private @Nullable Delivery held;
    private boolean finished;

    /**
     * Figures of nothing yet.
     *
     * @param before the window to compare with, or null
     * @param listed whether the deployments and failed builds are listed as well
     */
    DeliveryFigures(
            ReportRequest request,
            @Nullable ReportRequest before,
            StreamChoice chosen,
            @Nullable By by,
            boolean listed,
            @Nullable Metric why) {
        this.request = request;
        this.lister = listed ? new DeploymentList.Lister(request, chosen.part()) : null;
        this.red = listed ? new FailedBuilds.Lister(request, chosen.part()) : null;
        this.chosen = chosen;
        this.groups = by == null ? null : new DeliveryGroups(request, by);
        this.whyDeliveries = why != null && DeliveryMetrics.ALL.contains(why);
        this.whyBuilds = why == DeliveryMetrics.PIPELINE_RED_RATE;
        this.aggregate = new DeliveryAccumulator(request);
        this.earlier = before == null ? null : new DeliveryAccumulator(before);
        chosen.definition().services().forEach(service -> services.add(service.name()));
    }

    /** Takes an incident; before any delivery. */
    void incident(ProductionIncident incident) {
        incidents.add(incident);
    }

    DeliveryReport report() {
        finish();
        return aggregate.result();
    }

    /** The deployments, if they are listed. */
    DeploymentList deployments() {
        finish();
        return Objects.requireNonNull(lister, "lister").result();
    }

    /** The builds that failed, if they are listed. */
    FailedBuilds failedBuilds() {
        return Objects.requireNonNull(red, "red").result();
    }

    /** What changed since the earlier window; nothing if there is none. */
    List<Comparison.Row> changes() {
        finish();
        return earlier == null ? List.of() : DeliveryComparison.of(earlier, aggregate);
    }

    /** The same by group; empty if no groups were requested, or if they deliver nothing. */
    Map<String, DeliveryReport> groups() {
        finish();
        return groups == null ? Map.of() : groups.toReports(incidentsTell());
    }

    Explanation explanation(Metric why) {
        finish();
        return DeliveryExplanation.of(
                why, request, new DeliveryFacts(deliveries, incidents, incidentsTell(), builds, chosen.part()));
    }

    /** Takes a build that has ended. */
    void build(BuildResult build) {
        aggregate.add(build, chosen.part());
        if (groups != null && chosen.part().accepts(build)) {
            groups.add(build);
        }
        if (red != null) {
            red.add(build);
        }
        if (whyBuilds) {
            builds.add(build);
        }
    }

    /** So many builds of an owner had ended before any window. */
    void buildsBefore(Owner owner, long n) {
        aggregate.addBuildsBefore(n);
        if (groups != null && chosen.part().accepts(owner.service(), owner)) {
            groups.addBuildsBefore(owner, n);
        }
    }

    /** So many changes of a service and owner had been delivered before any window. */
    void changesBefore(String service, Owner owner, long n) {
        aggregate.addDeliveredBefore(n);
        if (groups != null && chosen.part().accepts(service, owner)) {
            groups.addDeliveredBefore(service, owner, n);
        }
    }

    /** Takes the deliveries of a service. */
    void delivery(Delivery delivery) {
        boolean deploys = !delivery.deployments().isEmpty();
        if (deploys) {
            services.add(delivery.service());
        }
        if (deploys && services.size() == 1 && held == null) {
            // which incidents are of it is known when another service comes, or none
            held = delivery;
            return;
        }
        release();
        take(delivery);
    }

    /** If there is one service alone, incidents that name none are of it. */
    private void finish() {
        if (finished) {
            return;
        }
        finished = true;
        if (services.size() == 1) {
            String only = services.iterator().next();
            incidents.replaceAll(incident -> incident.in(only));
        }
        release();
        incidents.forEach(aggregate::add);
        if (earlier != null) {
            incidents.forEach(earlier::add);
        }
        if (groups != null) {
            incidents.forEach(groups::add);
        }
    }

    private void release() {
        Delivery first = held;
        if (first != null && (finished || services.size() > 1)) {
            held = null;
            take(first);
        }
    }

    private void take(Delivery delivery) {
        aggregate.add(delivery, chosen.part());
        List<DeploymentFailure> failures = FailureFinder.find(delivery, incidents);
        failures.forEach(aggregate::add);
        if (lister != null) {
            lister.add(delivery, failures);
        }
        if (earlier != null) {
            earlier.add(delivery, chosen.part());
            failures.forEach(earlier::add);
        }
        if (groups != null) {
            groups.add(chosen.part().of(delivery));
            failures.forEach(groups::add);
        }
        if (whyDeliveries) {
            deliveries.add(delivery);
        }
    }

    private boolean incidentsTell() {
        return incidents.stream().anyMatch(ProductionIncident::belongs);
    }
}
