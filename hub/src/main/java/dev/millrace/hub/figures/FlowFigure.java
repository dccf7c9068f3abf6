package dev.millrace.hub.figures;

import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.delivery.DeliveryReport;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.model.Figure;
import dev.millrace.view.ReportView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A figure of a report that is published as a metric. What is unknown has no value, and is never 0. */
public enum FlowFigure {
    /** {@code flow time}. */
    FLOW_TIME("millrace_flow_time_seconds", "Flow time of the items done in the window, in seconds, by quantile."),
    /** {@code flow efficiency}. */
    EFFICIENCY(
            "millrace_flow_efficiency_ratio",
            "Active time by active and waiting time of the items done in the window."),
    /** {@code flow velocity}. */
    VELOCITY("millrace_flow_velocity_items", "Items done per full ISO week of the window, by quantile."),
    /** Items done. */
    DONE("millrace_flow_done_items", "Items done in the window."),
    /** {@code flow load (WIP)}. */
    LOAD("millrace_flow_load_items", "Items in progress at the end of the window."),
    /** Late items. */
    LATE("millrace_flow_late_items", "Items in progress that are older than the limit of the report."),
    /** Lead time for changes. */
    LEAD_TIME("millrace_change_lead_time_seconds", "Lead time for changes, in seconds, by quantile."),
    /** Deployments. */
    DEPLOYMENTS("millrace_deployments", "Deployments to production in the window that ended well."),
    /** Change fail rate. */
    FAIL_RATE("millrace_change_fail_ratio", "Deployments to production that failed in use, by all of them."),
    /** Recovery time. */
    RECOVERY(
            "millrace_deployment_recovery_time_seconds",
            "Recovery time of failed deployments, in seconds, by quantile."),
    /** Rework rate. */
    REWORK("millrace_deployment_rework_ratio", "Unplanned deployments to production, by all of them."),
    /** Pipeline red rate. */
    RED_RATE("millrace_cicd_pipeline_run_red_ratio", "Failed runs of pipelines, by failed, unstable and passed ones."),
    /** As-of. */
    AS_OF("millrace_report_as_of_timestamp_seconds", "As of when the figures are."),
    /** Until when the data are known. */
    UNTIL("millrace_report_data_until_timestamp_seconds", "Until when the data of the figures are known.");

    private static final double MILLIS = 1e3;

    private final String metric;
    private final String help;

    FlowFigure(String metric, String help) {
        this.metric = metric;
        this.help = help;
    }

    /** The name of the metric. */
    public String metric() {
        return metric;
    }

    /** What it says. */
    String help() {
        return help;
    }

    /**
     * A value.
     *
     * @param quantile such as 0.5; null for a figure that has only one value
     * @param value in the unit of the metric
     */
    public record Value(@Nullable String quantile, double value) {}

    /** The figures of a report that are known. */
    public static Map<FlowFigure, List<Value>> of(ReportView view) {
        FlowReport report = view.report();
        Map<FlowFigure, List<Value>> known = new EnumMap<>(FlowFigure.class);
        quantiles(known, FLOW_TIME, report.flowTime().percentiles(), FlowFigure::seconds);
        one(known, EFFICIENCY, report.efficiency().ratio(), ratio -> ratio);
        quantiles(known, VELOCITY, report.velocity().perFullWeek(), Long::doubleValue);
        known.put(DONE, single((double) report.velocity().done().total()));
        known.put(LOAD, single((double) report.load().items().total()));
        one(known, LATE, report.inProgress().late(), Long::doubleValue);
        DeliveryReport delivery = view.extras().delivery();
        if (delivery != null) {
            quantiles(known, LEAD_TIME, delivery.leadTime().percentiles(), FlowFigure::seconds);
            one(known, DEPLOYMENTS, delivery.frequency(), frequency -> frequency.deployments());
            one(known, FAIL_RATE, delivery.changeFailRate().value(), rate -> rate);
            quantiles(known, RECOVERY, delivery.recovery().percentiles(), FlowFigure::seconds);
            one(known, REWORK, delivery.reworkRate().value(), rate -> rate);
            one(known, RED_RATE, delivery.redRate().value(), rate -> rate);
        }
        known.put(AS_OF, single(epoch(report.request().freshness().asOf())));
        known.put(UNTIL, single(epoch(report.request().freshness().until())));
        return known;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }

    private static double epoch(Instant instant) {
        return instant.toEpochMilli() / MILLIS;
    }

    private static List<Value> single(double value) {
        return List.of(new Value(null, value));
    }

    private static <T> void one(
            Map<FlowFigure, List<Value>> known, FlowFigure figure, Figure<T> of, ToDoubleFunction<T> number) {
        of.measured().ifPresent(value -> known.put(figure, single(number.applyAsDouble(value))));
    }

    private static <T> void quantiles(
            Map<FlowFigure, List<Value>> known,
            FlowFigure figure,
            Figure<Percentiles<T>> of,
            ToDoubleFunction<T> number) {
        of.measured().ifPresent(p -> {
            List<Value> values = new ArrayList<>();
            values.add(new Value("0.5", number.applyAsDouble(p.p50())));
            values.add(new Value("0.85", number.applyAsDouble(p.p85())));
            values.add(new Value("0.95", number.applyAsDouble(p.p95())));
            known.put(figure, List.copyOf(values));
        });
    }
}
