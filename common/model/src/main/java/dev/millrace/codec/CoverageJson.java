package dev.millrace.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.model.Coverage;
import dev.millrace.model.Coverage.Behind;
import dev.millrace.model.Coverage.Late;
import dev.millrace.model.Coverage.Left;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A {@link Coverage} as JSON; the same coverage is always the same text. */
public final class CoverageJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CoverageJson() {}

    /** The JSON on one line. */
    public static String write(Coverage coverage) {
        ObjectNode json = JSON.createObjectNode();
        json.put("until", text(coverage.until()));
        json.put("complete", coverage.complete());
        ArrayNode behind = json.putArray("behind");
        coverage.behind().forEach(one -> add(behind, one.source(), "until", one.until()));
        ArrayNode late = json.putArray("late");
        coverage.late().forEach(one -> add(late, one.source(), "from", one.from()));
        ArrayNode left = json.putArray("left");
        coverage.left().forEach(one -> add(left, one.source(), "until", one.until()));
        return json.toString();
    }

    /**
     * Reads it back.
     *
     * @throws IllegalArgumentException if it is no coverage
     */
    public static Coverage read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return new Coverage(
                    instant(json, "until"),
                    json.path("complete").asLong(),
                    list(json, "behind", "until", Behind::new),
                    list(
                            json,
                            "late",
                            "from",
                            (source, from) -> new Late(source, Objects.requireNonNull(from, "from"))),
                    list(json, "left", "until", Left::new));
        } catch (JsonProcessingException | DateTimeException | NullPointerException e) {
            throw new IllegalArgumentException("what is stored of the coverage cannot be read: " + e.getMessage(), e);
        }
    }

    private static void add(ArrayNode list, String source, String name, @Nullable Instant at) {
        list.addObject().put("source", source).put(name, text(at));
    }

    private static <T> List<T> list(
            JsonNode json, String name, String instant, BiFunction<String, @Nullable Instant, T> maker) {
        List<T> list = new ArrayList<>();
        json.path(name).forEach(one -> list.add(maker.apply(one.path("source").asText(), instant(one, instant))));
        return list;
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static @Nullable Instant instant(JsonNode json, String name) {
        return json.path(name).isTextual() ? Instant.parse(json.path(name).asText()) : null;
    }
}
