package dev.millrace.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.metrics.Freshness;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.model.Coverage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The known part of the requested interval, for programs. */
final class FreshnessJson {

    private FreshnessJson() {}

    static ObjectNode of(ReportRequest request) {
        Freshness freshness = request.freshness();
        Coverage coverage = freshness.coverage();
        ObjectNode node = Json.object();
        node.set("from", Json.text(request.known().start()));
        node.set("until", Json.text(request.known().end()));
        node.put("cutAtBegin", freshness.cutAtBegin());
        node.put("cutAtEnd", freshness.cutAtEnd());
        node.put("coverageKnown", coverage != null);
        if (coverage != null) {
            put(node, "completeUntil", coverage.until());
            node.put("completeSources", coverage.complete());
            ArrayNode behind = node.putArray("behind");
            coverage.behind().forEach(one -> put(behind.addObject().put("source", one.source()), "until", one.until()));
            ArrayNode aside = node.putArray("behindAside");
            freshness.aside().forEach(one -> put(aside.addObject().put("source", one.source()), "until", one.until()));
            ArrayNode cutting = node.putArray("cutBy");
            freshness.cutting().forEach(cutting::add);
            ArrayNode late = node.putArray("late");
            coverage.late().forEach(one -> put(late.addObject().put("source", one.source()), "from", one.from()));
            ArrayNode left = node.putArray("notCollectedAnyMore");
            coverage.left().forEach(one -> put(left.addObject().put("source", one.source()), "until", one.until()));
        }
        return node;
    }

    private static void put(ObjectNode node, String name, @Nullable Instant at) {
        node.put(name, at == null ? null : at.toString());
    }
}
