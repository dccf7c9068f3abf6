package dev.millrace.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.metrics.FlowEfficiency;
import dev.millrace.metrics.FlowLoad;
import dev.millrace.metrics.FlowReport;
import dev.millrace.metrics.FlowVelocity;
import dev.millrace.metrics.Freshness;
import dev.millrace.metrics.ItemRef;
import dev.millrace.metrics.LeftOut;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.NeverStarted;
import dev.millrace.metrics.Outcomes;
import dev.millrace.metrics.Population;
import dev.millrace.metrics.ReportExtras;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.StageTime;
import dev.millrace.metrics.TimeStatistics;
import dev.millrace.metrics.TypeCounts;
import dev.millrace.metrics.WaitingShare;
import dev.millrace.valuestream.ItemType;
import dev.millrace.view.item.ItemJson;

/** A report as JSON, see {@link JsonRenderer}. */
public final class ReportJson {

    ObjectNode report(FlowReport report, ReportExtras extras) {
        ObjectNode node = Json.object();
        node.put("format", JsonRenderer.REPORT_FORMAT);
        node.set("request", request(report.request()));
        ObjectNode stream = node.putObject("valueStream");
        stream.put("id", report.stream().id());
        stream.put("name", report.stream().name());
        stream.put("version", report.stream().version());
        node.set("items", population(report.population()));
        node.set("flowTime", time(Metric.FLOW_TIME, report.flowTime()));
        node.set("leadTime", time(Metric.LEAD_TIME, report.leadTime()));
        node.set("flowEfficiency", efficiency(report.efficiency()));
        node.set("flowVelocity", velocity(report.velocity()));
        node.set("flowLoad", load(report.load()));
        node.set("flowDistribution", distribution(report));
        node.set("stageTime", stages(report));
        node.set("waitingShare", waiting(report));
        node.set("bottleneck", BottleneckJson.of(report.bottleneck()));
        TrendJson.add(node, report);
        OutlookJson.add(node, extras);
        node.set("neverStarted", neverStarted(report.neverStarted()));
        node.set("dataQuality", new QualityJson().quality(report.quality()));
        return node;
    }

    public static ObjectNode metric(Metric metric) {
        ObjectNode node = Json.object();
        node.put("id", metric.id());
        node.put("label", metric.label());
        node.put("unit", metric.unit());
        node.put("formula", metric.formula());
        node.put("definition", metric.definition());
        return node;
    }

    static ObjectNode visits(StageTime.VisitStatistics visits) {
        ObjectNode node = Json.object();
        node.put("n", visits.n());
        node.put("open", visits.open());
        node.put("timeInWindowMs", visits.timeInWindow().toMillis());
        node.set("openAge", Json.durations(visits.openAge()));
        node.set("completed", Json.durations(visits.completed()));
        return node;
    }

    static ObjectNode item(ItemRef item) {
        ObjectNode node = Json.object();
        node.put("id", item.artifact().toString());
        node.put("key", item.key());
        node.put("cycle", item.cycle());
        node.set("url", Json.text(item.url()));
        return node;
    }

    private static ObjectNode request(ReportRequest request) {
        ObjectNode node = Json.object();
        ObjectNode window = node.putObject("window");
        Freshness freshness = request.freshness();
        window.set("start", Json.instant(freshness.window().start()));
        window.set("end", Json.instant(freshness.window().end()));
        node.put("zone", request.zone().getId());
        node.set("asOf", Json.instant(freshness.asOf()));
        node.set("data", FreshnessJson.of(request));
        node.set("knownAt", Json.instant(request.knowledge().knownAt()));
        ObjectNode filter = node.putObject("filter");
        filter.set("projects", Json.array(request.filter().projects(), Json::text));
        filter.set("types", Json.array(request.filter().types(), type -> Json.text(type.text())));
        if (request.filter().team() != null) {
            filter.put("team", request.filter().team());
        }
        if (request.filter().service() != null) {
            filter.put("service", request.filter().service());
        }
        return node;
    }

    private static ObjectNode population(Population population) {
        ObjectNode node = Json.object();
        node.put("offered", population.offered());
        node.put("filteredOut", population.leftOut(LeftOut.FILTERED));
        node.put("outsideWindow", population.leftOut(LeftOut.OUTSIDE_WINDOW));
        node.put("portfolio", population.leftOut(LeftOut.PORTFOLIO));
        node.put("automation", population.leftOut(LeftOut.AUTOMATION));
        node.put("counted", population.counted());
        return node;
    }

    /** What became of everything offered, with every reason that occurred. */
    static ObjectNode account(Population population) {
        ObjectNode node = Json.object();
        node.put("offered", population.offered());
        node.put("counted", population.counted());
        ObjectNode leftOut = node.putObject("leftOut");
        population.leftOut().forEach((why, n) -> leftOut.put(why.text(), n));
        return node;
    }

    static ObjectNode time(Metric metric, TimeStatistics time) {
        ObjectNode node = metric(metric);
        node.set("percentiles", Json.durations(time.percentiles()));
        node.set("outcomes", outcomes(time.outcomes()));
        node.put("incompleteItems", time.incomplete());
        return node;
    }

    private static ObjectNode outcomes(Outcomes outcomes) {
        ObjectNode node = Json.object();
        node.put("measured", outcomes.measured());
        node.put("open", outcomes.open());
        node.set("others", Json.array(outcomes.others(), count -> {
            ObjectNode other = Json.object();
            other.put("state", count.state().text());
            other.put("code", Json.constant(count.code()));
            other.put("n", count.n());
            return other;
        }));
        return node;
    }

