package dev.millrace.cli;

import dev.millrace.chain.ChainReader;
import dev.millrace.flow.Delivery;
import dev.millrace.metrics.BuildResult;
import dev.millrace.metrics.DeliveryAggregate;
import dev.millrace.metrics.DeliveryExplanation;
import dev.millrace.metrics.DeliveryFacts;
import dev.millrace.metrics.DeliveryReport;
import dev.millrace.metrics.Explanation;
import dev.millrace.metrics.FailureFinder;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ProductionIncident;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.model.ArtifactKind;
import dev.millrace.store.FlowStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the delivery figures service by service, and keeps what they came from only if somebody asks why. */
final class DeliveryRun {

    private final ReportRequest request;
    private final boolean whyDeliveries;
    private final boolean whyBuilds;
    private final DeliveryAggregate aggregate;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<BuildResult> builds = new ArrayList<>();
    private List<ProductionIncident> incidents = List.of();

    DeliveryRun(ReportRequest request, @Nullable Metric why) {
        this.request = request;
        this.whyDeliveries = why != null && why.ofDelivery();
        this.whyBuilds = why == Metric.PIPELINE_RED_RATE;
        this.aggregate = new DeliveryAggregate(request);
    }

    /** Reads everything that was built and deployed. */
    DeliveryRun read(FlowStore store, ChainReader chains, List<ProductionIncident> seen) {
        incidents = List.copyOf(seen);
        if (!incidents.isEmpty()) {
            aggregate.incidentsAreCollected();
        }
        Instant asOf = request.knowledge().asOf();
        store.forEachArtifact(
                ArtifactKind.BUILD,
                request.knowledge(),
                build -> BuildResult.of(build, asOf).ifPresent(this::build));
        chains.forEachDelivery(this::delivery);
        return this;
    }

    DeliveryReport report() {
        return aggregate.toReport();
    }

    Explanation explanation(Metric why) {
        return DeliveryExplanation.of(
                why, request, new DeliveryFacts(deliveries, incidents, !incidents.isEmpty(), builds));
    }

    private void build(BuildResult build) {
        aggregate.add(build);
        if (whyBuilds) {
            builds.add(build);
        }
    }

    private void delivery(Delivery delivery) {
        aggregate.add(delivery);
        FailureFinder.find(delivery, incidents).forEach(aggregate::add);
        if (whyDeliveries) {
            deliveries.add(delivery);
        }
    }
}
