package dev.millrace.metrics.portfolio;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.FigureState;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.Outcomes;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.load.FlowVelocity;
import dev.millrace.metrics.load.LoadAccumulator;
import dev.millrace.metrics.load.VelocityAccumulator;
import dev.millrace.metrics.outlook.Forecasts;
import dev.millrace.metrics.report.FlowAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.time.BottleneckAccumulator;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.TimeAccumulator;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Level;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects items for themselves, for each epic and initiative that they are part of, and for where their time went. */
public final class PortfolioAccumulator implements Accumulator<HeldFlow, PortfolioFigures, PortfolioAccumulator> {

    private static final List<FlowMetric<?>> OF_HOLDERS = List.of(
            TimeAccumulator.FLOW_TIME,
            EfficiencyAccumulator.METRIC,
            VelocityAccumulator.METRIC,
            LoadAccumulator.METRIC,
            BottleneckAccumulator.METRIC);
    private static final List<FlowMetric<?>> OF_CELLS = List.of(EfficiencyAccumulator.METRIC, LoadAccumulator.METRIC);

    /** What items of one cell have in common. */
    private record Cell(
            @Nullable ArtifactId top,
            ItemType type,
            @Nullable String team) {
        private static final Comparator<Cell> ORDER = Comparator.comparing(
                        Cell::top, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Cell::type)
                .thenComparing(Cell::team, Comparator.nullsLast(Comparator.naturalOrder()));
    }

    private final ReportRequest request;
    private final ValueStream stream;
    private final StateCatalogue states;
    private final ReportScope scope;
    private final FlowAccumulator all;
    private final Map<ArtifactId, Held> holders = new TreeMap<>();
    private final Map<Cell, FlowAccumulator> cells = new HashMap<>();
    private long parentMissing;

    /**
     * A portfolio without items.
     *
     * @param request what it is to say; all items that existed by then are added, also those that ended before the window
     * @param stream gives the order of stages
     * @param states the states that the tools define
     */
    public PortfolioAccumulator(ReportRequest request, ValueStream stream, StateCatalogue states) {
        this.request = request;
        this.stream = stream;
        this.states = states;
        this.scope = ReportScope.of(request, stream, states);
        this.all = figures(OF_HOLDERS);
    }

    /** Adds one cycle of one item; portfolio items are left out, they hold others. */
    @Override
    public void add(HeldFlow held) {
        ItemFlow flow = held.flow();
        all.add(flow);
        if (flow.item().level() == Level.PORTFOLIO || !request.filter().accepts(flow)) {
            return;
        }
        for (ArtifactId holder : held.holders()) {
            holders.computeIfAbsent(holder, unseen -> new Held()).add(flow);
        }
        cells.computeIfAbsent(new Cell(held.top(), flow.type(), held.team()), unseen -> figures(OF_CELLS))
                .add(flow);
        if (held.parentMissing() && scope.touches(flow)) {
            parentMissing++;
        }
    }

    @Override
    public PortfolioAccumulator merge(PortfolioAccumulator other) {
        all.merge(other.all);
        other.holders.forEach((holder, part) ->
                holders.computeIfAbsent(holder, unseen -> new Held()).merge(part));
        other.cells.forEach((cell, part) ->
                cells.computeIfAbsent(cell, unseen -> figures(OF_CELLS)).merge(part));
        parentMissing += other.parentMissing;
        return this;
    }

    @Override
    public PortfolioFigures result() {
        List<HolderFigures> ofHolders = new ArrayList<>();
        holders.forEach((holder, part) -> ofHolders.add(part.result(holder)));
        List<EffortCell> effort = cells.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Cell.ORDER))
                .map(entry -> effort(entry.getKey(), entry.getValue().result()))
                .filter(cell -> cell.items() > 0)
                .toList();
        return new PortfolioFigures(all.result(), ofHolders, effort, parentMissing);
    }

    private static EffortCell effort(Cell cell, FlowReport report) {
        long unknown = report.efficiency().outcomes().others().stream()
                .filter(count -> count.state() == FigureState.UNKNOWN)
                .mapToLong(Outcomes.Count::n)
                .sum();
        return new EffortCell(
                cell.top(),
                cell.type(),
                cell.team(),
                report.load().timeInWindow(),
                report.population().counted(),
                unknown);
    }

    private FlowAccumulator figures(List<FlowMetric<?>> metrics) {
        return new FlowAccumulator(request, stream, states, metrics);
    }

    /** The items of one epic or initiative. */
    private final class Held {
        private final FlowAccumulator figures = figures(OF_HOLDERS);
        private final Map<ItemFlow.Status, Long> counts = new TreeMap<>();
        private long added;
        private @Nullable Instant begun;

        void add(ItemFlow flow) {
            figures.add(flow);
            counts.merge(flow.status(), 1L, Long::sum);
            added += request.window().contains(flow.createdAt()) ? 1 : 0;
            begun = earlier(begun, flow.start());
        }

        void merge(Held other) {
            figures.merge(other.figures);
            other.counts.forEach((status, n) -> counts.merge(status, n, Long::sum));
            added += other.added;
            begun = earlier(begun, other.begun);
        }

        HolderFigures result(ArtifactId holder) {
            FlowReport report = figures.result();
            long open = count(ItemFlow.Status.IN_FLOW) + count(ItemFlow.Status.NOT_STARTED);
            return new HolderFigures(
                    holder,
                    count(ItemFlow.Status.DONE),
                    count(ItemFlow.Status.IN_FLOW),
                    count(ItemFlow.Status.NOT_STARTED),
                    count(ItemFlow.Status.CANCELLED),
                    added,
                    report,
                    Forecasts.of(
                            history(report.velocity()),
                            report.load().at(),
                            List.of(),
                            open == 0 ? List.of() : List.of(open)));
        }

        private long count(ItemFlow.Status status) {
            return counts.getOrDefault(status, 0L);
        }

        /** Weeks in which nothing of it was under way yet say nothing of how fast it goes. */
        private List<Long> history(FlowVelocity velocity) {
            Instant since = begun;
            return velocity.weeks().stream()
                    .filter(week -> !week.partial() && since != null && since.isBefore(week.end()))
                    .map(week -> week.done().total())
                    .toList();
        }
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
