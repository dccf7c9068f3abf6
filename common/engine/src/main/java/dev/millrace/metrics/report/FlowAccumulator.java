package dev.millrace.metrics.report;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.LeftOut;
import dev.millrace.metrics.PopulationAccumulator;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.origin.Automation;
import dev.millrace.metrics.origin.OriginAccumulator;
import dev.millrace.metrics.report.FlowReport.StreamVersion;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.model.Level;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.ValueStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Collects items for several metrics at once, and makes a report of them. Holds a few numbers per item and no item. */
public final class FlowAccumulator implements Accumulator<ItemFlow, FlowReport, FlowAccumulator> {

    /** The accumulator of one metric. */
    private record Part<R, A extends Accumulator<ItemFlow, R, A>>(
            FlowMetric<R> metric, Accumulator<ItemFlow, R, A> of) {

        @SuppressWarnings("unchecked") // the same metric makes the same class
        void merge(Part<?, ?> other) {
            of.merge((A) other.of);
        }
    }

    private final ReportScope scope;
    private final PopulationAccumulator items = new PopulationAccumulator();
    private final List<Part<?, ?>> parts;

    /**
     * An accumulator of no items.
     *
     * @param request what the report is to say
     * @param stream the definition the items' flows were computed with; gives the order of stages
     * @param states the states that the tools define; shows which stages were guessed
     */
    public FlowAccumulator(ReportRequest request, ValueStream stream, StateCatalogue states) {
        this(request, stream, states, Metrics.FLOW);
    }

    /**
     * The same for some metrics, where many small groups of items need no more.
     *
     * @param metrics the only ones of {@link Metrics#FLOW} that the report has
     */
    public FlowAccumulator(
            ReportRequest request, ValueStream stream, StateCatalogue states, List<FlowMetric<?>> metrics) {
        this.scope = ReportScope.of(
                Objects.requireNonNull(request, "request"),
                Objects.requireNonNull(stream, "stream"),
                Objects.requireNonNull(states, "states"));
        this.parts = metrics.stream().<Part<?, ?>>map(this::part).toList();
    }

    private <R> Part<R, ?> part(FlowMetric<R> metric) {
        return new Part<>(metric, metric.accumulator(scope));
    }

    /**
     * Adds one cycle of one item.
     *
     * @throws IllegalArgumentException if the flow was computed as of another instant than the report's
     */
    @Override
    public void add(ItemFlow flow) {
        if (!flow.asOf().equals(scope.request().knowledge().asOf())) {
            throw new IllegalArgumentException(flow.item().key() + " was computed as of " + flow.asOf()
                    + " and cannot be part of a report as of "
                    + scope.request().knowledge().asOf());
        }
        boolean portfolio = flow.item().level() == Level.PORTFOLIO;
        if (!scope.request().filter().accepts(flow)) {
            items.add(LeftOut.FILTERED);
            return;
        } else if (!scope.touches(flow)) {
            items.add(LeftOut.OUTSIDE_WINDOW);
        } else if (portfolio) {
            items.add(LeftOut.PORTFOLIO);
        } else {
            items.count();
        }
        if (!portfolio) {
            for (Part<?, ?> part : parts) {
                if (part.metric().evidence().selection().test(scope, flow)) {
                    part.of().add(flow);
                }
            }
        }
    }

    /**
     * Adds so many items of which the same is left; the report is as if all their cycles had been added one by one.
     *
     * @param past the reduced form of each, made for windows that begin when the report's window begins, or earlier
     * @param n their number
     */
    public void addPast(PastItem past, long n) {
        for (PastItem.Cycle cycle : past.cycles()) {
            if (scope.request().filter().accepts(past.project(), cycle.type(), cycle.origin())) {
                items.add(LeftOut.OUTSIDE_WINDOW, n);
                for (Part<?, ?> part : parts) {
                    if (part.of() instanceof PastItem.Counter counter) {
                        cycle.closed().forEach(visit -> counter.addPast(visit, n));
                    }
                }
            } else {
                items.add(LeftOut.FILTERED, n);
            }
        }
    }

    /** Adds what automation made: it is no item, and counted beside them; what belongs to an issue is there already. */
    public void add(Automation made) {
        boolean touches = made.createdAt().isBefore(scope.window().end())
                && (made.endedAt() == null
                        || !made.endedAt().isBefore(scope.window().start()));
        boolean accepted = scope.request().filter().accepts(made.project(), ItemType.UNCLASSIFIED, Origin.AUTOMATION);
        if (!made.ofIssue()) {
            items.add(!accepted ? LeftOut.FILTERED : touches ? LeftOut.AUTOMATION : LeftOut.OUTSIDE_WINDOW);
        }
        for (Part<?, ?> part : parts) {
            if (accepted && part.of() instanceof OriginAccumulator origins) {
                origins.add(made);
            }
        }
    }

    /** Counts cycles of items that were offered, but belong to other requests. */
    public void addFiltered(long cycles) {
        items.add(LeftOut.FILTERED, cycles);
    }

    /** @throws IllegalArgumentException if the other was made for another request or definition */
    @Override
    public FlowAccumulator merge(FlowAccumulator other) {
        scope.requireSame(other.scope);
        items.merge(other.items);
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).merge(other.parts.get(i));
        }
        return this;
    }

    @Override
    public FlowReport result() {
        ValueStream stream = scope.stream();
        Map<FlowMetric<?>, Object> results = new HashMap<>();
        parts.forEach(part -> results.put(part.metric(), part.of().result()));
        return new FlowReport(
                scope.request(),
                new StreamVersion(stream.id(), stream.name(), stream.version()),
                items.result(),
                results);
    }
}
