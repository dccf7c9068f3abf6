package dev.millrace.derive;

import dev.millrace.derive.codec.Bodies;
import dev.millrace.derive.codec.Bodies.Owned;
import dev.millrace.derive.codec.PastGroup;
import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.DeliveredChange;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ItemHistory;
import dev.millrace.store.DerivedStore;
import dev.millrace.store.ItemRow;
import dev.millrace.valuestream.Owner;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Gives what a report is made of from rows, and computes only what rows do not say as of now. */
final class DerivedReport {

    private static final int AT_A_TIME = 100;

    private final DerivedSource view;
    private final DerivedStore rows;
    private final Bodies bodies;
    private final ValueStream stream;
    private final Instant earliest;
    private final Instant asOf;
    private final FlowAlgebra algebra;
    private final Set<ArtifactId> again;
    private final Set<ArtifactId> touched;
    private final Set<Integer> replaced;
    private final List<ProductionIncident> incidents = new ArrayList<>();

    DerivedReport(DerivedSource view, DerivedStore rows, Bodies bodies, ValueStream stream, Instant earliest) {
        this.view = view;
        this.rows = rows;
        this.bodies = bodies;
        this.stream = stream;
        this.earliest = earliest;
        this.asOf = view.knowledge().asOf();
        this.algebra = view.flows().ofAll(stream, earliest);
        Refresh refresh = view.refresh();
        this.again = refresh == null ? Set.of() : refresh.items();
        this.touched = refresh == null ? Set.of() : refresh.touched();
        this.replaced = refresh == null ? Set.of() : refresh.links().replaced();
    }

    void give(Instant doneSince, ReportParts parts) {
        List<ItemRow> some = new ArrayList<>();
        rows.items().forEachItem(stream.id(), earliest, row -> {
            if (!again.contains(row.item())) {
                some.add(row);
            }
            if (some.size() == AT_A_TIME) {
                items(some, parts);
            }
        });
        items(some, parts);
        rows.items().forEachGroup(stream.id(), earliest, again, (group, count) -> {
            PastGroup past = bodies.group(group);
            parts.past(past.past(), Belonging.ofRow(past.team(), past.services()), count);
        });
        if (doneSince.isBefore(earliest)) {
            Map<String, Belonging> owners = new HashMap<>();
            rows.items()
                    .forEachDone(
                            stream.id(), doneSince, earliest, again, (stop, type, origin, project, team, services) -> {
                                Belonging of = owners.computeIfAbsent(
                                        team + "\n" + services, unseen -> Belonging.ofRow(team, services));
                                parts.doneBefore(stop, project, type, origin, of);
                            });
        }
        rows.items().forEachIncident(stream.id(), (item, body) -> {
            if (!again.contains(item)) {
                incidents.add(bodies.incident(body));
            }
        });
        Refresh refresh = view.refresh();
        if (refresh != null) {
            ItemOwners owners = new ItemOwners(view.definition());
            refresh.forEachItem(view.items(), item -> computed(item, owners, parts));
        }
        rows.deliveries().forEachAutomation((codebase, pullRequest, body) -> {
            if (!replaced.contains(codebase)) {
                parts.automation(bodies.automation(pullRequest, body));
            }
        });
        if (refresh != null) {
            refresh.codebases().forEach(codebase -> codebase.automation().forEach(parts::automation));
        }
        new IncidentFinder(view.store(), view.knowledge(), view.definition()).give(incidents, parts);
        parts.itemsEnded();
        builds(parts);
        deliveries(parts);
    }

    private void items(List<ItemRow> some, ReportParts parts) {
        Histories histories =
                new Histories(view, some.stream().map(ItemRow::item).toList());
        for (ItemRow row : some) {
            Belonging belonging = Belonging.ofRow(row.team(), row.services());
            for (ItemFlow flow : bodies.flows(row.item(), row.body(), asOf)) {
                parts.flow(algebra.judged(flow), belonging, () -> histories.of(row.item()));
            }
        }
        some.clear();
    }

    /** Items with their chains, all read when the first is asked for: one by one each would cost a dozen queries. */
    private static final class Histories {
        private final DerivedSource view;
        private final List<ArtifactId> items;
        private final Map<ArtifactId, ItemHistory> read = new HashMap<>();

        Histories(DerivedSource view, List<ArtifactId> items) {
            this.view = view;
            this.items = items;
        }

