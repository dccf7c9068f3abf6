package dev.millrace.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.metrics.Bootstrap;
import dev.millrace.metrics.outlook.Breakdown;
import dev.millrace.metrics.outlook.Comparison;
import dev.millrace.metrics.outlook.Forecast;
import dev.millrace.metrics.outlook.PeriodSummary;
import dev.millrace.metrics.report.ReportExtras;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.TimeAccumulator;

/** What changed, what comes, and how groups differ, as JSON, see {@link Json}. */
public final class OutlookJson {

    private OutlookJson() {}

    static void add(ObjectNode node, ReportExtras extras) {
        if (extras.comparison() != null) {
            node.set("comparison", comparison(extras.comparison()));
        }
        if (extras.forecast() != null) {
            node.set("forecast", forecast(extras.forecast()));
        }
        if (extras.delivery() != null) {
            DeliveryJson.add(node, extras.delivery());
        }
        if (extras.breakdown() != null) {
            node.set("breakdown", breakdown(extras.breakdown()));
        }
    }

    private static ObjectNode comparison(Comparison comparison) {
        ObjectNode node = Json.metric(Comparison.METRIC);
        node.set("before", Json.tree(comparison.before()));
        node.put("resamples", Bootstrap.RESAMPLES);
        node.put("seed", Comparison.SEED);
        node.set("rows", Json.array(comparison.rows(), OutlookJson::row));
        return node;
    }

    private static ObjectNode row(Comparison.Row row) {
        ObjectNode node = Json.object();
        node.put("metric", row.metric().id());
        node.put("measure", row.measure());
        node.put("unit", row.unit() == Comparison.Unit.MILLIS ? "ms" : Json.constant(row.unit()));
        node.set("before", Json.tree(row.before().map(value -> value(row, value))));
        node.put("beforeN", row.beforeN());
        node.set("after", Json.tree(row.after().map(value -> value(row, value))));
        node.put("afterN", row.afterN());
        node.set("change", Json.tree(row.change().map(change -> {
            ObjectNode one = Json.object();
            one.set("value", value(row, change.value()));
            one.set("low", value(row, change.low()));
            one.set("high", value(row, change.high()));
            return one;
        })));
        node.put("verdict", Json.constant(row.verdict()));
        return node;
    }

    private static JsonNode value(Comparison.Row row, double value) {
        return row.unit() == Comparison.Unit.MILLIS ? Json.number((long) value) : Json.ratio(value);
    }

    /** A forecast. */
    public static ObjectNode forecast(Forecast forecast) {
        ObjectNode node = Json.metric(Forecast.METRIC);
        node.set("from", Json.text(forecast.from()));
        node.set("history", Json.tree(forecast.history()));
        node.put("runs", Forecast.RUNS);
        node.put("seed", Forecast.SEED);
        node.set("refused", Json.tree(forecast.refused()));
        node.set("howMany", Json.tree(forecast.howMany()));
        node.set("howLong", Json.tree(forecast.howLong()));
        node.set("refusals", Json.tree(forecast.refusals()));
        return node;
    }

    private static ObjectNode breakdown(Breakdown breakdown) {
        ObjectNode node = Json.object();
        node.put("by", breakdown.by().text());
        node.set("groups", Json.array(breakdown.groups(), group -> {
            PeriodSummary figures = group.figures();
            JsonNode velocity = Json.tree(figures.velocity());
            ObjectNode one = Json.object();
            one.put("name", group.name());
            one.set("done", velocity.at("/done/total"));
            one.set("cancelled", velocity.get("cancelled"));
            one.set("perFullWeek", velocity.get("perFullWeek"));
            one.set("flowTime", Json.metric(TimeAccumulator.FLOW_TIME, figures.flowTime()));
            one.set("leadTime", Json.metric(TimeAccumulator.LEAD_TIME, figures.leadTime()));
            one.set("flowEfficiency", Json.metric(EfficiencyAccumulator.METRIC, figures.efficiency()));
            one.put("load", figures.load().items());
            one.set("loadAge", Json.tree(figures.load().age()));
            if (group.delivery() != null) {
                DeliveryJson.add(one.putObject("delivery"), group.delivery());
            }
            return one;
        }));
        return node;
    }
}
