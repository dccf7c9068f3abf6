package dev.millrace.cli;

import dev.millrace.chain.ChainReader;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.metrics.FlowAggregate;
import dev.millrace.metrics.FlowReport;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.model.Knowledge;
import dev.millrace.model.StateCatalogue;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Reads the store item by item and makes a report of it; holds one item at a time. */
final class ReportRun {

    private final FlowStore store;
    private final ZoneId zone;
    private final Knowledge knowledge;

    ReportRun(FlowStore store, ZoneId zone, Knowledge knowledge) {
        this.store = store;
        this.zone = zone;
        this.knowledge = knowledge;
    }

    FlowReport run(WindowOptions options, ItemFilter filter) {
        Instant end = options.end(knowledge.asOf(), zone);
        Instant start = options.start(end, zone).or(this::firstCreation).orElseThrow(this::nothingThere);
        ReportRequest request;
        try {
            request = new ReportRequest(new Window(start, end), zone, knowledge, filter);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
        ValueStream stream = DefaultValueStream.create();
        StateCatalogue states = store.states(knowledge);
        FlowAlgebra algebra = new FlowAlgebra(stream, states);
        FlowAggregate aggregate = new FlowAggregate(request, stream, states);
        new ChainReader(store, knowledge)
                .forEachItem(item -> algebra.flows(item, knowledge.asOf()).forEach(aggregate::add));
        return aggregate.toReport();
    }

    private Optional<Instant> firstCreation() {
        AtomicReference<Instant> first = new AtomicReference<>();
        store.forEachItem(
                knowledge,
                item -> first.accumulateAndGet(
                        item.item().snapshot().createdAt(),
                        (known, created) -> known == null || created.isBefore(known) ? created : known));
        return Optional.ofNullable(first.get());
    }

    private CommandFailure nothingThere() {
        return CommandFailure.failed(
                "the store holds no item that existed as of " + knowledge.asOf() + ". Run millrace sync first.");
    }
}
