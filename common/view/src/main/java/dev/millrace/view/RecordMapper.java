package dev.millrace.view;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.util.NameTransformer;
import dev.millrace.metrics.FigureState;
import dev.millrace.metrics.Percentiles;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Figure;
import dev.millrace.model.ToolInstance;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes records: the components in their order, under their names. A duration is in whole milliseconds, and its name
 * ends in {@code Ms}; a constant is in lower case with hyphens; a figure says its state. {@link JsonShapes} has what is written otherwise.
 */
final class RecordMapper {

    /** What is counted, if the type of the percentiles does not state it. */
    private static final Map<String, String> COUNTED =
            Map.of("perFullWeek", "items", "perItem", "hand-offs", "daysPerFullWeek", "days", "sentBack", "rounds");

    private RecordMapper() {}

    static ObjectMapper create() {
        SimpleModule module = new SimpleModule();
        List.of(Instant.class, LocalDate.class, URI.class, ArtifactId.class, ToolInstance.class)
                .forEach(type -> module.addSerializer(type, new TextSerializer()));
        module.addSerializer(Duration.class, new MillisSerializer());
        module.addSerializer(Enum.class, new ConstantSerializer());
        module.addKeySerializer(Enum.class, new KeySerializer());
        module.addSerializer(Figure.class, new FigureSerializer(""));
        module.addSerializer(Percentiles.class, new FigureSerializer(""));
        module.setSerializerModifier(new ComponentNames());
        ObjectMapper mapper = new ObjectMapper();
        mapper.registerModule(module);
        JsonShapes.ALL.forEach(mapper::addMixIn);
        return mapper;
    }

    /** The written form of a constant, such as {@code never-started}. */
    static String constant(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static final class TextSerializer extends JsonSerializer<Object> {
        @Override
        public void serialize(Object value, JsonGenerator json, SerializerProvider others) throws IOException {
            json.writeString(value.toString());
        }
    }

    private static final class MillisSerializer extends JsonSerializer<Duration> {
        @Override
        public void serialize(Duration value, JsonGenerator json, SerializerProvider others) throws IOException {
            json.writeNumber(value.toMillis());
        }
    }

    @SuppressWarnings("rawtypes") // as the module wants it
    private static final class ConstantSerializer extends JsonSerializer<Enum> {
        @Override
        public void serialize(Enum value, JsonGenerator json, SerializerProvider others) throws IOException {
            json.writeString(constant(value));
        }
    }

    @SuppressWarnings("rawtypes") // as the module wants it
    private static final class KeySerializer extends JsonSerializer<Enum> {
        @Override
        public void serialize(Enum value, JsonGenerator json, SerializerProvider others) throws IOException {
            json.writeFieldName(constant(value));
        }
    }

    /** A figure, or the percentiles inside one. */
    private static final class FigureSerializer extends JsonSerializer<Object> {

        private final String counted;

        FigureSerializer(String counted) {
            this.counted = counted;
        }

        @Override
        public void serialize(Object value, JsonGenerator json, SerializerProvider others) throws IOException {
            if (value instanceof Percentiles<?> percentiles) {
                percentiles(percentiles, json, others);
            } else if (value instanceof Figure<?> figure) {
                figure(figure, json, others);
            }
        }

        private void figure(Figure<?> figure, JsonGenerator json, SerializerProvider others) throws IOException {
            json.writeStartObject();
            json.writeStringField("state", FigureState.of(figure).text());
            if (figure instanceof Figure.Measured<?> measured) {
                value("value", measured.value(), json, others);
            } else if (figure instanceof Figure.Open<?> open) {
                value("atLeast", open.lowerBound(), json, others);
            } else {
                value("reason", figure.reason().orElse(null), json, others);
            }
            json.writeEndObject();
        }

        private void percentiles(Percentiles<?> percentiles, JsonGenerator json, SerializerProvider others)
                throws IOException {
            Object p50 = percentiles.p50();
            json.writeStartObject();
            json.writeStringField("unit", p50 instanceof Duration ? "ms" : p50 instanceof Double ? "ratio" : counted);
            json.writeNumberField("n", percentiles.n());
            value("p50", p50, json, others);
            value("p85", percentiles.p85(), json, others);
            value("p95", percentiles.p95(), json, others);
            json.writeEndObject();
        }

        private void value(String name, @Nullable Object value, JsonGenerator json, SerializerProvider others)
                throws IOException {
            json.writeFieldName(name);
            if (value instanceof Percentiles<?> percentiles) {
                percentiles(percentiles, json, others);
            } else {
                others.defaultSerializeValue(value, json);
            }
        }
    }

    private static final class ComponentNames extends BeanSerializerModifier {

        private static final NameTransformer MILLIS = new NameTransformer() {
            @Override
            public String transform(String name) {
                return name.equals("time") ? "ms" : name.endsWith("Ms") ? name : name + "Ms";
            }

            @Override
            public String reverse(String transformed) {
                throw new UnsupportedOperationException("nothing is read");
            }
        };

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription bean, List<BeanPropertyWriter> components) {
            components.replaceAll(ComponentNames::named);
            return components;
        }

        private static BeanPropertyWriter named(BeanPropertyWriter component) {
            JavaType type = component.getType();
            JavaType of = type.hasRawClass(Figure.class) ? type.containedType(0) : type;
            if (of.hasRawClass(Percentiles.class) && COUNTED.containsKey(component.getName())) {
                component.assignSerializer(new FigureSerializer(COUNTED.getOrDefault(component.getName(), "")));
            }
            return of.hasRawClass(Duration.class) ? component.rename(MILLIS) : component;
        }
    }
}
