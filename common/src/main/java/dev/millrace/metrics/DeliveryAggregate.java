package dev.millrace.metrics;

import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.flow.Delivery.Outcome;
import dev.millrace.metrics.DeliveryReport.BuildsLeftOut;
import dev.millrace.metrics.DeliveryReport.Frequency;
import dev.millrace.metrics.DeliveryReport.Rate;
import dev.millrace.metrics.DeliveryReport.Week;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects changes, deployments, failures and builds, and makes the delivery figures of them. Merges like {@link FlowAggregate}:
 * however they are divided and in whatever order they come, the report is the same. Not safe for several threads at once.
 */
public final class DeliveryAggregate {

    private final ReportRequest request;
    private final Slices days;
    private final Slices weeks;
    private final Samples leadTimes = new Samples();
    private final OutcomeTally leadOutcomes = new OutcomeTally();
    private final List<Samples> leadTimesByWeek = new ArrayList<>();
    private final Map<ArtifactId, Instant> deployments = new TreeMap<>();
    private final Map<ArtifactId, List<DeploymentFailure>> failures = new TreeMap<>();
    private final Set<ArtifactId> repairs = new HashSet<>();
    private boolean production;
    private boolean failuresCanBeSeen;
    private long green;
    private long red;
    private long aborted;
    private long endUnknown;
    private long notEnded;
    private long bots;
    private long bounded;

    /** An aggregate of nothing. The filter's projects are names of services and pipelines here; its types do not apply. */
    public DeliveryAggregate(ReportRequest request) {
        this.request = request;
        this.days = Slices.days(request);
        this.weeks = Slices.isoWeeks(request);
        weeks.all().forEach(week -> leadTimesByWeek.add(new Samples()));
    }

    /** Adds a service with its changes and deployments; each once. */
    public void add(Delivery delivery) {
        if (!request.filter().acceptsName(delivery.service())) {
            return;
        }
        delivery.changes().forEach(this::add);
        for (Deployment deployment : delivery.deployments()) {
            Instant end = deployment.endedAt();
            if (end != null && deployment.outcome() == Outcome.SUCCEEDED) {
                production |= !end.isAfter(request.knowledge().asOf());
                if (within(end)) {
                    deployments.put(deployment.artifact(), end);
                }
            }
        }
    }

    /** When a change counts: when it was deployed, or as long as that is not known when it landed. */
    static Instant counted(DeliveredChange change) {
        return change.arrival() == null ? change.mergedAt() : change.arrival().at();
    }

    private void add(DeliveredChange change) {
        Instant counted = counted(change);
        if (!within(counted)) {
            return;
        } else if (change.bot()) {
            bots++;
            return;
        }
        Figure<Duration> leadTime = change.leadTime(request.knowledge().asOf());
        leadOutcomes.add(leadTime);
        bounded += change.authored().bounded() && leadTime.reason().isEmpty() ? 1 : 0;
        leadTime.measured().ifPresent(time -> {
            leadTimes.addWhole(time.toMillis());
            leadTimesByWeek.get(weeks.indexOf(counted)).addWhole(time.toMillis());
        });
    }

    /** Adds a failure, whenever it was. */
    public void add(DeploymentFailure failure) {
        failuresCanBeSeen = true;
        failures.computeIfAbsent(failure.failed(), unseen -> new ArrayList<>()).add(failure);
        if (failure.repair() != null) {
            repairs.add(failure.repair());
        }
    }

    /** Adds a build, ended or not. */
    public void add(BuildResult build) {
        if (!request.filter().acceptsName(build.pipeline()) || !within(build.at())) {
            return;
        }
        switch (build.end()) {
            case UNKNOWN -> endUnknown++;
            case NOT_YET -> notEnded++;
            case SEEN -> {
                switch (build.colour()) {
                    case GREEN -> green++;
                    case RED -> red++;
                    case NONE -> aborted++;
                }
            }
        }
    }

    /** Says that incidents are collected, so that none being there means that there was none. */
    public void incidentsAreCollected() {
        failuresCanBeSeen = true;
    }

    /**
     * Adds all of the other aggregate to this one.
     *
     * @return this aggregate
     * @throws IllegalArgumentException if the other was made for another request
     */
    public DeliveryAggregate merge(DeliveryAggregate other) {
        if (!request.equals(other.request)) {
            throw new IllegalArgumentException(
                    "aggregates of different requests cannot be merged: " + request + " and " + other.request);
        }
        leadTimes.addAll(other.leadTimes);
        leadOutcomes.merge(other.leadOutcomes);
        for (int i = 0; i < leadTimesByWeek.size(); i++) {
            leadTimesByWeek.get(i).addAll(other.leadTimesByWeek.get(i));
        }
        deployments.putAll(other.deployments);
        other.failures.forEach((failed, list) ->
                failures.computeIfAbsent(failed, unseen -> new ArrayList<>()).addAll(list));
        repairs.addAll(other.repairs);
        production |= other.production;
        failuresCanBeSeen |= other.failuresCanBeSeen;
        green += other.green;
        red += other.red;
        aborted += other.aborted;
        endUnknown += other.endUnknown;
        notEnded += other.notEnded;
        bots += other.bots;
        bounded += other.bounded;
        return this;
    }

