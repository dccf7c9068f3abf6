package dev.millrace.metrics.report;

import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Accumulator;
import dev.millrace.metrics.Bootstrap;
import dev.millrace.metrics.Evidence;
import dev.millrace.metrics.Explanation;
import dev.millrace.metrics.Explanation.Exclusion;
import dev.millrace.metrics.Explanation.Row;
import dev.millrace.metrics.ExplanationRow;
import dev.millrace.metrics.FigureState;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.ItemRef;
import dev.millrace.metrics.ItemSelection;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.load.VelocityAccumulator;
import dev.millrace.metrics.outlook.Comparison;
import dev.millrace.metrics.outlook.Forecast;
import dev.millrace.model.Figure;
import dev.millrace.model.Level;
import dev.millrace.model.StateCatalogue;
import dev.millrace.valuestream.ValueStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what one metric is computed from; tests compute every metric again from what it gives. Holds one row per item of the metric.
 */
public final class ExplanationAccumulator implements Accumulator<ExplainedFlow, Explanation, ExplanationAccumulator> {

    private final Metric metric;
    private final ReportScope scope;
    private final @Nullable ReportScope before;
    private final @Nullable Evidence evidence;
    private final List<Row> rows = new ArrayList<>();
    private final List<Exclusion> exclusions = new ArrayList<>();

    /**
     * An explanation of nothing.
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
        this.evidence = evidence(metric);
    }

    /** Null of the metrics that are not computed from items, and of the comparison, which has two windows. */
    private static @Nullable Evidence evidence(Metric metric) {
        if (metric == Forecast.METRIC) {
            return VelocityAccumulator.METRIC
                    .evidence()
                    .with(scope ->
                            new ExplanationRow().count("seed", Forecast.SEED).count("runs", Forecast.RUNS));
        }
        return metric instanceof FlowMetric<?> flowMetric ? flowMetric.evidence() : null;
    }

    @Override
    public void add(ExplainedFlow explained) {
        ItemFlow flow = explained.flow();
        if (!scope.request().filter().accepts(flow) || flow.item().level() == Level.PORTFOLIO) {
            return;
        }
        if (metric == Comparison.METRIC) {
            put(explained, compared(before, flow, "before"));
            put(explained, compared(scope, flow, "after"));
        } else if (evidence != null && evidence.selection().test(scope, flow)) {
            Figure<?> figure = evidence.figure().apply(flow);
            if (figure == null || figure.measured().isPresent()) {
                put(explained, evidence.row().apply(scope, flow));
            } else {
                exclusions.add(new Exclusion(
                        ItemRef.of(flow),
                        FigureState.of(figure),
                        figure.reason().orElse(null)));
            }
        }
    }

    @Override
    public ExplanationAccumulator merge(ExplanationAccumulator other) {
        scope.requireSame(other.scope);
        rows.addAll(other.rows);
        exclusions.addAll(other.exclusions);
        return this;
    }

    @Override
    public Explanation result() {
        rows.sort(Comparator.comparing(Row::subject));
        exclusions.sort(Comparator.comparing(Exclusion::subject));
        return new Explanation(metric, constants().values(), rows, exclusions);
    }

    private static @Nullable ExplanationRow compared(@Nullable ReportScope window, ItemFlow flow, String role) {
        if (window == null) {
            return null;
        } else if (window.touches(flow) && window.inFlow(flow) && flow.start() != null) {
            return new ExplanationRow()
                    .word("role", role)
                    .at("start", flow.start())
                    .is("inFlow", true);
        } else if (flow.stop() == null || !ItemSelection.DONE.test(window, flow)) {
            return null;
        }
        boolean full =
                !window.weeks().all().get(window.weeks().indexOf(flow.stop())).partial();
        ExplanationRow row = new ExplanationRow()
                .word("role", role)
                .at("stop", flow.knownStop())
                .is("fullWeek", full);
        flow.flowTime().measured().ifPresent(time -> row.millis("flowTimeMs", time.toMillis()));
        flow.leadTime().measured().ifPresent(time -> row.millis("leadTimeMs", time.toMillis()));
        if (flow.efficiency().measured().isPresent()) {
            row.millis("activeMs", flow.totals().active().toMillis());
            row.millis("waitingMs", flow.totals().waiting().toMillis());
        }
        return row;
    }

    private void put(ExplainedFlow explained, @Nullable ExplanationRow row) {
        if (row != null) {
            rows.add(new Row(
                    ItemRef.of(explained.flow()),
                    row.values(),
                    row.parts(),
                    explained.events().get()));
        }
    }

    private ExplanationRow constants() {
        if (evidence != null) {
            return evidence.constants().apply(scope);
        }
        ExplanationRow constants = new ExplanationRow();
        if (metric == Comparison.METRIC) {
            constants
                    .count("seed", Comparison.SEED)
                    .count("resamples", Bootstrap.RESAMPLES)
                    .count("fullWeeksAfter", scope.weeks().full());
            if (before != null) {
                constants.count("fullWeeksBefore", before.weeks().full());
            }
        }
        return constants;
    }
}
