package dev.millrace.cli;

import dev.millrace.flow.Delivery;
import dev.millrace.metrics.Breakdown.By;
import dev.millrace.metrics.BuildResult;
import dev.millrace.metrics.DeliveryAggregate;
import dev.millrace.metrics.DeliveryExplanation;
import dev.millrace.metrics.DeliveryFacts;
import dev.millrace.metrics.DeliveryGroups;
import dev.millrace.metrics.DeliveryReport;
import dev.millrace.metrics.DeploymentFailure;
import dev.millrace.metrics.Explanation;
import dev.millrace.metrics.FailureFinder;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ProductionIncident;
import dev.millrace.metrics.ReportRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the delivery figures service by service, and keeps what they came from only if somebody asks why. */
final class DeliveryRun {

    private final ReportRequest request;
    private final boolean whyDeliveries;
    private final boolean whyBuilds;
    private final DeliveryAggregate aggregate;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<BuildResult> builds = new ArrayList<>();
    private final StreamOptions.Chosen chosen;
    private final @Nullable DeliveryGroups groups;
    private final List<ProductionIncident> incidents = new ArrayList<>();

    DeliveryRun(ReportRequest request, StreamOptions.Chosen chosen, @Nullable By by, @Nullable Metric why) {
        this.request = request;
        this.chosen = chosen;
        this.groups = by == null ? null : new DeliveryGroups(request, by);
        this.whyDeliveries = why != null && why.ofDelivery();
        this.whyBuilds = why == Metric.PIPELINE_RED_RATE;
        this.aggregate = new DeliveryAggregate(request);
    }

    /** Takes an incident; before any delivery. */
    void incident(ProductionIncident incident) {
        incidents.add(incident);
        aggregate.incidentsAreCollected();
    }

    DeliveryReport report() {
        return aggregate.toReport();
    }

    /** The same by group; empty if nobody asked for groups, or if they deliver nothing. */
    Map<String, DeliveryReport> groups() {
        return groups == null ? Map.of() : groups.toReports(!incidents.isEmpty());
    }

    Explanation explanation(Metric why) {
        return DeliveryExplanation.of(
                why, request, new DeliveryFacts(deliveries, incidents, !incidents.isEmpty(), builds, chosen.part()));
    }

    /** Takes a build that has ended. */
    void build(BuildResult build) {
        if (!chosen.part().accepts(build)) {
            return;
        }
        aggregate.add(build);
        if (groups != null) {
            groups.add(build);
        }
        if (whyBuilds) {
            builds.add(build);
        }
    }

    /** Takes the deliveries of a service. */
    void delivery(Delivery delivery) {
        Delivery part = chosen.part().of(delivery);
        aggregate.add(part);
        List<DeploymentFailure> failures = FailureFinder.find(delivery, incidents);
        failures.forEach(aggregate::add);
        if (groups != null) {
            groups.add(part);
            failures.forEach(groups::add);
        }
        if (whyDeliveries) {
            deliveries.add(delivery);
        }
    }
}
