package dev.millrace.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.metrics.Metric;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What programs read: exact, in full length, with field names that stay. Instants are ISO 8601 in UTC, durations whole milliseconds, shares
 * from 0 to 1. A figure is an object: {@code state} is measured, open, unknown, not-applicable or contradictory; {@code value} is there if
 * it is measured, {@code atLeast} if it is open, and otherwise {@code reason} with {@code code} and {@code detail}. What is absent is null.
 *
 * <p>{@code format} names the version of the layout. Fields may be added to a version; a field that changes its meaning makes a new one.
 */
public final class Json {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final ObjectMapper MAPPER = RecordMapper.create();

    private Json() {}

    /** A record, or a list of records. */
    public static JsonNode tree(@Nullable Object value) {
        return MAPPER.valueToTree(value);
    }

    /** What a metric is called and means. */
    public static ObjectNode metric(Metric metric) {
        return object().put("id", metric.id())
                .put("label", metric.label())
                .put("unit", metric.unit())
                .put("formula", metric.formula())
                .put("definition", metric.definition());
    }

    /** The same with its result; the result alone if it has no definition of its own. */
    public static ObjectNode metric(Metric metric, Object result) {
        ObjectNode node = metric.formula().isEmpty() ? object() : metric(metric);
        node.setAll((ObjectNode) tree(result));
        return node;
    }

    /** The name of a metric's own object, such as {@code flowTime}. */
    public static String name(Metric metric) {
        String words = Stream.of(metric.id().split("-", -1))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .reduce("", String::concat);
        return Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }

    public static ObjectNode object() {
        return NODES.objectNode();
    }

    public static <T> ArrayNode array(Iterable<T> values, Function<? super T, ? extends JsonNode> write) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.add(write.apply(value)));
        return array;
    }

    public static JsonNode text(@Nullable Object value) {
        return value == null ? NODES.nullNode() : NODES.textNode(value.toString());
    }

    public static JsonNode number(long value) {
        return NODES.numberNode(value);
    }

    public static JsonNode ratio(double value) {
        return NODES.numberNode(value);
    }

    /** The written form of a constant, such as {@code never-started}. */
    public static String constant(Enum<?> value) {
        return RecordMapper.constant(value);
    }
}
