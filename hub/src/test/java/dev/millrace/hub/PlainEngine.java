package dev.millrace.hub;

import dev.millrace.buildcard.BuildHistory;
import dev.millrace.chain.ChainReader;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.WaitingUse;
import dev.millrace.hub.access.Visibility;
import dev.millrace.hub.engine.Engine;
import dev.millrace.hub.engine.QuestionException;
import dev.millrace.hub.engine.ReportQuestion;
import dev.millrace.metrics.FlowAccumulator;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.KnownFacts;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.view.ReportView;
import dev.millrace.view.item.BuildView;
import dev.millrace.view.item.ItemView;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The engine with its defaults, over the days after {@link Posts#DAY}. */
final class PlainEngine implements Engine {

    @Override
    public Optional<ItemView> item(
            FlowStore store, ArtifactKind kind, String key, Knowledge knowledge, Visibility visibility) {
        ValueStream stream = DefaultValueStream.create();
        return store.find(key, knowledge)
                .filter(artifact -> artifact.kind() == kind)
                .filter(artifact -> visibility.project(key.substring(0, Math.max(0, key.indexOf('-')))))
                .flatMap(artifact -> new ChainReader(store, knowledge, Definition.standard()).item(artifact))
                .map(history -> new FlowAlgebra(
                                stream, store.states(knowledge), Definition.standard(), WaitingUse.UNKNOWN)
                        .flows(history, knowledge.asOf()))
                .filter(cycles -> !cycles.isEmpty())
                .map(cycles -> ItemView.of(cycles, stream, knowledge, ZoneOffset.UTC));
    }

    @Override
    public Optional<BuildView> build(FlowStore store, String key, Knowledge knowledge, Visibility visibility) {
        return store.find(key, knowledge)
                .filter(artifact -> artifact.kind() == ArtifactKind.BUILD)
                .flatMap(artifact ->
                        store.histories(List.of(artifact), knowledge).stream().findFirst())
                .flatMap(history -> BuildHistory.record(history, knowledge.asOf(), sha -> Optional.empty()))
                .map(build -> new BuildView(build, knowledge, List.of(), List.of()));
    }

    @Override
    public ReportView report(FlowStore store, ReportQuestion question, Knowledge knowledge) {
        ValueStream stream = DefaultValueStream.create();
        ReportRequest request = new ReportRequest(
                new Window(Posts.DAY, Posts.DAY.plus(Duration.ofDays(30))),
                ZoneOffset.UTC,
                knowledge,
                new ItemFilter(new TreeSet<>(question.projects()), Set.of()));
        FlowAccumulator aggregate = new FlowAccumulator(request, stream, store.states(knowledge));
        FlowAlgebra algebra =
                new FlowAlgebra(stream, store.states(knowledge), Definition.standard(), WaitingUse.UNKNOWN);
        new ChainReader(store, knowledge, Definition.standard()).forEachItem(item -> {
            List<ItemFlow> flows = algebra.flows(item, knowledge.asOf());
            flows.forEach(aggregate::add);
        });
        return ReportView.of(aggregate.toReport());
    }

    @Override
    public Knowledge knowledge(KnownFacts store, Optional<String> asOf, Optional<String> knownAt) {
        Instant known = knownAt.map(PlainEngine::instant)
                .or(store::lastRecordedAt)
                .orElse(Instant.parse("2026-06-01T00:00:00Z"));
        return new Knowledge(asOf.map(PlainEngine::instant).orElse(Instant.parse("2026-06-01T00:00:00Z")), known);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new QuestionException("\"" + text + "\" is no instant");
        }
    }
}
