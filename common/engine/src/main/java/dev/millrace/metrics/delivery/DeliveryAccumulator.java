package dev.millrace.metrics.delivery;

import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.flow.Delivery.Outcome;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.LeftOut;
import dev.millrace.metrics.OutcomeAccumulator;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.Population;
import dev.millrace.metrics.PopulationAccumulator;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Samples;
import dev.millrace.metrics.Shares;
import dev.millrace.metrics.Slices;
import dev.millrace.metrics.TimeStatistics;
import dev.millrace.metrics.delivery.DeliveryReport.Frequency;
import dev.millrace.metrics.delivery.DeliveryReport.Rate;
import dev.millrace.metrics.delivery.DeliveryReport.Week;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.ProductionRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects changes, deployments, failures and builds, and computes the delivery figures.
 */
public final class DeliveryAccumulator implements Accumulator<DeliveryFacts, DeliveryReport, DeliveryAccumulator> {

    private final ReportRequest request;
    private final Slices days;
    private final Slices weeks;
    private final Samples leadTimes = new Samples();
    private final OutcomeAccumulator leadOutcomes = new OutcomeAccumulator();
    private final List<Samples> leadTimesByWeek = new ArrayList<>();
    private final Map<ArtifactId, Instant> deployments = new TreeMap<>();
    private final Map<ArtifactId, List<DeploymentFailure>> failures = new TreeMap<>();
    private final Set<ArtifactId> repairs = new HashSet<>();
    private boolean production;
    private final Map<ArtifactId, ProductionIncident> incidents = new TreeMap<>();
    private final PopulationAccumulator changes = new PopulationAccumulator();
    private final PopulationAccumulator deployed = new PopulationAccumulator();
    private final PopulationAccumulator builds = new PopulationAccumulator();
    private final SortedMap<ProductionRule, SortedMap<String, Long>> rules = new TreeMap<>();
    private boolean failuresCanBeSeen;
    private final OriginChanges origins = new OriginChanges();
    private long green;
    private long red;
    private long bounded;

    /** An aggregate of nothing. The filter's projects are names of services and pipelines here; its types do not apply. */
    public DeliveryAccumulator(ReportRequest request) {
        this.request = request;
        this.days = Slices.days(request);
        this.weeks = Slices.isoWeeks(request);
        weeks.all().forEach(week -> leadTimesByWeek.add(new Samples()));
    }

    /** Adds all of these, and the failures that they show. */
    @Override
    public void add(DeliveryFacts facts) {
        facts.deliveries().forEach(delivery -> add(delivery, facts.part()));
        facts.failures().forEach(this::add);
        facts.builds().forEach(build -> add(build, facts.part()));
        facts.incidents().forEach(this::add);
        failuresCanBeSeen |= facts.incidentsCollected();
    }

    /** Adds a service with its changes and deployments; each once. What the request does not select is counted as left out. */
    public void add(Delivery delivery, DeliveryFacts.Part part) {
        Set<ArtifactId> takenBack = OriginChanges.takenBack(delivery);
        boolean asked = request.filter().acceptsName(delivery.service());
        for (DeliveredChange change : delivery.changes()) {
            add(
                    change,
                    asked && part.accepts(delivery.service(), delivery.owner(change.artifact())),
                    takenBack.contains(change.artifact()));
        }
        for (Deployment deployment : delivery.deployments()) {
            add(deployment, asked && part.accepts(delivery.service(), delivery.owner(deployment.artifact())));
        }
    }

    /** Says that so many changes were offered that had been delivered before the window. */
    public void addDeliveredBefore(long n) {
        changes.add(LeftOut.OUTSIDE_WINDOW, n);
    }

    /** When a change counts: when it was deployed, or as long as that is not known when it landed. */
    static Instant counted(DeliveredChange change) {
        return change.arrival() == null ? change.mergedAt() : change.arrival().at();
    }

    private void add(DeliveredChange change, boolean asked, boolean takenBack) {
        Instant counted = counted(change);
        if (!within(counted)) {
            changes.add(LeftOut.OUTSIDE_WINDOW);
        } else if (!asked || !request.filter().accepts(change.origin())) {
            changes.add(LeftOut.FILTERED);
        } else if (change.automated()) {
            changes.add(LeftOut.AUTOMATION);
            origins.add(change, takenBack, request.knowledge().asOf());
        } else {
            changes.count();
            origins.add(change, takenBack, request.knowledge().asOf());
            Figure<Duration> leadTime = change.leadTime(request.knowledge().asOf());
            leadOutcomes.add(leadTime);
            bounded += change.authored().bounded() && leadTime.reason().isEmpty() ? 1 : 0;
            leadTime.measured().ifPresent(time -> {
                leadTimes.addWhole(time.toMillis());
                leadTimesByWeek.get(weeks.indexOf(counted)).addWhole(time.toMillis());
            });
        }
    }

