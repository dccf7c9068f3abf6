package dev.millrace.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.metrics.Breakdown;
import dev.millrace.metrics.Comparison;
import dev.millrace.metrics.Forecast;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.PeriodSummary;
import dev.millrace.metrics.ReportExtras;

/** What changed, what comes, and how groups differ, as JSON, see {@link JsonRenderer}. */
final class OutlookJson {

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

    static ObjectNode comparison(Comparison comparison) {
        ObjectNode node = ReportJson.metric(Metric.COMPARISON);
        ObjectNode before = node.putObject("before");
        before.set("start", Json.instant(comparison.before().start()));
        before.set("end", Json.instant(comparison.before().end()));
        node.put("resamples", Comparison.RESAMPLES);
        node.put("seed", Comparison.SEED);
        node.set("rows", Json.array(comparison.rows(), OutlookJson::row));
        return node;
    }

    private static ObjectNode row(Comparison.Row row) {
        ObjectNode node = Json.object();
        node.put("metric", row.metric().id());
        node.put("measure", row.measure());
        node.put("unit", row.unit() == Comparison.Unit.MILLIS ? "ms" : Json.constant(row.unit()));
        node.set("before", Json.figure(row.before(), value -> value(row, value)));
        node.put("beforeN", row.beforeN());
        node.set("after", Json.figure(row.after(), value -> value(row, value)));
        node.put("afterN", row.afterN());
        node.set("change", Json.figure(row.change(), change -> {
            ObjectNode one = Json.object();
            one.set("value", value(row, change.value()));
            one.set("low", value(row, change.low()));
            one.set("high", value(row, change.high()));
            return one;
        }));
        node.put("verdict", Json.constant(row.verdict()));
        return node;
    }

    private static JsonNode value(Comparison.Row row, double value) {
        return row.unit() == Comparison.Unit.MILLIS ? Json.number((long) value) : Json.ratio(value);
    }

    static ObjectNode forecast(Forecast forecast) {
        ObjectNode node = ReportJson.metric(Metric.FORECAST);
        node.set("from", Json.instant(forecast.from()));
        node.set("history", Json.array(forecast.history(), Json::number));
        node.put("runs", Forecast.RUNS);
        node.put("seed", Forecast.SEED);
        node.set("refused", forecast.refused() == null ? Json.text(null) : Json.reason(forecast.refused()));
        node.set("howMany", Json.array(forecast.howMany(), row -> {
            ObjectNode one = Json.object();
            one.put("weeks", row.weeks());
            one.set("until", Json.instant(row.until()));
            one.put("atLeastIn50", row.in50());
            one.put("atLeastIn85", row.in85());
            one.put("atLeastIn95", row.in95());
            return one;
        }));
        node.set("howLong", Json.array(forecast.howLong(), row -> {
            ObjectNode one = Json.object();
            one.put("items", row.items());
            one.put("weeksIn50", row.in50());
            one.put("weeksIn85", row.in85());
            one.put("weeksIn95", row.in95());
            return one;
        }));
        return node;
    }

    private static ObjectNode breakdown(Breakdown breakdown) {
        ObjectNode node = Json.object();
        node.put("by", breakdown.by().text());
        node.set("groups", Json.array(breakdown.groups(), group -> {
            PeriodSummary figures = group.figures();
            ObjectNode one = Json.object();
            one.put("name", group.name());
            one.put("done", figures.velocity().done().total());
            one.put("cancelled", figures.velocity().cancelled());
            one.set("perFullWeek", Json.percentiles(figures.velocity().perFullWeek(), "items", Json::number));
            one.set("flowTime", ReportJson.time(Metric.FLOW_TIME, figures.flowTime()));
            one.set("leadTime", ReportJson.time(Metric.LEAD_TIME, figures.leadTime()));
            one.set("flowEfficiency", ReportJson.efficiency(figures.efficiency()));
            one.put("load", figures.load().items());
            one.set("loadAge", Json.durations(figures.load().age()));
            if (group.delivery() != null) {
                DeliveryJson.add(one.putObject("delivery"), group.delivery());
            }
            return one;
        }));
        return node;
    }
}