    static ObjectNode efficiency(FlowEfficiency efficiency) {
        ObjectNode node = metric(Metric.FLOW_EFFICIENCY);
        node.set("ratio", Json.figure(efficiency.ratio(), Json::ratio));
        node.set("perItem", Json.percentiles(efficiency.perItem(), "ratio", Json::ratio));
        node.put("activeMs", efficiency.active().toMillis());
        node.put("waitingMs", efficiency.waiting().toMillis());
        node.put("elapsedMs", efficiency.elapsed().toMillis());
        node.set("outcomes", outcomes(efficiency.outcomes()));
        node.put("fewItems", efficiency.fewItems());
        node.put("smallPart", efficiency.smallPart());
        node.put("incompleteItems", efficiency.incomplete());
        return node;
    }

    private static ObjectNode velocity(FlowVelocity velocity) {
        ObjectNode node = metric(Metric.FLOW_VELOCITY);
        node.set("done", counts(velocity.done()));
        node.put("cancelled", velocity.cancelled());
        node.put("undated", velocity.undated());
        node.set("perFullWeek", Json.percentiles(velocity.perFullWeek(), "items", Json::number));
        node.put("incompleteItems", velocity.incomplete());
        node.set("weeks", Json.array(velocity.weeks(), week -> {
            ObjectNode one = Json.object();
            one.put("isoWeek", week.isoWeek());
            one.put("monday", week.monday().toString());
            one.set("start", Json.instant(week.start()));
            one.set("end", Json.instant(week.end()));
            one.put("partial", week.partial());
            one.set("done", counts(week.done()));
            one.put("cancelled", week.cancelled());
            return one;
        }));
        return node;
    }

    private static ObjectNode load(FlowLoad load) {
        ObjectNode node = metric(Metric.FLOW_LOAD);
        node.set("at", Json.instant(load.at()));
        node.set("items", counts(load.items()));
        node.set("age", Json.durations(load.age()));
        node.put("incompleteItems", load.incomplete());
        node.set("timeInWindow", ItemJson.totals(load.timeInWindow()));
        node.set("oldest", Json.array(load.oldest(), aged -> {
            ObjectNode one = item(aged.item());
            one.put("title", aged.title());
            one.put("type", aged.type().text());
            one.put("state", aged.state());
            one.set("stage", Json.stage(aged.stage()));
            one.set("start", Json.instant(aged.start()));
            one.put("ageMs", aged.age().toMillis());
            return one;
        }));
        node.set("days", Json.array(load.days(), day -> {
            ObjectNode one = Json.object();
            one.put("day", day.day().toString());
            one.set("at", Json.instant(day.at()));
            one.put("partial", day.partial());
            one.set("items", counts(day.items()));
            one.set("age", Json.durations(day.age()));
            return one;
        }));
        return node;
    }

    private static ObjectNode distribution(FlowReport report) {
        ObjectNode node = metric(Metric.FLOW_DISTRIBUTION);
        node.set("ofDone", shares(report.distribution().ofDone()));
        node.set("ofLoad", shares(report.distribution().ofLoad()));
        return node;
    }

    private static ObjectNode counts(TypeCounts counts) {
        ObjectNode node = Json.object();
        node.put("total", counts.total());
        for (ItemType type : ItemType.values()) {
            node.put(type.text(), counts.of(type));
        }
        return node;
    }

    private static ObjectNode shares(TypeCounts counts) {
        ObjectNode node = Json.object();
        node.put("n", counts.total());
        for (ItemType type : ItemType.values()) {
            node.set(type.text(), Json.figure(counts.share(type), Json::ratio));
        }
        return node;
    }

    private static ObjectNode stages(FlowReport report) {
        ObjectNode node = metric(Metric.STAGE_TIME);
        node.set("stages", Json.array(report.stages(), stage -> {
            ObjectNode one = Json.object();
            one.set("stage", Json.stage(stage.stage()));
            one.set("visits", visits(stage.visits()));
            one.set("states", Json.array(stage.states(), state -> {
                ObjectNode detail = Json.object();
                detail.put("tool", state.tool().toString());
                detail.set("state", Json.state(state.state()));
                detail.set("visits", visits(state.visits()));
                return detail;
            }));
            return one;
        }));
        return node;
    }

    private static ObjectNode waiting(FlowReport report) {
        ObjectNode node = metric(Metric.WAITING_SHARE);
        node.set("places", Json.array(report.waiting(), ReportJson::place));
        return node;
    }

    private static JsonNode place(WaitingShare share) {
        ObjectNode node = Json.object();
        node.set("stage", Json.stage(share.stage()));
        node.put("cause", Json.constant(share.cause()));
        node.put("ms", share.time().toMillis());
        node.put("share", share.share());
        return node;
    }

    private static ObjectNode neverStarted(NeverStarted never) {
        ObjectNode node = metric(Metric.NEVER_STARTED);
        node.put("n", never.n());
        node.set("share", Json.figure(never.share(), Json::ratio));
        node.set("causes", Json.array(never.causes(), cause -> {
            ObjectNode one = Json.object();
            one.put("code", Json.constant(cause.code()));
            one.put("n", cause.n());
            one.set("paths", Json.array(cause.paths(), path -> {
                ObjectNode taken = Json.object();
                taken.set("states", Json.array(path.states(), Json::text));
                taken.put("n", path.n());
                return taken;
            }));
            one.put("otherPaths", cause.otherPaths());
            return one;
        }));
        return node;
    }
}
