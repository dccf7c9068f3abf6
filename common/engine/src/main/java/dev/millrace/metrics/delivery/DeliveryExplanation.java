package dev.millrace.metrics.delivery;

import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.flow.Delivery.Outcome;
import dev.millrace.metrics.Explanation;
import dev.millrace.metrics.Explanation.Exclusion;
import dev.millrace.metrics.Explanation.Row;
import dev.millrace.metrics.ExplanationRow;
import dev.millrace.metrics.FigureState;
import dev.millrace.metrics.ItemRef;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Figure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What a delivery metric is computed from. Chooses by the same rules as {@link DeliveryAccumulator}. */
public final class DeliveryExplanation {

    private final Metric metric;
    private final ReportRequest request;
    private final DeliveryFacts facts;
    private final Map<ArtifactId, List<DeploymentFailure>> failures = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<Exclusion> exclusions = new ArrayList<>();

    private DeliveryExplanation(Metric metric, ReportRequest request, DeliveryFacts facts) {
        this.metric = metric;
        this.request = request;
        this.facts = facts;
        facts.failures()
                .forEach(failure -> failures.computeIfAbsent(failure.failed(), unseen -> new ArrayList<>())
                        .add(failure));
    }

    /** The explanation of one of the five keys, or of the pipeline's red rate. */
    public static Explanation of(Metric metric, ReportRequest request, DeliveryFacts facts) {
        DeliveryExplanation explanation = new DeliveryExplanation(metric, request, facts);
        if (metric == DeliveryMetrics.LEAD_TIME_FOR_CHANGES) {
            explanation.changes();
        } else if (metric == DeliveryMetrics.PIPELINE_RED_RATE) {
            explanation.builds();
        } else {
            explanation.deployments();
        }
        explanation.rows.sort(Comparator.comparing(Row::subject));
        explanation.exclusions.sort(Comparator.comparing(Exclusion::subject));
        return new Explanation(metric, Map.of(), explanation.rows, explanation.exclusions);
    }

    private void changes() {
        Instant asOf = request.knowledge().asOf();
        for (Delivery delivery : chosen()) {
            for (DeliveredChange change : delivery.changes()) {
                if (change.automated() || !within(DeliveryAccumulator.counted(change))) {
                    continue;
                }
                Figure<Duration> time = change.leadTime(asOf);
                ItemRef ref = new ItemRef(change.artifact(), 1, change.key(), null);
                if (time.measured().isEmpty()) {
                    exclusions.add(new Exclusion(
                            ref, FigureState.of(time), time.reason().orElse(null)));
                    continue;
                }
                rows.add(row(
                        ref,
                        new ExplanationRow()
                                .word("service", delivery.service())
                                .at(
                                        "authored",
                                        change.authored().at().measured().orElse(null))
                                .is("bounded", change.authored().bounded())
                                .at("deployed", DeliveryAccumulator.counted(change))
                                .word(
                                        "deployment",
                                        String.valueOf(
                                                change.arrival() == null
                                                        ? ""
                                                        : change.arrival().deployment()))
                                .millis(
                                        "ms",
                                        time.measured().orElse(Duration.ZERO).toMillis())));
            }
        }
    }

    private void deployments() {
        Set<ArtifactId> repairs = failures.values().stream()
                .flatMap(List::stream)
                .map(DeploymentFailure::repair)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        for (Delivery delivery : chosen()) {
            for (Deployment deployment : delivery.deployments()) {
                Instant end = deployment.endedAt();
                ItemRef ref = new ItemRef(deployment.artifact(), 1, deployment.key(), null);
                if (end != null && deployment.outcome() == Outcome.SUCCEEDED && within(end)) {
                    deployment(ref, delivery.service(), end, repairs);
                }
            }
        }
    }

    private void deployment(ItemRef ref, String service, Instant end, Set<ArtifactId> repairs) {
        List<DeploymentFailure> wrong = failures.getOrDefault(ref.artifact(), List.of());
        ExplanationRow values = new ExplanationRow()
                .word("service", service)
                .at("ended", end)
                .word("day", LocalDate.ofInstant(end, request.zone()).toString())
                .is("failed", !wrong.isEmpty())
                .is("unplanned", repairs.contains(ref.artifact()));
        if (!wrong.isEmpty()) {
            DeploymentFailure decisive = DeliveryAccumulator.decisive(wrong);
            values.word("failedBy", decisive.kind().text() + ' ' + decisive.evidenceKey())
                    .word("because", decisive.rule())
                    .at("recovered", decisive.recoveredAt());
            decisive.recoveryTime(request.knowledge().asOf())
                    .measured()
                    .ifPresent(time -> values.millis("ms", time.toMillis()));
        }
        if (metric != DeliveryMetrics.FAILED_DEPLOYMENT_RECOVERY_TIME || !wrong.isEmpty()) {
            rows.add(row(ref, values));
        }
    }

    private void builds() {
        for (BuildResult build : facts.chosenBuilds()) {
            if (within(build.at()) && request.filter().acceptsName(build.pipeline())) {
                ExplanationRow values = new ExplanationRow().word("pipeline", build.pipeline());
                values = build.end() == BuildResult.End.SEEN
                        ? values.at("ended", build.at())
                        : values.at("began", build.at()).word("leftOut", why(build.end()));
                rows.add(row(
                        new ItemRef(build.artifact(), 1, build.key(), build.url()),
                        values.word("result", build.result())
                                .word("colour", build.colour().name())));
            }
        }
    }

    private static String why(BuildResult.End end) {
        return end == BuildResult.End.UNKNOWN ? "its end is unknown" : "it has not ended";
    }

    private List<Delivery> chosen() {
        return facts.chosen().stream()
                .filter(delivery -> request.filter().acceptsName(delivery.service()))
                .toList();
    }

    private boolean within(Instant instant) {
        return request.window().contains(instant)
                && !instant.isAfter(request.knowledge().asOf());
    }

    private static Row row(ItemRef subject, ExplanationRow values) {
        return new Row(subject, values.values(), List.of(), List.of());
    }
}
