package dev.millrace.cli;

import dev.millrace.chain.ChainReader;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Breakdown.By;
import dev.millrace.metrics.BreakdownAggregate;
import dev.millrace.metrics.Explanation;
import dev.millrace.metrics.ExplanationAggregate;
import dev.millrace.metrics.FlowAggregate;
import dev.millrace.metrics.FlowReport;
import dev.millrace.metrics.ItemEvents;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.PeriodAggregate;
import dev.millrace.metrics.ProductionIncident;
import dev.millrace.metrics.ReportExtras;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.model.Knowledge;
import dev.millrace.model.StateCatalogue;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Service;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads the store item by item and makes a report of it; holds one item at a time. */
final class ReportRun {

    private final FlowStore store;
    private final ZoneId zone;
    private final Knowledge knowledge;
    private final StreamOptions.Chosen chosen;

    ReportRun(FlowStore store, ZoneId zone, Knowledge knowledge, StreamOptions.Chosen chosen) {
        this.chosen = chosen.asOf(knowledge.asOf());
        this.store = store;
        this.zone = zone;
        this.knowledge = knowledge;
    }

    /**
     * A report with what was asked for besides.
     *
     * @param flow the figures of the window
     * @param extras the rest
     * @param explanation what one of the numbers was computed from; null if that was not asked for
     */
    record Made(
            FlowReport flow, ReportExtras extras, @Nullable Explanation explanation) {}

    Made run(WindowOptions options, ItemFilter filter, OutlookOptions outlook, @Nullable Metric why) {
        Instant end = options.end(knowledge.asOf(), zone);
        Instant start = options.start(end, zone).or(this::firstCreation).orElseThrow(this::nothingThere);
        Instant horizon = store.retention().horizon().orElse(Instant.MIN);
        if (start.isBefore(horizon)) {
            throw CommandFailure.failed("the report would begin at " + start + ", but what was finished before "
                    + horizon + " has been pruned: ask for --since " + horizon + " or later");
        }
        ReportRequest request = request(new Window(start, end), filter);
        // a stretch that reaches back before the horizon would be compared with less than there was
        Optional<ReportRequest> before = outlook.before(request, options.all(), zone)
                .filter(window -> !window.start().isBefore(horizon))
                .map(w -> request(w, filter));
        ValueStream stream = chosen.stream();
        StateCatalogue states = store.states(knowledge);
        FlowAlgebra algebra = new FlowAlgebra(stream, states, chosen.definition());
        FlowAggregate aggregate = new FlowAggregate(request, stream, states);
        PeriodAggregate now = new PeriodAggregate(request, stream);
        Optional<PeriodAggregate> earlier = before.map(asked -> new PeriodAggregate(asked, stream));
        Optional<By> by = outlook.by();
        Optional<BreakdownAggregate> groups = by.map(asked -> new BreakdownAggregate(request, stream, asked));
        ExplanationAggregate reasons =
                why == null ? null : new ExplanationAggregate(why, request, before.orElse(null), stream, states);
        ChainReader chains = new ChainReader(store, knowledge, chosen.definition());
        List<ProductionIncident> incidents = new ArrayList<>();
        chains.forEachItem(item -> {
            for (ItemFlow flow : algebra.flows(item, knowledge.asOf())) {
                // deliveries are those of every service, and so are the incidents that they are held against
                ProductionIncident.of(item, flow)
                        .map(incident -> incident.in(service(flow)))
                        .ifPresent(incidents::add);
                if (!chosen.accepts(item)) {
                    continue;
                }
                aggregate.add(flow);
                earlier.ifPresent(period -> {
                    period.add(flow);
                    now.add(flow);
                });
                if (reasons != null) {
                    reasons.add(flow, () -> ItemEvents.of(item, knowledge.asOf()));
                }
                groups.ifPresent(
                        group -> group.add(flow, Groups.of(by.orElseThrow(), item, flow, chosen.definition())));
            }
        });
        FlowReport report = aggregate.toReport();
        DeliveryRun delivery = new DeliveryRun(request, chosen, by.orElse(null), why).read(store, chains, incidents);
        return new Made(
                report,
                new ReportExtras(
                        earlier.map(now::since).orElse(null),
                        outlook.forecast(report),
                        groups.map(group -> group.toBreakdown(delivery.groups()))
                                .orElse(null),
                        delivery.report()),
                why == null || reasons == null
                        ? null
                        : why.ofDelivery() ? delivery.explanation(why) : reasons.toExplanation());
    }

    /** What the item itself is about, or null. */
    private @Nullable String service(ItemFlow flow) {
        return chosen.definition().service(flow.item()).map(Service::name).orElse(null);
    }

    private ReportRequest request(Window window, ItemFilter filter) {
        try {
            return new ReportRequest(window, zone, knowledge, filter.among(chosen.team(), chosen.service()));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    private Optional<Instant> firstCreation() {
        AtomicReference<Instant> first = new AtomicReference<>();
        new ChainReader(store, knowledge)
                .forEachItem(item -> first.accumulateAndGet(
                        item.item().snapshot().createdAt(),
                        (known, created) -> known == null || created.isBefore(known) ? created : known));
        return Optional.ofNullable(first.get());
    }

    private CommandFailure nothingThere() {
        return CommandFailure.failed(
                "the store holds no item that existed as of " + knowledge.asOf() + ". Run millrace sync first.");
    }
}
