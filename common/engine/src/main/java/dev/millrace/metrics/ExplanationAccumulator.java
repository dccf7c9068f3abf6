package dev.millrace.metrics;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.metrics.Explanation.Draft;
import dev.millrace.metrics.Explanation.Event;
import dev.millrace.metrics.Explanation.Exclusion;
import dev.millrace.metrics.Explanation.Row;
import dev.millrace.metrics.Explanation.Value;
import dev.millrace.metrics.Explanation.Values;
import dev.millrace.model.Figure;
import dev.millrace.model.Level;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.ValueStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects what one metric is computed from. It chooses the items by the same rules as the aggregates; tests compute every metric again
 * from what it gives. Holds one row per item of the metric.
 */
public final class ExplanationAccumulator {

    private static final Comparator<Row> BY_SUBJECT = Comparator.comparing(Row::subject);

    private final Metric metric;
    private final ReportScope scope;
    private final @Nullable ReportScope before;
    private final VisitDrafts visits;
    private final List<Row> rows = new ArrayList<>();
    private final List<Exclusion> exclusions = new ArrayList<>();

    /**
     * An aggregate of nothing.
     *
     * @param metric what is to be explained
     * @param request the report's
     * @param before what the report is compared with; null if with nothing
     * @param stream the definition the items' flows were computed with
     * @param states what the tools say of their states
     */
    public ExplanationAccumulator(
            Metric metric,
            ReportRequest request,
            @Nullable ReportRequest before,
            ValueStream stream,
            StateCatalogue states) {
        this.metric = metric;
        this.scope = ReportScope.of(request, stream, states);
        this.before = before == null ? null : ReportScope.of(before, stream, states);
        this.visits = new VisitDrafts(scope);
    }

    /**
     * Adds one cycle of one item.
     *
     * @param flow the cycle
     * @param events gives what its tools told of it; asked only if the item is part of the metric
     */
    public void add(ItemFlow flow, Supplier<List<Event>> events) {
        if (!scope.request().filter().accepts(flow) || flow.item().level() == Level.PORTFOLIO) {
            return;
        }
        if (metric == Metric.STAGE_TIME) {
            put(flow, visits.stages(flow), events);
            return;
        }
        if (metric == Metric.COMPARISON) {
            put(flow, compared(before, flow, "before"), events);
            put(flow, compared(scope, flow, "after"), events);
        } else if (scope.touches(flow)) {
            addTouching(flow, events);
        }
    }

    /** All that entered the metric so far. */
    public Explanation toExplanation() {
        rows.sort(BY_SUBJECT);
        exclusions.sort(Comparator.comparing(Exclusion::subject));
        return new Explanation(metric, constants(), rows, exclusions);
    }

    private void addTouching(ItemFlow flow, Supplier<List<Event>> events) {
        boolean stopped = scope.stoppedWithin(flow);
        boolean done = stopped && flow.status() == Status.DONE;
        boolean ended = stopped || scope.mayHaveStoppedWithin(flow);
        switch (metric) {
            case FLOW_TIME ->
                timed(
                        flow,
                        ended,
                        flow.flowTime(),
                        events,
                        () -> new Values().at("start", flow.start()).at("stop", flow.knownStop()));
            case LEAD_TIME ->
                timed(
                        flow,
                        ended,
                        flow.leadTime(),
                        events,
                        () -> new Values().at("created", flow.createdAt()).at("stop", flow.knownStop()));
            case FLOW_EFFICIENCY -> efficiency(flow, ended, events);
            case FLOW_VELOCITY, FORECAST -> put(flow, stopped ? Draft.of(velocity(flow)) : null, events);
            case FLOW_LOAD -> put(flow, flow.started() ? load(flow) : null, events);
            case AGEING -> put(flow, ageing(flow, done), events);
            case FLOW_DISTRIBUTION -> put(flow, done || inFlow(flow) ? Draft.of(kind(flow, done)) : null, events);
            case CUMULATIVE_FLOW -> put(flow, visits.cumulative(flow), events);
            case WAITING_SHARE -> put(flow, visits.waiting(flow), events);
            case BOTTLENECK -> put(flow, visits.bottleneck(flow), events);
            case HAND_OFFS -> put(flow, done && flow.started() ? visits.handOffs(flow) : null, events);
            case NEVER_STARTED -> put(flow, done ? Draft.of(new Values().at("start", flow.start())) : null, events);
            case DATA_QUALITY -> put(flow, Draft.of(quality(flow)), events);
            default -> {
                // The delivery metrics are not computed from items.
            }
        }
    }

    private void timed(
            ItemFlow flow,
            boolean stopped,
            Figure<Duration> figure,
            Supplier<List<Event>> events,
            Supplier<Values> values) {
        if (!stopped) {
            return;
        }
        figure.measured()
                .ifPresentOrElse(
                        time -> put(flow, Draft.of(values.get().millis("ms", time.toMillis())), events),
                        () -> exclude(flow, figure));
    }

    private void efficiency(ItemFlow flow, boolean stopped, Supplier<List<Event>> events) {
        if (!stopped) {
            return;
        }
        if (flow.efficiency().measured().isEmpty()) {
            exclude(flow, flow.efficiency());
            return;
        }
        put(
                flow,
                visits.efficiency(
                        flow,
                        new Values()
                                .millis("activeMs", flow.totals().active().toMillis())
                                .millis("waitingMs", flow.totals().waiting().toMillis())),
                events);
    }

