package dev.millrace.hub.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.view.Json;
import java.util.ArrayList;
import java.util.List;

/** Cuts the lists of an answer to what an assistant can read, and counts what it cuts. */
final class Bounds {

    /** So many characters fit an assistant without filling it. */
    private static final int MOST_CHARACTERS = 40_000;

    private final String paged;
    private final int offset;
    private final List<ObjectNode> cuts = new ArrayList<>();
    private ObjectNode page = Json.object();
    private int limit;

    private Bounds(String paged, int offset, int limit) {
        this.paged = paged;
        this.offset = offset;
        this.limit = limit;
    }

    /**
     * What is left of an answer.
     *
     * @param data the answer with its lists cut
     * @param page which part of the list that can be paged it has; null if the answer has no such list
     * @param cuts each other list that was cut: how many it shows of how many
     */
    record Bounded(JsonNode data, JsonNode page, ArrayNode cuts) {}

    /**
     * Cuts an answer.
     *
     * @param paged the JSON pointer of the list that can be paged; empty if there is none
     * @param offset how many of its entries were read before
     * @param limit how many entries of a list are shown at most; fewer if they are long
     */
    static Bounded of(JsonNode data, String paged, int offset, int limit) {
        Bounds bounds = new Bounds(paged, offset, limit);
        JsonNode cut = bounds.cut(data, "");
        while (cut.toString().length() > MOST_CHARACTERS && bounds.limit > 1) {
            bounds.limit = bounds.limit / 2;
            bounds.cuts.clear();
            cut = bounds.cut(data, "");
        }
        ArrayNode cuts = JsonNodeFactory.instance.arrayNode().addAll(bounds.cuts);
        return new Bounded(cut, bounds.page.isEmpty() ? JsonNodeFactory.instance.nullNode() : bounds.page, cuts);
    }

    private JsonNode cut(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties()
                    .forEach(field -> copy.set(field.getKey(), cut(field.getValue(), path + '/' + field.getKey())));
            return copy;
        } else if (node instanceof ArrayNode array) {
            return list(array, path);
        }
        return node;
    }

    private ArrayNode list(ArrayNode array, String path) {
        boolean main = path.equals(paged);
        int from = main ? Math.min(offset, array.size()) : 0;
        int to = Math.min(from + limit, array.size());
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        for (int i = from; i < to; i++) {
            copy.add(cut(array.get(i), path + '/' + (i - from)));
        }
        if (main) {
            page = Json.object()
                    .put("list", path)
                    .put("offset", from)
                    .put("shown", to - from)
                    .put("total", array.size())
                    .put("next", to < array.size() ? (Integer) to : null);
        } else if (to < array.size()) {
            cuts.add(Json.object().put("list", path).put("shown", to).put("total", array.size()));
        }
        return copy;
    }
}
