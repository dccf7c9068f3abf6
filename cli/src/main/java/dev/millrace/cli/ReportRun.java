package dev.millrace.cli;

import dev.millrace.chain.ChainReader;
import dev.millrace.metrics.Breakdown.By;
import dev.millrace.metrics.Explanation;
import dev.millrace.metrics.FlowReport;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ReportExtras;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.model.Knowledge;
import dev.millrace.projection.KeptReports;
import dev.millrace.store.FlowStore;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a report of a store: from what earlier reports computed and what changed since, or item by item. */
final class ReportRun {

    /** A store with fewer answers within two seconds anyway. */
    private static final long LEAST_EVENTS = 100_000;

    private final FlowStore store;
    private final ZoneId zone;
    private final Knowledge knowledge;
    private final StreamOptions.Chosen chosen;
    private final long least;
    private KeptReports.@Nullable How how;

    ReportRun(FlowStore store, ZoneId zone, Knowledge knowledge, StreamOptions.Chosen chosen) {
        this(store, zone, knowledge, chosen, LEAST_EVENTS);
    }

    /** The same in a store of at least so many events, where reports are kept. */
    ReportRun(FlowStore store, ZoneId zone, Knowledge knowledge, StreamOptions.Chosen chosen, long least) {
        this.least = least;
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
        Optional<By> by = outlook.by();
        KeptReports reports = new KeptReports(
                store,
                knowledge,
                new KeptReports.Question(
                        chosen.definition(),
                        chosen.stream(),
                        chosen::accepts,
                        ReportRun.class,
                        before.map(ReportRequest::window)
                                .orElse(request.window())
                                .start()),
                least);
        Supplier<ReportTally> tally = () -> new ReportTally(request, before, chosen, store.states(knowledge), by, why);
        // what is kept is kept of whole streams, and of items no more than their figures need
        boolean usual = why == null
                && by.isEmpty()
                && !options.all()
                && request.filter().equals(ItemFilter.all());
        KeptReports.Answer<ReportTally> answer = usual ? reports.get(tally) : reports.compute(tally);
        how = answer.how();
        return answer.parts().toMade(outlook);
    }

    /** How the last report was come by. */
    KeptReports.@Nullable How how() {
        return how;
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
