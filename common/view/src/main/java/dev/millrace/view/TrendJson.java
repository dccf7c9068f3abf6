package dev.millrace.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.metrics.Ageing;
import dev.millrace.metrics.CumulativeFlow;
import dev.millrace.metrics.FlowReport;
import dev.millrace.metrics.FlowTrend;
import dev.millrace.metrics.HandOffStatistics;
import dev.millrace.metrics.Metric;

/** What changes over the window as JSON, see {@link JsonRenderer}. */
final class TrendJson {

    private TrendJson() {}

    static void add(ObjectNode node, FlowReport report) {
        node.set("flowTrend", trend(report.trend()));
        node.set("ageing", ageing(report.ageing()));
        node.set("cumulativeFlow", cumulative(report.cumulative()));
        node.set("handOffs", handOffs(report.handOffs()));
    }

    private static ObjectNode trend(FlowTrend trend) {
        ObjectNode node = Json.object();
        node.set("weeks", Json.array(trend.weeks(), week -> {
            ObjectNode one = Json.object();
            one.put("isoWeek", week.isoWeek());
            one.put("monday", week.monday().toString());
            one.put("partial", week.partial());
            one.set("flowTime", Json.durations(week.flowTime()));
            one.set("flowEfficiency", Json.figure(week.efficiency(), Json::ratio));
            return one;
        }));
        return node;
    }

    static ObjectNode ageing(Ageing ageing) {
        ObjectNode node = ReportJson.metric(Metric.AGEING);
        node.set("limitMs", Json.figure(ageing.limit(), Json::millis));
        node.put("done", ageing.done());
        node.put("items", ageing.items());
        node.set("over", Json.figure(ageing.over(), Json::number));
        node.set("stages", Json.array(ageing.stages(), stage -> {
            ObjectNode one = Json.object();
            one.set("stage", Json.stage(stage.stage()));
            ObjectNode age = one.putObject("age");
            age.put("unit", "ms");
            age.put("n", stage.age().n());
            age.put("p50", stage.age().p50().toMillis());
            age.put("p85", stage.age().p85().toMillis());
            age.put("p95", stage.age().p95().toMillis());
            one.set("over", Json.figure(stage.over(), Json::number));
            return one;
        }));
        return node;
    }

    static ObjectNode cumulative(CumulativeFlow cumulative) {
        ObjectNode node = ReportJson.metric(Metric.CUMULATIVE_FLOW);
        node.set("bands", Json.array(cumulative.bands(), band -> {
            ObjectNode one = Json.object();
            one.set("stage", Json.stage(band.stage()));
            one.put("blocked", band.blocked());
            return one;
        }));
        node.set("days", Json.array(cumulative.days(), day -> {
            ObjectNode one = Json.object();
            one.put("day", day.day().toString());
            one.set("at", Json.instant(day.at()));
            one.put("partial", day.partial());
            one.set("items", Json.array(day.items(), Json::number));
            return one;
        }));
        return node;
    }

    static ObjectNode handOffs(HandOffStatistics handOffs) {
        ObjectNode node = ReportJson.metric(Metric.HAND_OFFS);
        node.set("perItem", Json.percentiles(handOffs.perItem(), "hand-offs", Json::number));
        node.set("kinds", Json.array(handOffs.kinds(), kind -> {
            ObjectNode one = Json.object();
            one.put("kind", kind.kind().text());
            one.put("n", kind.n());
            one.set("waiting", Json.durations(kind.waiting()));
            one.put("waitingMs", kind.total().toMillis());
            return one;
        }));
        return node;
    }
}