    private void add(Deployment deployment, boolean asked) {
        Instant end = deployment.endedAt();
        boolean live = end != null && deployment.outcome() == Outcome.SUCCEEDED;
        production |=
                asked && live && end != null && !end.isAfter(request.knowledge().asOf());
        if (asked) {
            rules.computeIfAbsent(deployment.rule(), unseen -> new TreeMap<>())
                    .merge(deployment.environment(), 1L, Long::sum);
        }
        if (end == null) {
            deployed.add(LeftOut.NOT_ENDED);
        } else if (!within(end)) {
            deployed.add(LeftOut.OUTSIDE_WINDOW);
        } else if (!asked) {
            deployed.add(LeftOut.FILTERED);
        } else if (!live) {
            deployed.add(LeftOut.NOT_SUCCEEDED);
        } else {
            deployed.count();
            deployments.put(deployment.artifact(), end);
        }
    }

    /** Adds an incident, whatever its service. */
    public void add(ProductionIncident incident) {
        incidents.put(incident.artifact(), incident);
        failuresCanBeSeen |= incident.belongs();
    }

    /** Adds a failure, whenever it was. */
    public void add(DeploymentFailure failure) {
        failuresCanBeSeen = true;
        failures.computeIfAbsent(failure.failed(), unseen -> new ArrayList<>()).add(failure);
        if (failure.repair() != null) {
            repairs.add(failure.repair());
        }
    }

    /** Adds a build, ended or not. If the request does not select it, it is counted as left out. */
    public void add(BuildResult build, DeliveryFacts.Part part) {
        if (!within(build.at())) {
            builds.add(LeftOut.OUTSIDE_WINDOW);
        } else if (!request.filter().acceptsName(build.pipeline()) || !part.accepts(build)) {
            builds.add(LeftOut.FILTERED);
        } else if (build.end() == BuildResult.End.NOT_YET) {
            builds.add(LeftOut.NOT_ENDED);
        } else if (build.end() == BuildResult.End.UNKNOWN) {
            builds.add(LeftOut.END_UNKNOWN);
        } else if (build.colour() == BuildResult.Colour.NONE) {
            builds.add(LeftOut.NO_VERDICT);
        } else {
            builds.count();
            green += build.colour() == BuildResult.Colour.GREEN ? 1 : 0;
            red += build.colour() == BuildResult.Colour.RED ? 1 : 0;
        }
    }

    /** Says that so many builds were offered that had ended before the window. */
    public void addBuildsBefore(long n) {
        builds.add(LeftOut.OUTSIDE_WINDOW, n);
    }

    /** Says that incidents are collected, so that none being there means that there was none. */
    public void incidentsAreCollected() {
        failuresCanBeSeen = true;
    }

    /** @throws IllegalArgumentException if the other was made for another request */
    @Override
    public DeliveryAccumulator merge(DeliveryAccumulator other) {
        if (!request.equals(other.request)) {
            throw new IllegalArgumentException(
                    "aggregates of different requests cannot be merged: " + request + " and " + other.request);
        }
        leadTimes.addAll(other.leadTimes);
        leadOutcomes.merge(other.leadOutcomes);
        origins.merge(other.origins);
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
        bounded += other.bounded;
        incidents.putAll(other.incidents);
        other.rules.forEach((rule, environments) -> environments.forEach((environment, n) ->
                rules.computeIfAbsent(rule, unseen -> new TreeMap<>()).merge(environment, n, Long::sum)));
        changes.merge(other.changes);
        deployed.merge(other.deployed);
        builds.merge(other.builds);
        return this;
    }

    /** The lead times of the changes that count, if anything was deployed to production at all. */
    public Samples leadTimes() {
        return production ? leadTimes : new Samples();
    }

