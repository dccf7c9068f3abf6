package dev.millrace.hub.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON schemas of the tools. They use what every client understands: types, properties, required, items. */
final class Schemas {

    private Schemas() {}

    static Map<String, Object> text(String description) {
        return of("string", description);
    }

    static Map<String, Object> number(String description) {
        return of("number", description);
    }

    static Map<String, Object> truth(String description) {
        return of("boolean", description);
    }

    static Map<String, Object> any(String description) {
        return Map.of("description", description);
    }

    static Map<String, Object> integer(String description, int min, int max) {
        Map<String, Object> schema = of("integer", description);
        schema.put("minimum", min);
        schema.put("maximum", max);
        return schema;
    }

    static Map<String, Object> orNull(Map<String, Object> schema) {
        Map<String, Object> other = new LinkedHashMap<>(schema);
        other.put("type", List.of(String.valueOf(schema.get("type")), "null"));
        return other;
    }

    static Map<String, Object> list(String description, Map<String, Object> items) {
        Map<String, Object> schema = of("array", description);
        schema.put("items", items);
        return schema;
    }

    static Map<String, Object> object(String description) {
        return of("object", description);
    }

    /** An object that has all of these. */
    static Map<String, Object> object(String description, Map<String, Map<String, Object>> properties) {
        Map<String, Object> schema = object(description);
        schema.put("properties", properties);
        schema.put("required", properties.keySet().stream().sorted().toList());
        return schema;
    }

    /** The arguments of a tool: no others than these, and those that must be given. */
    static Map<String, Object> arguments(Map<String, Map<String, Object>> properties, List<String> required) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    /** A figure: {@code value} if it is measured, {@code atLeast} if it still grows, otherwise {@code reason}. */
    static Map<String, Object> figure(String description) {
        Map<String, Object> schema = of("object", description);
        schema.put(
                "properties",
                Map.of(
                        "state",
                        Map.of(
                                "type",
                                "string",
                                "enum",
                                List.of("measured", "open", "unknown", "not-applicable", "contradictory"))));
        schema.put("required", List.of("state"));
        return schema;
    }

    /** The form of every answer, around the data of one tool. */
    static Map<String, Object> answer(Map<String, Object> data) {
        Map<String, Map<String, Object>> properties = new LinkedHashMap<>();
        properties.put("tool", text("the tool that answered"));
        properties.put("n", number("on how many items, changes or findings the answer is based"));
        properties.put("of", text("what n counts"));
        properties.put(
                "unknown",
                list(
                        "what has no value, and why",
                        object("", Map.of("what", text(""), "reason", text(""), "n", number("how many")))));
        properties.put("asOf", orNull(text("what occurred up to this instant is counted")));
        properties.put("knownAt", orNull(text("what was recorded up to this instant is counted")));
        properties.put("window", orNull(object("start (included) and end (excluded) of what is covered")));
        properties.put("definition", orNull(object("id, name and version of the value stream")));
        properties.put("freshness", orNull(object("until when the sources were read, and which are behind")));
        properties.put("link", orNull(text("the page of the hub that shows the same")));
        properties.put("page", orNull(object("list, offset, shown, total, next: pass next as offset")));
        properties.put("cut", list("other lists that were cut: list, shown, total", object("")));
        properties.put("note", text("what the brackets in texts mean"));
        properties.put("data", data);
        return object("", properties);
    }

    private static Map<String, Object> of(String type, String description) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        return schema;
    }
}
