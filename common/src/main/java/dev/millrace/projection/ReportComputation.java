package dev.millrace.projection;

import dev.millrace.chain.ChainReader;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.BuildResult;
import dev.millrace.metrics.ProductionIncident;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Service;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes what a report is made of from the facts. */
final class ReportComputation {

    private final FlowStore store;
    private final Knowledge knowledge;
    private final KeptReports.Question question;
    private final FlowAlgebra algebra;

    ReportComputation(FlowStore store, Knowledge knowledge, KeptReports.Question question) {
        this.store = store;
        this.knowledge = knowledge;
        this.question = question;
        this.algebra = new FlowAlgebra(question.stream(), store.states(knowledge), question.definition());
    }

    /** What it computes flows with. */
    FlowAlgebra algebra() {
        return algebra;
    }

    /** Gives everything to a report, and to who hears it. */
    void everything(ChainReader chains, ReportParts parts, Recording recording) {
        chains.forEachItem(item -> item(item, parts, recording));
        store.forEachArtifact(ArtifactKind.BUILD, knowledge, history -> build(history, parts, recording));
        chains.forEachDelivery(parts::delivery);
    }

    /** The same of one item. */
    void item(ItemHistory item, ReportParts parts, Recording recording) {
        List<ItemFlow> flows = algebra.flows(item, knowledge.asOf());
        boolean accepted = question.accepts().test(item);
        List<ProductionIncident> incidents = new ArrayList<>();
        for (ItemFlow flow : flows) {
            ProductionIncident.of(item, flow)
                    .map(incident -> incident.in(service(flow)))
                    .ifPresent(incidents::add);
        }
        incidents.forEach(parts::incident);
        if (accepted) {
            flows.forEach(flow -> parts.flow(item, flow));
        }
        recording.item(item, flows, accepted, incidents);
    }

    private @Nullable String service(ItemFlow flow) {
        return question.definition().service(flow.item()).map(Service::name).orElse(null);
    }

    /** The same of one build. */
    void build(ArtifactHistory history, ReportParts parts, Recording recording) {
        BuildResult.of(history, knowledge.asOf())
                .map(result -> result.of(question.definition().owner(history.snapshot())))
                .ifPresent(result -> {
                    parts.build(result);
                    recording.build(result);
                });
    }
}
