package dev.millrace.github.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads what GitHub sent. A field that must be there and is not becomes a message that names it. */
public final class GitHubJson {

    private static final int SHOWN = 60;

    private GitHubJson() {}

    /** Something GitHub sent is not as its documentation says. */
    public static final class FieldException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        FieldException(String message) {
            super(message);
        }
    }

    /** The text of a field; a number counts as text, for the REST API writes ids as numbers and GraphQL as text. */
    public static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() || value.isIntegralNumber()
                ? Optional.of(value.asText()).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    public static String requiredText(JsonNode node, String field) {
        return text(node, field).orElseThrow(() -> new FieldException("field " + field + " is missing"));
    }

    public static Optional<Instant> instant(JsonNode node, String field) {
        return text(node, field).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw new FieldException(
                        "field " + field + " is no date with time and zone: \"" + ShownText.line(text, SHOWN) + '"');
            }
        });
    }

    public static Instant requiredInstant(JsonNode node, String field) {
        return instant(node, field).orElseThrow(() -> new FieldException("field " + field + " is missing"));
    }

    /** The nodes of a connection, without the holes that GraphQL leaves for what the token may not see. */
    public static Stream<JsonNode> nodes(JsonNode connection) {
        return StreamSupport.stream(connection.path("nodes").spliterator(), false)
                .filter(node -> !node.isNull());
    }
}
