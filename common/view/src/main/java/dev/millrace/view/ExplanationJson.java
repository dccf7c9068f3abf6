package dev.millrace.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.codec.PrintedJson;
import dev.millrace.metrics.Explanation;
import dev.millrace.metrics.Metric;
import java.util.List;

/** An explanation as JSON, see {@link Json}. */
public final class ExplanationJson {

    /** The layout of an explanation. */
    private static final String FORMAT = "millrace.why/1";

    private ExplanationJson() {}

    /** Why a number is what it is, ended by a line feed. */
    public static String render(ExplanationView view) {
        return PrintedJson.pretty(tree(view));
    }

    /** Why a number is what it is. */
    public static ObjectNode tree(ExplanationView view) {
        Explanation explanation = view.explanation();
        Metric metric = explanation.metric();
        ObjectNode report = ReportJson.report(view.report(), view.extras());
        ObjectNode node = Json.object();
        node.put("format", FORMAT);
        node.set("metric", Json.metric(metric).put("source", metric.source()));
        for (String name : List.of("request", "valueStream", "items")) {
            node.set(name, report.path(name));
        }
        node.put("calendar", "calendar time: 24 hours a day, 7 days a week");
        node.set("value", value(report, metric));
        node.set("constants", Json.tree(explanation.constants()));
        node.set("rows", Json.tree(explanation.rows()));
        node.set("exclusions", Json.tree(explanation.exclusions()));
        return node;
    }

    /** The metric's own object in the report; null if the report has none because it was not requested. */
    private static JsonNode value(ObjectNode report, Metric metric) {
        for (JsonNode field : report) {
            if (field.path("id").asText().equals(metric.id())) {
                return field;
            }
        }
        return Json.text(null);
    }
}
