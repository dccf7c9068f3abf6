package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;

/**
 * Reads instants as Jira writes them: {@code 2014-01-07T20:05:25.313+0000}, with or without colon or fraction, with {@code Z},
 * or as epoch milliseconds.
 */
final class JiraTimestamps {

    private static final DateTimeFormatter LOCAL_PART = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .toFormatter();

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .append(LOCAL_PART)
            .appendPattern("[XXX][XX][X]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private JiraTimestamps() {}

    /**
     * The instant a field holds.
     *
     * @throws JiraDataException naming the field, if it holds none
     */
    static Instant read(JsonNode value, String field) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return Instant.ofEpochMilli(value.longValue());
        }
        if (value.isTextual()) {
            try {
                return OffsetDateTime.parse(value.textValue(), FORMAT).toInstant();
            } catch (DateTimeParseException e) {
                return digits(value.textValue(), field);
            }
        }
        throw notATime(value, field);
    }

    private static Instant digits(String text, String field) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(text));
        } catch (NumberFormatException | DateTimeException e) {
            throw JiraDataException.of(
                    field, "a time with offset such as 2014-01-07T20:05:25.313+0000", '"' + text + '"');
        }
    }

    private static JiraDataException notATime(JsonNode value, String field) {
        return JiraDataException.of(
                field,
                "a time with offset such as 2014-01-07T20:05:25.313+0000",
                value.isMissingNode() ? "missing" : value.toString());
    }
}
