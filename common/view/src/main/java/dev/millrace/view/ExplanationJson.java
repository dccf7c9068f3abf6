package dev.millrace.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.metrics.Explanation;
import dev.millrace.metrics.Explanation.Event;
import dev.millrace.metrics.Explanation.Exclusion;
import dev.millrace.metrics.Explanation.Value;
import dev.millrace.metrics.Metric;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An explanation as JSON, see {@link JsonRenderer}. */
public final class ExplanationJson {

    private ExplanationJson() {}

    static ObjectNode of(ExplanationView view) {
        Explanation explanation = view.explanation();
        Metric metric = explanation.metric();
        ObjectNode report = new ReportJson().report(view.report(), view.extras());
        ObjectNode node = Json.object();
        node.put("format", JsonRenderer.WHY_FORMAT);
        ObjectNode what = ReportJson.metric(metric);
        what.put("source", metric.source());
        node.set("metric", what);
        for (String name : List.of("request", "valueStream", "items")) {
            node.set(name, report.path(name));
        }
        node.put("calendar", "calendar time: 24 hours a day, 7 days a week");
        node.set("value", value(report, metric));
        node.set("constants", values(explanation.constants()));
        node.set("rows", Json.array(explanation.rows(), ExplanationJson::row));
        node.set("exclusions", Json.array(explanation.exclusions(), ExplanationJson::exclusion));
        return node;
    }

    public static JsonNode events(List<Event> events) {
        return Json.array(events, event -> {
            ObjectNode node = Json.object();
            node.put("id", event.id());
            node.set("at", Json.instant(event.at()));
            node.put("artifact", event.artifact().toString());
            node.put("kind", event.kind());
            node.put("text", event.text());
            return node;
        });
    }

    /** The metric's own object in the report; null if the report has none, since it was not asked for. */
    private static JsonNode value(ObjectNode report, Metric metric) {
        for (JsonNode field : report) {
            if (field.path("id").asText().equals(metric.id())) {
                return field;
            }
        }
        return Json.text(null);
    }

    private static ObjectNode row(Explanation.Row row) {
        ObjectNode node = ReportJson.item(row.subject());
        node.set("values", values(row.values()));
        node.set("parts", Json.array(row.parts(), ExplanationJson::values));
        node.set("events", events(row.events()));
        return node;
    }

    private static ObjectNode exclusion(Exclusion exclusion) {
        ObjectNode node = ReportJson.item(exclusion.subject());
        node.put("state", exclusion.state().text());
        node.set("reason", exclusion.why() == null ? Json.text(null) : Json.reason(exclusion.why()));
        return node;
    }

    private static ObjectNode values(Map<String, Value> values) {
        ObjectNode node = Json.object();
        values.forEach((name, value) -> node.set(name, value(value)));
        return node;
    }

    private static JsonNode value(@Nullable Value value) {
        if (value instanceof Value.At at) {
            return Json.instant(at.instant());
        } else if (value instanceof Value.Millis millis) {
            return Json.number(millis.millis());
        } else if (value instanceof Value.Count count) {
            return Json.number(count.n());
        } else if (value instanceof Value.Is is) {
            return Json.is(is.yes());
        } else if (value instanceof Value.Word word) {
            return Json.text(word.text());
        }
        return Json.text(null);
    }
}
