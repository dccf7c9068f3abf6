package dev.millrace.hub.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.view.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a tool answers: the figures as {@code view} writes them, and beside them what they are worth.
 *
 * @param sentence the answer in words; may hold text of others
 * @param data the figures; may hold text of others
 * @param context as of when, over which window, by which definition, how fresh
 * @param n on how many items, changes or findings the answer is based
 * @param of what is counted by n
 * @param unknown what has no value, and why: {@code what}, {@code reason}, {@code n}
 * @param own whether every text is of Millrace itself
 * @param paged the JSON pointer into the data of the list that can be paged; empty if there is none
 * @param path the path of the page of the hub that shows the same; empty if there is none
 */
record ToolAnswer(
        String sentence,
        JsonNode data,
        Context context,
        long n,
        String of,
        List<ObjectNode> unknown,
        boolean own,
        String paged,
        Optional<String> path) {

    ToolAnswer {
        unknown = List.copyOf(unknown);
    }

    /**
     * What the figures of an answer are bound to. Each part is as {@code view} writes it; null if it has no meaning for the tool.
     *
     * @param asOf what occurred up to this instant is counted
     * @param knownAt what was recorded up to this instant is counted
     * @param window start and end of what a report covers
     * @param definition id, name and version of the value stream
     * @param freshness until when the sources were read
     */
    record Context(
            @Nullable JsonNode asOf,
            @Nullable JsonNode knownAt,
            @Nullable JsonNode window,
            @Nullable JsonNode definition,
            @Nullable JsonNode freshness) {

        /** That of a report or an explanation, from its JSON. */
        static Context ofReport(JsonNode report) {
            JsonNode request = report.path("request");
            return new Context(
                    request.get("asOf"),
                    request.get("knownAt"),
                    request.get("window"),
                    report.get("valueStream"),
                    request.get("data"));
        }

        /** That of an item, from its JSON. */
        static Context ofItem(JsonNode item) {
            return new Context(
                    item.get("asOf"), item.get("knownAt"), null, item.get("valueStream"), item.get("capture"));
        }
    }

    /** One kind of unknown. */
    static ObjectNode unknown(String what, String reason, long number) {
        return Json.object().put("what", what).put("reason", reason).put("n", number);
    }

    /** The structured content: everything of others fenced, the lists cut. */
    ObjectNode structured(String tool, int offset, int limit, @Nullable String hub) {
        Bounds.Bounded bounded = Bounds.of(own ? data : Fence.tree(data), paged, offset, limit);
        ObjectNode node = Json.object();
        node.put("tool", tool);
        node.put("n", n);
        node.put("of", of);
        node.set("unknown", Fence.tree(Json.array(unknown, one -> one)));
        node.set("asOf", orNull(context.asOf()));
        node.set("knownAt", orNull(context.knownAt()));
        node.set("window", orNull(context.window()));
        node.set("definition", Fence.tree(orNull(context.definition())));
        node.set("freshness", Fence.tree(orNull(context.freshness())));
        node.set("link", Json.text(hub == null ? null : path.map(hub::concat).orElse(null)));
        node.set("page", bounded.page());
        node.set("cut", bounded.cuts());
        node.put("note", Fence.NOTE);
        node.set("data", bounded.data());
        return node;
    }

    private static JsonNode orNull(@Nullable JsonNode node) {
        return node == null ? Json.text(null) : node;
    }

    /** The same in a few lines, for an assistant that reads no structured content. */
    String text(JsonNode structured) {
        List<String> lines = new ArrayList<>();
        lines.add(own ? sentence : Fence.text(sentence));
        lines.add("n = " + n + ": " + of + '.');
        unknown.forEach(one -> lines.add("Without a value: " + one.path("n").asLong() + " of "
                + Fence.name(one.path("what").asText()) + ", "
                + Fence.name(one.path("reason").asText()) + '.'));
        if (context.window() != null) {
            lines.add("Window: " + context.window().path("start").asText() + " to "
                    + context.window().path("end").asText() + '.');
        }
        if (context.asOf() != null) {
            lines.add("As of " + context.asOf().asText() + ", known at "
                    + (context.knownAt() == null ? "" : context.knownAt().asText()) + '.');
        }
        if (context.definition() != null) {
            lines.add(
                    "Definition: " + Fence.name(context.definition().path("id").asText()) + ", version "
                            + Fence.name(context.definition().path("version").asText()) + '.');
        }
        JsonNode page = structured.path("page");
        if (page.path("next").isNumber()) {
            lines.add("Shown: " + page.path("shown") + " of " + page.path("total") + "; call again with offset "
                    + page.path("next") + " for the next.");
        }
        if (structured.path("link").isTextual()) {
            lines.add("Page: " + structured.path("link").asText());
        }
        lines.add(Fence.NOTE);
        return String.join("\n", lines);
    }
}
