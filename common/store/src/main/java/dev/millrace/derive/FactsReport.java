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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes what a report is made of from the facts alone. */
final class FactsReport {

    private final FlowStore store;
    private final Knowledge knowledge;
    private final Definition definition;
    private final ValueStream stream;
    private final FlowAlgebra algebra;
    private final ItemOwners owners;
    private final List<ProductionIncident> found = new ArrayList<>();
    private @Nullable Instant first;

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
        chains.forEachAutomation(made -> {
            seen(made.createdAt());
            parts.automation(made);
        });
        new IncidentFinder(store, knowledge, definition).give(found, parts);
        store.forEachArtifact(
                ArtifactKind.BUILD,
                knowledge,
                history -> BuildResult.of(history, knowledge.asOf())
                        .map(result -> result.of(definition.owner(history.snapshot())))
                        .ifPresent(result -> {
                            seen(result.at());
                            parts.build(result);
                        }));
        chains.forEachDelivery(delivery -> {
            delivery.deployments().forEach(deployment -> seen(deployment.endedAt()));
            parts.delivery(delivery);
        });
    }

    /** When the first item of any stream was created, or the first build or deployment ended; empty if there was nothing. */
    Optional<Instant> first() {
        return Optional.ofNullable(first);
    }

    private void seen(@Nullable Instant at) {
        if (at != null && (first == null || at.isBefore(first))) {
            first = at;
        }
    }

    private void item(ItemHistory item, ReportParts parts) {
        seen(item.item().snapshot().createdAt());
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