    private Values velocity(ItemFlow flow) {
        Instant stop = flow.stop() == null ? flow.asOf() : flow.stop();
        Slices.Slice week = scope.weeks().all().get(scope.weeks().indexOf(stop));
        return new Values()
                .at("stop", flow.knownStop())
                .word("type", flow.type().text())
                .is("done", flow.status() == Status.DONE)
                .word("isoWeek", VelocityAccumulator.isoWeek(week.first()))
                .is("fullWeek", !week.partial());
    }

    private static Draft load(ItemFlow flow) {
        List<Map<String, Value>> types = new ArrayList<>();
        for (ItemFlow.TypePeriod spell : flow.types()) {
            types.add(new Values()
                    .word("type", spell.type().text())
                    .at("since", spell.from())
                    .done());
        }
        return new Draft(new Values().at("start", flow.start()).at("stop", flow.knownStop()), types);
    }

    private @Nullable Draft ageing(ItemFlow flow, boolean done) {
        if (done && flow.flowTime().measured().isPresent()) {
            return Draft.of(new Values()
                    .word("role", "done")
                    .millis(
                            "ms",
                            flow.flowTime().measured().orElse(Duration.ZERO).toMillis()));
        } else if (!inFlow(flow) || flow.start() == null) {
            return null;
        }
        Instant at = scope.at();
        Stage stage = LoadAccumulator.placeAt(flow, at).stage();
        return Draft.of(new Values()
                .word("role", "in-flow")
                .at("start", flow.start())
                .at("at", at)
                .millis("ms", Duration.between(flow.start(), at).toMillis())
                .word("stage", stage == null ? null : stage.id()));
    }

    private Values kind(ItemFlow flow, boolean done) {
        return new Values()
                .word("type", (done ? flow.type() : flow.typeAt(scope.at())).text())
                .is("done", done)
                .is("inFlow", inFlow(flow));
    }

    private @Nullable Draft compared(@Nullable ReportScope window, ItemFlow flow, String role) {
        if (window == null || !window.stoppedWithin(flow) || flow.stop() == null || flow.status() != Status.DONE) {
            return null;
        }
        boolean full =
                !window.weeks().all().get(window.weeks().indexOf(flow.stop())).partial();
        Values values =
                new Values().word("role", role).at("stop", flow.knownStop()).is("fullWeek", full);
        flow.flowTime().measured().ifPresent(time -> values.millis("flowTimeMs", time.toMillis()));
        flow.leadTime().measured().ifPresent(time -> values.millis("leadTimeMs", time.toMillis()));
        if (flow.efficiency().measured().isPresent()) {
            values.millis("activeMs", flow.totals().active().toMillis());
            values.millis("waitingMs", flow.totals().waiting().toMillis());
        }
        return Draft.of(values);
    }

    private Values quality(ItemFlow flow) {
        return new Values()
                .count("incomplete", flow.gaps().size())
                .count("subTasksAlone", flow.item().level() == Level.SUB_TASK ? 1 : 0)
                .count("unmapped", QualityAccumulator.unmapped(scope, flow))
                .count("reopened", flow.reopenings())
                .count("reopenedLate", flow.cycle() > 1 ? 1 : 0)
                .count("backwardMoves", flow.backwardMoves())
                .count("stalled", QualityAccumulator.stalled(scope, flow));
    }

    private boolean inFlow(ItemFlow flow) {
        Instant at = scope.at();
        return flow.start() != null
                && !flow.start().isAfter(at)
                && (flow.stop() == null || flow.stop().isAfter(at));
    }

    private void put(ItemFlow flow, @Nullable Draft draft, Supplier<List<Event>> events) {
        if (draft != null) {
            rows.add(new Row(ItemRef.of(flow), draft.values().done(), draft.parts(), events.get()));
        }
    }

    private void exclude(ItemFlow flow, Figure<?> figure) {
        exclusions.add(new Exclusion(
                ItemRef.of(flow), FigureState.of(figure), figure.reason().orElse(null)));
    }

    private Map<String, Value> constants() {
        Values constants = new Values();
        switch (metric) {
            case BOTTLENECK ->
                constants.count("seed", BottleneckAccumulator.SEED).count("resamples", BottleneckAccumulator.RESAMPLES);
            case COMPARISON -> {
                constants.count("seed", Comparison.SEED).count("resamples", Comparison.RESAMPLES);
                constants.count("fullWeeksAfter", fullWeeks(scope));
                if (before != null) {
                    constants.count("fullWeeksBefore", fullWeeks(before));
                }
            }
            case FORECAST -> constants.count("seed", Forecast.SEED).count("runs", Forecast.RUNS);
            case FLOW_LOAD, AGEING, FLOW_DISTRIBUTION -> constants.at("at", scope.at());
            default -> {
                // Nothing but the rows is needed.
            }
        }
        return new LinkedHashMap<>(constants.done());
    }

    private static long fullWeeks(ReportScope scope) {
        return scope.weeks().all().stream().filter(week -> !week.partial()).count();
    }
}
