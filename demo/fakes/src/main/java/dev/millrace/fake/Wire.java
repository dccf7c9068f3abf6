package dev.millrace.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** JSON as the fakes write and read it. */
public final class Wire {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter JIRA =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXX").withZone(ZoneOffset.ofHours(2));
    private static final DateTimeFormatter INSTANT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter();

    private Wire() {}

    /** An object without fields. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** An array without elements. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The body of a request. */
    public static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** A value of plain Java: maps, lists, texts, numbers. */
    public static JsonNode json(Object value) {
        return JSON.valueToTree(value);
    }

    /** An object as a map of plain Java; an empty one for what is no object. */
    public static Map<String, Object> map(JsonNode node) {
        return node.isObject() ? JSON.convertValue(node, new TypeReference<>() {}) : Map.of();
    }

    /** An instant as Jira or GitHub writes it, or in epoch milliseconds; empty for what is none. */
    public static Optional<Instant> instant(JsonNode value) {
        if (value.isIntegralNumber()) {
            return Optional.of(Instant.ofEpochMilli(value.longValue()));
        }
        try {
            return Optional.of(OffsetDateTime.parse(value.asText(), INSTANT).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** As Jira writes instants: milliseconds, and an offset without a colon. */
    public static String jira(Instant at) {
        return JIRA.format(at).replace("Z", "+0000");
    }

    /** As GitHub writes instants: whole seconds in UTC. */
    public static String github(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
