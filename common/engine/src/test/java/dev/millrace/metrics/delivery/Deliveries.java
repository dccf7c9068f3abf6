package dev.millrace.metrics.delivery;

import dev.millrace.flow.Delivery.Arrival;
import dev.millrace.flow.Delivery.Content;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.flow.Delivery.Outcome;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.Owner;
import dev.millrace.valuestream.ProductionRule;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changes, deployments and incidents in one line each, for tests. */
public final class Deliveries {

    static final ToolInstance GITHUB = new ToolInstance("github", "test");
    static final ToolInstance JENKINS = new ToolInstance("jenkins", "test");
    public static final String SERVICE = "acme/shop";

    private Deliveries() {}

    /** The figures of that window. */
    public static DeliveryReport report(DeliveryFacts facts, ReportRequest request) {
        DeliveryAccumulator accumulator = new DeliveryAccumulator(request);
        accumulator.add(facts);
        return accumulator.result();
    }

    public static ArtifactId deploymentId(String id) {
        return new ArtifactId(GITHUB, ArtifactKind.DEPLOYMENT, id);
    }

    public static ArtifactId changeId(String id) {
        return new ArtifactId(GITHUB, ArtifactKind.PULL_REQUEST, id);
    }

    public static Deployment deployment(String id, Instant endedAt) {
        return deployment(id, endedAt, Content.NEWER);
    }

    public static Deployment deployment(String id, Instant endedAt, Content content) {
        return new Deployment(
                deploymentId(id),
                "deploy " + id,
                "production",
                ProductionRule.NAME,
                "production",
                endedAt,
                endedAt,
                "success",
                Outcome.SUCCEEDED,
                content,
                false);
    }

    /** Merged at the instant of its first author date. */
    public static DeliveredChange change(String id, Instant firstAuthoredAt, Deployment deployment) {
        return change(id, firstAuthoredAt, deployment, null);
    }

    public static DeliveredChange change(
            String id, Instant firstAuthoredAt, Deployment deployment, @Nullable String reverts) {
        return new DeliveredChange(
                changeId(id),
                "#" + id,
                Origin.UNKNOWN,
                firstAuthoredAt,
                Figure.of(firstAuthoredAt),
                new Arrival(deployment.queuedAt(), deployment.artifact()),
                null,
                reverts == null ? List.of() : List.of(changeId(reverts)));
    }

    public static DeliveredChange undeployed(String id, Instant firstAuthoredAt, Reason.@Nullable Code why) {
        return new DeliveredChange(
                changeId(id),
                "#" + id,
                Origin.UNKNOWN,
                firstAuthoredAt,
                Figure.of(firstAuthoredAt),
                null,
                why == null ? null : Reason.of(why),
                List.of());
    }

    public static ProductionIncident incident(
            String id, Instant beganAt, @Nullable Instant resolvedAt, String... changes) {
        return new ProductionIncident(
                new ArtifactId(GITHUB, ArtifactKind.INCIDENT, id),
                "INC-" + id,
                null,
                SERVICE,
                null,
                Stream.of(changes).map(Deliveries::changeId).toList(),
                beganAt,
                resolvedAt);
    }

    public static BuildResult build(String id, Instant endedAt, String result) {
        return new BuildResult(
                new ArtifactId(JENKINS, ArtifactKind.BUILD, id),
                "shop #" + id,
                null,
                SERVICE,
                BuildResult.End.SEEN,
                endedAt,
                result,
                Owner.NOBODY);
    }
}
