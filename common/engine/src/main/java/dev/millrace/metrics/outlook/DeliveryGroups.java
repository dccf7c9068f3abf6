package dev.millrace.metrics.outlook;

import dev.millrace.flow.Delivery;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.metrics.delivery.DeliveryAccumulator;
import dev.millrace.metrics.delivery.DeliveryFacts.Part;
import dev.millrace.metrics.delivery.DeliveryReport;
import dev.millrace.metrics.delivery.DeploymentFailure;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.metrics.outlook.Breakdown.By;
import dev.millrace.valuestream.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Collects the delivery figures by service or team, service after service. What is no team's is in no group, and other groups than
 * these deliver nothing. Not safe for several threads at once.
 */
public final class DeliveryGroups {

    private final ReportRequest request;
    private final By by;
    private final Map<String, DeliveryAccumulator> groups = new TreeMap<>();
    private final List<DeploymentFailure> failures = new ArrayList<>();
    private final List<ProductionIncident> incidents = new ArrayList<>();

    /** Groups without anything in them. */
    public DeliveryGroups(ReportRequest request, By by) {
        this.request = Objects.requireNonNull(request, "request");
        this.by = Objects.requireNonNull(by, "by");
    }

    /** Adds what is reported of a service; each once. */
    public void add(Delivery delivery) {
        if (by == By.SERVICE
                && !(delivery.changes().isEmpty() && delivery.deployments().isEmpty())) {
            group(delivery.service()).add(delivery, Part.ALL);
        } else if (by == By.TEAM) {
            TreeSet<String> teams = new TreeSet<>();
            delivery.owners().values().forEach(owner -> {
                if (owner.team() != null) {
                    teams.add(owner.team());
                }
            });
            teams.forEach(team -> group(team).add(new Part(null, null, team).of(delivery), Part.ALL));
        }
    }

    /** Says that so many changes of a service and owner were offered that had been delivered before the window. */
    public void addDeliveredBefore(String service, Owner owner, long n) {
        @Nullable String name = by == By.SERVICE ? service : by == By.TEAM ? owner.team() : null;
        if (name != null) {
            group(name).addDeliveredBefore(n);
        }
    }

    /** Says that so many builds of an owner were offered that had ended before the window. */
    public void addBuildsBefore(Owner owner, long n) {
        @Nullable String name = by == By.SERVICE ? owner.service() : by == By.TEAM ? owner.team() : null;
        if (name != null) {
            group(name).addBuildsBefore(n);
        }
    }

    /** Adds a failure of any service: where it belongs shows in which group its deployment is. */
    public void add(DeploymentFailure failure) {
        failures.add(failure);
    }

    /** Adds an incident, whatever its service. */
    public void add(ProductionIncident incident) {
        incidents.add(incident);
    }

    /** Adds a build that has ended. */
    public void add(BuildResult build) {
        @Nullable String name = by == By.SERVICE
                ? build.owner().service()
                : by == By.TEAM ? build.owner().team() : null;
        if (name != null) {
            group(name).add(build, Part.ALL);
        }
    }

    /**
     * The figures of every group, by its name.
     *
     * @param incidentsCollected whether incidents are collected, so that none being there means that there was none
     */
    public SortedMap<String, DeliveryReport> toReports(boolean incidentsCollected) {
        SortedMap<String, DeliveryReport> reports = new TreeMap<>();
        groups.forEach((name, group) -> {
            failures.forEach(group::add);
            incidents.forEach(group::add);
            if (incidentsCollected) {
                group.incidentsAreCollected();
            }
            reports.put(name, group.result());
        });
        return reports;
    }

    private DeliveryAccumulator group(String name) {
        return groups.computeIfAbsent(name, unseen -> new DeliveryAccumulator(request));
    }
}