        ItemHistory of(ArtifactId item) {
            if (read.isEmpty()) {
                Map<Boolean, List<ArtifactId>> issues =
                        items.stream().collect(Collectors.partitioningBy(one -> one.kind() == ArtifactKind.ISSUE));
                view.items()
                        .forEachItem(
                                issues.getOrDefault(true, List.of()),
                                issues.getOrDefault(false, List.of()),
                                found -> read.put(found.item().artifact(), found));
            }
            return Objects.requireNonNull(read.get(item), "an item of a row is in the store");
        }
    }

    private void computed(ItemHistory item, ItemOwners owners, ReportParts parts) {
        boolean accepted = owners.streams(item, stream);
        if (!accepted && !view.definition().incidents().accepts(item.item().snapshot())) {
            return;
        }
        List<ItemFlow> flows = algebra.flows(item, asOf);
        for (ItemFlow flow : flows) {
            ProductionIncident.of(item, flow, view.definition()).ifPresent(incidents::add);
        }
        if (accepted) {
            Belonging belonging = owners.of(item);
            flows.forEach(flow -> parts.flow(flow, belonging, () -> item));
        }
    }

    private void builds(ReportParts parts) {
        Set<ArtifactId> builds = new HashSet<>(touched);
        builds.removeIf(artifact -> artifact.kind() != ArtifactKind.BUILD);
        rows.deliveries().forEachBuild(earliest, (build, body) -> {
            if (!builds.contains(build)) {
                parts.build(bodies.build(build, body));
            }
        });
        rows.deliveries()
                .forEachOwnerOfBuilds(earliest, builds, (owner, n) -> parts.buildsBefore(bodies.owner(owner), n));
        BuildRows reader = new BuildRows(asOf, view.definition(), bodies);
        for (ArtifactHistory history : view.store().histories(builds, view.knowledge())) {
            reader.result(history).ifPresent(parts::build);
        }
    }

    /** The deliveries of one service, gathered. */
    private static final class OfService {
        final List<Deployment> deployments = new ArrayList<>();
        final List<DeliveredChange> changes = new ArrayList<>();
        final Map<ArtifactId, Owner> owners = new HashMap<>();

        boolean isEmpty() {
            return deployments.isEmpty() && changes.isEmpty();
        }

        Delivery delivery(String service) {
            deployments.sort(Comparator.comparing(Deployment::queuedAt).thenComparing(Deployment::artifact));
            changes.sort(Comparator.comparing(DeliveredChange::mergedAt).thenComparing(DeliveredChange::artifact));
            return new Delivery(service, deployments, changes, owners);
        }

        void own(ArtifactId artifact, Owner owner) {
            if (!owner.equals(Owner.NOBODY)) {
                owners.put(artifact, owner);
            }
        }
    }

    /** One service at a time: all deliveries of a large store would not fit into memory. */
    private void deliveries(ReportParts parts) {
        Map<String, List<Delivery>> fresh = new TreeMap<>();
        Refresh refresh = view.refresh();
        if (refresh != null) {
            for (CodebaseRows codebase : refresh.codebases()) {
                for (Delivery delivery : codebase.deliveries()) {
                    fresh.computeIfAbsent(delivery.service(), unseen -> new ArrayList<>())
                            .add(delivery);
                }
            }
        }
        Set<String> services = new TreeSet<>(rows.deliveries().services());
        services.addAll(fresh.keySet());
        for (String service : services) {
            OfService of = stored(service);
            for (Delivery delivery : fresh.getOrDefault(service, List.of())) {
                of.deployments.addAll(delivery.deployments());
                of.changes.addAll(delivery.changes());
                of.owners.putAll(delivery.owners());
            }
            if (!of.isEmpty()) {
                parts.delivery(of.delivery(service));
            }
        }
        rows.deliveries().forEachOwnerOfChanges(earliest, (codebase, service, owner, n) -> {
            if (!replaced.contains(codebase)) {
                parts.changesBefore(service, bodies.owner(owner), n);
            }
        });
    }

    private OfService stored(String service) {
        OfService of = new OfService();
        rows.deliveries().forEachChange(service, earliest, (codebase, artifact, body) -> {
            if (!replaced.contains(codebase)) {
                Owned<DeliveredChange> change = bodies.change(artifact, body);
                of.changes.add(change.value());
                of.own(artifact, change.owner());
            }
        });
        rows.deliveries().forEachDeployment(service, (codebase, artifact, body) -> {
            if (!replaced.contains(codebase)) {
                Owned<Deployment> deployment = bodies.deployment(artifact, body);
                of.deployments.add(deployment.value());
                of.own(artifact, deployment.owner());
            }
        });
        return of;
    }
}
