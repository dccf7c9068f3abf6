package dev.millrace.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and writes single fields. A missing field and a null one mean the same; each error names its field. */
final class JsonFields {

    private static final int MILLI_DIGITS = 3;

    /** ISO 8601 in UTC, always with milliseconds, so that equal instants are equal text. */
    private static final DateTimeFormatter INSTANT =
            new DateTimeFormatterBuilder().appendInstant(MILLI_DIGITS).toFormatter(Locale.ROOT);

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private JsonFields() {}

    static void put(ObjectNode json, String field, @Nullable Object value) {
        if (value != null) {
            json.put(field, value.toString());
        }
    }

    static void put(ObjectNode json, String field, @Nullable Instant value) {
        if (value != null) {
            json.put(field, INSTANT.format(value));
        }
    }

    static void putMillis(ObjectNode json, String field, @Nullable Duration value) {
        if (value != null) {
            json.put(field, value.toMillis());
        }
    }

    static void put(ObjectNode json, String field, @Nullable NativeState state) {
        if (state != null) {
            pair(json.putObject(field), state.id(), state.name());
        }
    }

    static void put(ObjectNode json, String field, @Nullable NativeType type) {
        if (type != null) {
            pair(json.putObject(field), type.id(), type.name());
        }
    }

    static void put(ObjectNode json, String field, @Nullable Actor actor) {
        if (actor != null) {
            json.putObject(field).put("pseudonym", actor.pseudonym()).put("type", word(actor.type()));
        }
    }

    /** An enum constant as it is written: {@code SUB_TASK} as {@code sub-task}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String text(JsonNode json, String field) {
        String text = textOrNull(json, field);
        if (text == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return text;
    }

    static @Nullable String textOrNull(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + " must be a text");
        }
        return value.textValue();
    }

    static long number(JsonNode json, String field) {
        Long number = numberOrNull(json, field);
        if (number == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return number;
    }

    static @Nullable Long numberOrNull(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw new IllegalArgumentException(field + " must be a whole number");
        }
        return value.longValue();
    }

    static @Nullable Duration millisOrNull(JsonNode json, String field) {
        Long millis = numberOrNull(json, field);
        return millis == null ? null : Duration.ofMillis(millis);
    }

    static boolean flag(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isBoolean()) {
            throw new IllegalArgumentException(field + " must be true or false");
        }
        return value.booleanValue();
    }

    static Instant instant(JsonNode json, String field) {
        Instant instant = instantOrNull(json, field);
        if (instant == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return instant;
    }

    static @Nullable Instant instantOrNull(JsonNode json, String field) {
        String text = textOrNull(json, field);
        try {
            return text == null ? null : inRange(field, Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    field + " must be an instant such as 2026-01-31T09:30:00.000Z, but is \"" + text + '"', e);
        }
    }

    /** Dates that a store can hold and an export can sort as text. A clock far outside of these is broken. */
    private static Instant inRange(String field, Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new IllegalArgumentException(
                    field + " must be between " + FIRST + " and " + LAST + ", but is " + instant);
        }
        return instant;
    }

    static ArtifactId artifact(JsonNode json, String field) {
        return parsed(field, text(json, field), ArtifactId::parse);
    }

    static @Nullable ArtifactId artifactOrNull(JsonNode json, String field) {
        String text = textOrNull(json, field);
        return text == null ? null : parsed(field, text, ArtifactId::parse);
    }

    static NativeState state(JsonNode json, String field) {
        NativeState state = stateOrNull(json, field);
        if (state == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return state;
    }

    static @Nullable NativeState stateOrNull(JsonNode json, String field) {
        JsonNode pair = json.path(field);
        return pair.isObject() ? new NativeState(textOrNull(pair, "id"), text(pair, "name")) : null;
    }

    static NativeType type(JsonNode json, String field) {
        NativeType type = typeOrNull(json, field);
        if (type == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return type;
    }

    static @Nullable NativeType typeOrNull(JsonNode json, String field) {
        JsonNode pair = json.path(field);
        return pair.isObject() ? new NativeType(textOrNull(pair, "id"), text(pair, "name")) : null;
    }

    static @Nullable Actor actorOrNull(JsonNode json, String field) {
        JsonNode actor = json.path(field);
        return actor.isObject() ? new Actor(text(actor, "pseudonym"), constant(actor, "type", Actor.Type.class)) : null;
    }

    static <E extends Enum<E>> E constant(JsonNode json, String field, Class<E> type) {
        String text = text(json, field);
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(field + " is \"" + text + "\", which this version does not know");
    }

    static <T> T parsed(String field, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
        }
    }

    private static void pair(ObjectNode json, @Nullable String id, String name) {
        if (id != null) {
            json.put("id", id);
        }
        json.put("name", name);
    }
}