    /** The figures of all so far. */
    public DeliveryReport toReport() {
        long failed =
                deployments.keySet().stream().filter(failures::containsKey).count();
        long unplanned = deployments.keySet().stream().filter(repairs::contains).count();
        return new DeliveryReport(
                new TimeStatistics(production ? leadTimes.durations() : noProduction(), leadOutcomes.toOutcomes(), 0),
                bots,
                bounded,
                production ? Figure.of(frequency()) : noProduction(),
                rate(failed),
                kinds(),
                recovery(),
                rate(unplanned),
                new Rate(red, red + green, Shares.of(red, red + green)),
                new BuildsLeftOut(aborted, endUnknown, notEnded),
                toWeeks());
    }

    /**
     * One failure per deployment of the window that failed: incidents tell more than rollbacks and reverts, and the last of them
     * decides when it was over; of rollbacks and reverts the first one does.
     */
    static DeploymentFailure decisive(List<DeploymentFailure> of) {
        List<DeploymentFailure> incidents = of.stream()
                .filter(failure -> failure.kind() == DeploymentFailure.Kind.INCIDENT)
                .toList();
        Comparator<DeploymentFailure> byEnd = Comparator.<DeploymentFailure, Instant>comparing(
                        failure -> failure.recoveredAt() == null ? Instant.MAX : failure.recoveredAt())
                .thenComparing(DeploymentFailure::evidence);
        return incidents.isEmpty()
                ? of.stream().min(byEnd).orElseThrow()
                : incidents.stream().max(byEnd).orElseThrow();
    }

    private TimeStatistics recovery() {
        Samples times = new Samples();
        OutcomeTally outcomes = new OutcomeTally();
        for (ArtifactId deployment : deployments.keySet()) {
            List<DeploymentFailure> of = failures.get(deployment);
            if (of != null) {
                Figure<Duration> time =
                        decisive(of).recoveryTime(request.knowledge().asOf());
                outcomes.add(time);
                time.measured().ifPresent(measured -> times.addWhole(measured.toMillis()));
            }
        }
        Figure<Percentiles<Duration>> percentiles = !production
                ? noProduction()
                : failuresCanBeSeen
                        ? times.durations()
                        : new Figure.Unknown<>(Reason.of(Reason.Code.NO_FAILURE_EVIDENCE));
        return new TimeStatistics(percentiles, outcomes.toOutcomes(), 0);
    }

    private Map<DeploymentFailure.Kind, Long> kinds() {
        Map<DeploymentFailure.Kind, Long> kinds = new EnumMap<>(DeploymentFailure.Kind.class);
        for (DeploymentFailure.Kind kind : DeploymentFailure.Kind.values()) {
            kinds.put(kind, 0L);
        }
        failures.forEach((failed, list) -> {
            if (deployments.containsKey(failed)) {
                list.forEach(failure -> kinds.merge(failure.kind(), 1L, Long::sum));
            }
        });
        return kinds;
    }

    private Rate rate(long part) {
        long whole = deployments.size();
        Figure<Double> value = !production
                ? noProduction()
                : failuresCanBeSeen
                        ? Shares.of(part, whole)
                        : new Figure.Unknown<>(Reason.of(Reason.Code.NO_FAILURE_EVIDENCE));
        return new Rate(part, whole, value);
    }

    private Frequency frequency() {
        BitSet with = daysWithDeployment();
        Samples perWeek = new Samples();
        for (Slices.Slice week : weeks.all()) {
            if (!week.partial()) {
                int count = 0;
                for (int i = 0; i < days.all().size(); i++) {
                    Slices.Slice day = days.all().get(i);
                    boolean inWeek =
                            !day.start().isBefore(week.start()) && day.start().isBefore(week.end());
                    count += inWeek && with.get(i) ? 1 : 0;
                }
                perWeek.addWhole(count);
            }
        }
        return new Frequency(
                deployments.size(), with.cardinality(), days.all().size(), perWeek.percentiles(n -> (long) n));
    }

    private BitSet daysWithDeployment() {
        BitSet with = new BitSet();
        deployments.values().forEach(end -> with.set(days.indexOf(end)));
        return with;
    }

    private List<Week> toWeeks() {
        long[] all = new long[weeks.all().size()];
        long[] failed = new long[weeks.all().size()];
        deployments.forEach((deployment, end) -> {
            int week = weeks.indexOf(end);
            all[week]++;
            failed[week] += failures.containsKey(deployment) ? 1 : 0;
        });
        List<Week> list = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            Slices.Slice week = weeks.all().get(i);
            list.add(new Week(
                    VelocityTally.isoWeek(week.first()),
                    week.first(),
                    week.partial(),
                    all[i],
                    failed[i],
                    leadTimesByWeek.get(i).durations()));
        }
        return list;
    }

    private boolean within(Instant instant) {
        return request.window().contains(instant)
                && !instant.isAfter(request.knowledge().asOf());
    }

    private static <T> Figure<T> noProduction() {
        return new Figure.Unknown<>(Reason.of(Reason.Code.NO_PRODUCTION));
    }
}