    @Override
    public DeliveryReport result() {
        long failed =
                deployments.keySet().stream().filter(failures::containsKey).count();
        long unplanned = deployments.keySet().stream().filter(repairs::contains).count();
        Population ofIncidents = incidents();
        long homeless = ofIncidents.leftOut(LeftOut.NO_SERVICE);
        return new DeliveryReport(
                new TimeStatistics(production ? leadTimes.durations() : noProduction(), leadOutcomes.result(), 0),
                bounded,
                production ? Figure.of(frequency()) : noProduction(),
                rate(failed, homeless),
                kinds(),
                failed(),
                recovery(failed, homeless),
                rate(unplanned, homeless),
                new Rate(red, red + green, Shares.of(red, red + green)),
                toWeeks(),
                new DeliveryReport.Accounts(changes.result(), deployed.result(), builds.result(), ofIncidents),
                rules,
                origins.result());
    }

    /** What became of the incidents: those that say of a deployment of the window that it was wrong are counted. */
    private Population incidents() {
        Map<ArtifactId, List<DeploymentFailure>> condemned = new HashMap<>();
        failures.values()
                .forEach(list -> list.stream()
                        .filter(failure -> failure.kind() == DeploymentFailure.Kind.INCIDENT)
                        .forEach(failure -> condemned
                                .computeIfAbsent(failure.evidence(), unseen -> new ArrayList<>())
                                .add(failure)));
        PopulationAccumulator counts = new PopulationAccumulator();
        for (ProductionIncident incident : incidents.values()) {
            List<DeploymentFailure> of = condemned.getOrDefault(incident.artifact(), List.of());
            if (of.stream().anyMatch(failure -> deployments.containsKey(failure.failed()))) {
                counts.count();
            } else if (of.isEmpty()
                    ? !within(incident.beganAt())
                    : of.stream().noneMatch(one -> within(one.deployedAt()))) {
                counts.add(LeftOut.OUTSIDE_WINDOW);
            } else if (!of.isEmpty()) {
                counts.add(LeftOut.FILTERED);
            } else {
                counts.add(incident.belongs() ? LeftOut.NO_DEPLOYMENT : LeftOut.NO_SERVICE);
            }
        }
        return counts.result();
    }

    /** Why "nothing failed" is not known; null if it is known, or if something is known to have failed. */
    private @Nullable Reason blind(long seen, long homeless) {
        boolean none = !failuresCanBeSeen;
        if (seen == 0 && homeless > 0) {
            return withoutService(homeless, " of the window");
        }
        long ever = none ? incidents.size() : 0;
        return ever > 0 ? withoutService(ever, "") : none ? Reason.of(Reason.Code.NO_FAILURE_EVIDENCE) : null;
    }

    private static Reason withoutService(long n, String where) {
        return new Reason(
                Reason.Code.INCIDENTS_WITHOUT_SERVICE,
                n == 1
                        ? "1 incident" + where + " belongs to no service"
                        : n + " incidents" + where + " belong to no service");
    }

    /**
     * One failure per deployment of the window that failed: incidents have precedence over rollbacks and reverts. The last incident
     * decides the recovery; of rollbacks and reverts, the first one does.
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

    private TimeStatistics recovery(long failed, long homeless) {
        Samples times = new Samples();
        OutcomeAccumulator outcomes = new OutcomeAccumulator();
        for (ArtifactId deployment : deployments.keySet()) {
            List<DeploymentFailure> of = failures.get(deployment);
            if (of != null) {
                Figure<Duration> time =
                        decisive(of).recoveryTime(request.knowledge().asOf());
                outcomes.add(time);
                time.measured().ifPresent(measured -> times.addWhole(measured.toMillis()));
            }
        }
        Reason blind = blind(failed, homeless);
        Figure<Percentiles<Duration>> percentiles =
                !production ? noProduction() : blind == null ? times.durations() : new Figure.Unknown<>(blind);
        return new TimeStatistics(percentiles, outcomes.result(), 0);
    }

    private List<DeploymentFailure> failed() {
        return deployments.keySet().stream()
                .map(failures::get)
                .filter(Objects::nonNull)
                .map(DeliveryAccumulator::decisive)
                .sorted(Comparator.comparing(DeploymentFailure::deployedAt)
                        .reversed()
                        .thenComparing(DeploymentFailure::failed))
                .toList();
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

    private Rate rate(long part, long homeless) {
        long whole = deployments.size();
        Reason blind = blind(part, homeless);
        Figure<Double> value =
                !production ? noProduction() : blind == null ? Shares.of(part, whole) : new Figure.Unknown<>(blind);
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
                    week.isoWeek(),
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
