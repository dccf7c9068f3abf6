package dev.millrace.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.metrics.Bottleneck;
import dev.millrace.metrics.Bottleneck.Candidate;
import dev.millrace.metrics.Metric;

/** The bottleneck of a report as JSON, see {@link JsonRenderer}. */
final class BottleneckJson {

    private BottleneckJson() {}

    static ObjectNode of(Bottleneck bottleneck) {
        ObjectNode node = ReportJson.metric(Metric.BOTTLENECK);
        node.set("stage", Json.stage(bottleneck.stage()));
        if (bottleneck.lead() == null) {
            node.putNull("lead");
        } else {
            ObjectNode lead = node.putObject("lead");
            lead.put("value", bottleneck.lead().value());
            lead.put("low", bottleneck.lead().low());
            lead.put("high", bottleneck.lead().high());
        }
        node.put("items", bottleneck.items());
        node.set("candidates", Json.array(bottleneck.candidates(), BottleneckJson::candidate));
        return node;
    }

    private static ObjectNode candidate(Candidate candidate) {
        ObjectNode node = Json.object();
        node.set("stage", Json.stage(candidate.stage()));
        node.put("ms", candidate.time().toMillis());
        node.put("share", candidate.share());
        node.put("visits", candidate.visits());
        node.put("arrivals", candidate.arrivals());
        node.put("departures", candidate.departures());
        node.put("repeats", candidate.repeats());
        node.set("completed", Json.durations(candidate.completed()));
        return node;
    }
}
