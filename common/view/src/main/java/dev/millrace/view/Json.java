package dev.millrace.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.metrics.FigureState;
import dev.millrace.metrics.Percentiles;
import dev.millrace.model.Figure;
import dev.millrace.model.NativeState;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values that occur again and again in our JSON. */
public final class Json {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

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

    public static JsonNode instant(@Nullable Instant value) {
        return text(value);
    }

    public static JsonNode millis(Duration value) {
        return NODES.numberNode(value.toMillis());
    }

    public static JsonNode number(long value) {
        return NODES.numberNode(value);
    }

    public static JsonNode is(boolean value) {
        return NODES.booleanNode(value);
    }

    public static JsonNode ratio(double value) {
        return NODES.numberNode(value);
    }

    /** The written form of a constant, such as {@code never-started}. */
    public static String constant(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static <T> ObjectNode figure(Figure<T> figure, Function<? super T, ? extends JsonNode> write) {
        ObjectNode node = object();
        node.put("state", FigureState.of(figure).text());
        if (figure instanceof Figure.Measured<T> measured) {
            node.set("value", write.apply(measured.value()));
        } else if (figure instanceof Figure.Open<T> open) {
            node.set("atLeast", write.apply(open.lowerBound()));
        } else {
            node.set("reason", figure.reason().<JsonNode>map(Json::reason).orElseGet(NODES::nullNode));
        }
        return node;
    }

    public static <T> ObjectNode percentiles(
            Figure<Percentiles<T>> figure, String unit, Function<? super T, ? extends JsonNode> write) {
        return figure(figure, percentiles -> {
            ObjectNode node = object();
            node.put("unit", unit);
            node.put("n", percentiles.n());
            node.set("p50", write.apply(percentiles.p50()));
            node.set("p85", write.apply(percentiles.p85()));
            node.set("p95", write.apply(percentiles.p95()));
            return node;
        });
    }

    public static ObjectNode durations(Figure<Percentiles<Duration>> figure) {
        return percentiles(figure, "ms", Json::millis);
    }

    public static JsonNode stage(@Nullable Stage stage) {
        if (stage == null) {
            return NODES.nullNode();
        }
        ObjectNode node = object();
        node.put("id", stage.id());
        node.put("name", stage.name());
        node.put("kind", constant(stage.kind()));
        node.set("waitingFor", stage.waitingFor() == null ? NODES.nullNode() : text(constant(stage.waitingFor())));
        return node;
    }

    public static ObjectNode state(NativeState state) {
        ObjectNode node = object();
        node.set("id", text(state.id()));
        node.put("name", state.name());
        return node;
    }

    public static ObjectNode reason(Reason reason) {
        ObjectNode node = object();
        node.put("code", constant(reason.code()));
        node.put("detail", reason.detail());
        return node;
    }
}
