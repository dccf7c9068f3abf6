package dev.millrace.derive;

import dev.millrace.chain.link.Connections;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.model.StateCatalogue;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds all incidents: those among the items and what tools call so, with the deployments that they are linked to. */
final class IncidentFinder {

    private final FlowStore store;
    private final Knowledge knowledge;
    private final Definition definition;

    IncidentFinder(FlowStore store, Knowledge knowledge, Definition definition) {
        this.store = store;
        this.knowledge = knowledge;
        this.definition = definition;
    }

    /** Gives those among the items and all others. */
    void give(List<ProductionIncident> amongItems, ReportParts parts) {
        StateCatalogue states = store.states(knowledge);
        List<ProductionIncident> all = new ArrayList<>(amongItems);
        store.forEachArtifact(
                ArtifactKind.INCIDENT,
                knowledge,
                history -> all.add(ProductionIncident.of(history, states, definition)));
        Map<ArtifactId, ArtifactId> deployments = new HashMap<>();
        List<ArtifactId> ids = all.stream().map(ProductionIncident::artifact).toList();
        new Connections(store, knowledge).forEachFrom(ids, connection -> {
            if (connection.to().kind() == ArtifactKind.DEPLOYMENT && connection.joins()) {
                deployments.merge(
                        connection.from(), connection.to(), (one, other) -> one.compareTo(other) <= 0 ? one : other);
            }
        });
        for (ProductionIncident incident : all) {
            ArtifactId deployment = deployments.get(incident.artifact());
            parts.incident(deployment == null ? incident : incident.of(deployment));
        }
    }
}
