package dev.millrace.derive;

import dev.millrace.chain.ChainReader;
import dev.millrace.chain.ItemFlows;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.delivery.BuildResult;
import dev.millrace.metrics.delivery.ProductionIncident;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Computes what a report is made of from the facts alone. */
final class FactsReport {

    private final FlowStore store;
    private final Knowledge knowledge;
    private final Definition definition;
    private final ValueStream stream;
    private final FlowAlgebra algebra;
    private final ItemOwners owners;
    private final List<ProductionIncident> found = new ArrayList<>();

    FactsReport(FlowStore store, Knowledge knowledge, Definition definition, ValueStream stream, Instant earliest) {
        this.store = store;
        this.knowledge = knowledge;
        this.definition = definition;
        this.stream = stream;
        this.algebra = new ItemFlows(store, knowledge, definition).ofAll(stream, earliest);
        this.owners = new ItemOwners(definition);
    }

    /** Gives everything. */
    void give(ReportParts parts) {
        ChainReader chains = new ChainReader(store, knowledge, definition);
        chains.forEachItem(item -> item(item, parts));
        chains.forEachAutomation(parts::automation);
        new IncidentFinder(store, knowledge, definition).give(found, parts);
        store.forEachArtifact(
                ArtifactKind.BUILD,
                knowledge,
                history -> BuildResult.of(history, knowledge.asOf())
                        .map(result -> result.of(definition.owner(history.snapshot())))
                        .ifPresent(parts::build));
        chains.forEachDelivery(parts::delivery);
    }

    private void item(ItemHistory item, ReportParts parts) {
        boolean accepted = owners.streams(item, stream);
        if (!accepted && !definition.incidents().accepts(item.item().snapshot())) {
            return;
        }
        List<ItemFlow> flows = algebra.flows(item, knowledge.asOf());
        for (ItemFlow flow : flows) {
            ProductionIncident.of(item, flow, definition).ifPresent(found::add);
        }
        if (accepted) {
            Belonging belonging = owners.of(item);
            flows.forEach(flow -> parts.flow(flow, belonging, () -> item));
        }
    }
}
