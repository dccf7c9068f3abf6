package dev.millrace.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.metrics.DataQuality;
import dev.millrace.metrics.Metric;
import dev.millrace.metrics.QualityFinding;

/** The data quality of a report as JSON, see {@link JsonRenderer}. */
final class QualityJson {

    ObjectNode quality(DataQuality quality) {
        ObjectNode node = ReportJson.metric(Metric.DATA_QUALITY);
        node.set("incomplete", finding(quality.incomplete()));
        node.set("subTasksAlone", finding(quality.subTasksAlone()));
        node.set("unmapped", finding(quality.unmapped()));
        node.set("reopened", finding(quality.reopened()));
        node.set("reopenedLate", finding(quality.reopenedLate()));
        node.set("backwardMoves", finding(quality.backwardMoves()));
        node.set("stalled", finding(quality.stalled()));
        node.set("unmappedStates", Json.array(quality.unmappedStates(), unmapped -> {
            ObjectNode one = Json.object();
            one.put("tool", unmapped.tool().toString());
            one.set("state", Json.state(unmapped.state()));
            one.set("projects", Json.array(unmapped.projects(), Json::text));
            one.set("visits", ReportJson.visits(unmapped.visits()));
            return one;
        }));
        node.set("guessed", Json.array(quality.guessed(), guess -> {
            ObjectNode one = Json.object();
            one.put("tool", guess.tool().toString());
            one.set("state", Json.state(guess.state()));
            one.set("stage", Json.stage(guess.mapped().stage()));
            one.put("because", guess.mapped().because());
            one.put("visits", guess.visits());
            return one;
        }));
        return node;
    }

    private static ObjectNode finding(QualityFinding finding) {
        ObjectNode node = Json.object();
        node.put("items", finding.items());
        node.put("occurrences", finding.occurrences());
        node.set("examples", Json.array(finding.examples(), ReportJson::item));
        return node;
    }
}
