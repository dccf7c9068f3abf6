package dev.millrace.hub.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads out of figures what has no value, and why. */
final class Unknowns {

    private static final Set<String> WITHOUT_VALUE = Set.of("unknown", "contradictory");

    private Unknowns() {}

    /** Of a metric: each reason with the number of items, and the figures that are unknown as a whole. */
    static List<ObjectNode> of(String what, JsonNode metric) {
        List<ObjectNode> found = new ArrayList<>();
        for (JsonNode other : metric.at("/outcomes/others")) {
            if (WITHOUT_VALUE.contains(other.path("state").asText())) {
                found.add(ToolAnswer.unknown(
                        what, other.path("code").asText(), other.path("n").asLong()));
            }
        }
        long open = metric.at("/outcomes/open").asLong();
        if (open > 0) {
            found.add(ToolAnswer.unknown(what, "open", open));
        }
        metric.properties().forEach(field -> {
            if (isUnknown(field.getValue())) {
                found.add(figure(what + '.' + field.getKey(), field.getValue()));
            }
        });
        return found;
    }

    /** Whether a figure has no value that could be said. */
    static boolean isUnknown(JsonNode figure) {
        return WITHOUT_VALUE.contains(figure.path("state").asText())
                && figure.path("reason").isObject();
    }

    /** One figure without a value. */
    static ObjectNode figure(String what, JsonNode figure) {
        return ToolAnswer.unknown(what, figure.at("/reason/code").asText(), 1);
    }
}
