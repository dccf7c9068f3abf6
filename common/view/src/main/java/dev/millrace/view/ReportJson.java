package dev.millrace.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.codec.PrintedJson;
import dev.millrace.metrics.FlowMetric;
import dev.millrace.metrics.Freshness;
import dev.millrace.metrics.LeftOut;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.Population;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.quality.NeverStartedAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.report.Metrics;
import dev.millrace.metrics.report.ReportExtras;
import java.util.Set;
import java.util.stream.Collectors;

/** A report as JSON, see {@link Json}: each metric says what it is called and means, and then its result. */
public final class ReportJson {

    /** The layout of a report. */
    private static final String FORMAT = "millrace.report/1";

    /** What a report has whatever metrics it is limited to. */
    private static final Set<String> ALWAYS = Set.of("format", "request", "valueStream", "items", "note", "summary");

    private ReportJson() {}

    /** A report, ended by a line feed. */
    public static String render(ReportView view) {
        return PrintedJson.pretty(tree(view));
    }

    /** A report. */
    public static ObjectNode tree(ReportView view) {
        ObjectNode report = Json.object();
        report.put("format", FORMAT);
        report.set("summary", SummaryJson.of(view.document()));
        report.setAll(report(view.report(), view.extras()));
        if (view.note() != null) {
            report.put("note", view.note());
        }
        if (!view.metrics().isEmpty()) {
            Set<String> chosen = view.metrics().stream().map(Metric::id).collect(Collectors.toSet());
            report.properties()
                    .removeIf(field -> !ALWAYS.contains(field.getKey())
                            && !chosen.contains(field.getValue().path("id").asText()));
        }
        return report;
    }

    /** A report without its summary. */
    public static ObjectNode report(FlowReport report, ReportExtras extras) {
        ObjectNode node = Json.object();
        node.put("format", FORMAT);
        node.set("request", request(report.request()));
        node.set("valueStream", Json.tree(report.stream()));
        node.set("items", population(report.population()));
        for (FlowMetric<?> metric : Metrics.FLOW) {
            if (metric == NeverStartedAccumulator.METRIC) { // what weakens the figures comes last
                OutlookJson.add(node, extras);
            }
            node.set(Json.name(metric), Json.metric(metric, report.of(metric)));
        }
        return node;
    }

    /** What a report is about. */
    public static ObjectNode request(ReportRequest request) {
        ObjectNode node = Json.object();
        Freshness freshness = request.freshness();
        node.set("window", Json.tree(freshness.window()));
        node.put("zone", request.zone().getId());
        node.set("asOf", Json.text(freshness.asOf()));
        node.set("data", FreshnessJson.of(request));
        node.set("knownAt", Json.text(request.knowledge().knownAt()));
        ObjectNode filter = node.putObject("filter");
        filter.set("projects", Json.tree(request.filter().projects()));
        filter.set("types", Json.tree(request.filter().types()));
        if (!request.filter().origins().isEmpty()) {
            filter.set("origins", Json.tree(request.filter().origins()));
        }
        if (request.filter().team() != null) {
            filter.put("team", request.filter().team());
        }
        if (request.filter().service() != null) {
            filter.put("service", request.filter().service());
        }
        return node;
    }

    private static ObjectNode population(Population population) {
        return Json.object()
                .put("offered", population.offered())
                .put("filteredOut", population.leftOut(LeftOut.FILTERED))
                .put("outsideWindow", population.leftOut(LeftOut.OUTSIDE_WINDOW))
                .put("portfolio", population.leftOut(LeftOut.PORTFOLIO))
                .put("automation", population.leftOut(LeftOut.AUTOMATION))
                .put("counted", population.counted());
    }
}
