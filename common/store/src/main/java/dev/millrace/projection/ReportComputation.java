package dev.millrace.projection;

import dev.millrace.chain.ChainReader;
import dev.millrace.chain.ItemFlows;
import dev.millrace.chain.link.Connections;
import dev.millrace.flow.CompletedWork;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.model.StateCatalogue;
import dev.millrace.store.FlowStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Computes what a report is made of from the facts. */
final class ReportComputation {

    private final FlowStore store;
    private final Knowledge knowledge;
    private final ReportSubject subject;
    private final FlowAlgebra algebra;
    private final List<ProductionIncident> found = new ArrayList<>();

    /** Reads of the store what other items went through. */
    ReportComputation(FlowStore store, Knowledge knowledge, ReportSubject subject) {
        this(store, knowledge, subject, flows(store, knowledge, subject).ofAll(subject.stream(), subject.earliest()));
    }

    /** Knows by kept records what other items went through. */
    ReportComputation(FlowStore store, Knowledge knowledge, ReportSubject subject, CompletedWork.Source completions) {
        this(
                store,
                knowledge,
                subject,
                flows(store, knowledge, subject).ofAll(subject.stream(), subject.earliest(), completions));
    }

    private ReportComputation(FlowStore store, Knowledge knowledge, ReportSubject subject, FlowAlgebra algebra) {
        this.store = store;
        this.knowledge = knowledge;
        this.subject = subject;
        this.algebra = algebra;
    }

    private static ItemFlows flows(FlowStore store, Knowledge knowledge, ReportSubject subject) {
        return new ItemFlows(store, knowledge, subject.definition());
    }

    /** What it computes flows with. */
    FlowAlgebra algebra() {
        return algebra;
    }

    /** Gives everything to a report, and to who hears it. */
    void everything(ChainReader chains, ReportParts parts, Recording recording) {
        begin();
        chains.forEachItem(item -> item(item, parts, recording));
        automation(chains, parts);
        incidents(parts);
        store.forEachArtifact(ArtifactKind.BUILD, knowledge, history -> build(history, parts, recording));
        deliveries(chains, parts);
    }

    /** Begins with no incident. */
    void begin() {
        found.clear();
    }

    /** Takes an incident that is given with all others, when the items have ended. */
    void incident(ProductionIncident incident) {
        found.add(incident);
    }

    /** Gives all incidents: those among the items, and what tools call so; with the deployments that they are linked to. */
    void incidents(ReportParts parts) {
        StateCatalogue states = store.states(knowledge);
        store.forEachArtifact(
                ArtifactKind.INCIDENT,
                knowledge,
                history -> found.add(ProductionIncident.of(history, states, subject.definition())));
        Map<ArtifactId, ArtifactId> deployments = new HashMap<>();
        List<ArtifactId> all = found.stream().map(ProductionIncident::artifact).toList();
        new Connections(store, knowledge).forEachFrom(all, connection -> {
            if (connection.to().kind() == ArtifactKind.DEPLOYMENT && connection.joins()) {
                deployments.merge(
                        connection.from(), connection.to(), (one, other) -> one.compareTo(other) <= 0 ? one : other);
            }
        });
        for (ProductionIncident incident : found) {
            ArtifactId deployment = deployments.get(incident.artifact());
            parts.incident(deployment == null ? incident : incident.of(deployment));
        }
        found.clear();
    }

    /** Gives what bots made. */
    void automation(ChainReader chains, ReportParts parts) {
        chains.forEachAutomation(parts::automation);
    }

    /** Gives the deliveries. */
    void deliveries(ChainReader chains, ReportParts parts) {
        parts.changesBefore(chains.forEachDelivery(parts::delivery));
    }

    /** The same of one item. */
    void item(ItemHistory item, ReportParts parts, Recording recording) {
        List<ItemFlow> own = algebra.ownFlows(item, knowledge.asOf());
        List<ItemFlow> flows = own.stream().map(algebra::judged).toList();
        boolean accepted = subject.accepts().test(item);
        List<ProductionIncident> incidents = new ArrayList<>();
        for (ItemFlow flow : flows) {
            ProductionIncident.of(item, flow, subject.definition()).ifPresent(incidents::add);
        }
        found.addAll(incidents);
        if (accepted) {
            flows.forEach(flow -> parts.flow(item, flow));
        } else {
            parts.elsewhere(item, flows);
        }
        recording.item(item, own, accepted, incidents);
    }

    /** The same of one build. */
    void build(ArtifactHistory history, ReportParts parts, Recording recording) {
        BuildResult.of(history, knowledge.asOf())
                .map(result -> result.of(subject.definition().owner(history.snapshot())))
                .ifPresent(result -> {
                    parts.build(result);
                    recording.build(result);
                });
    }
}
