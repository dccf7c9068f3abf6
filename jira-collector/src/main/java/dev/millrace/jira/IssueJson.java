package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an issue's JSON leniently in what may be missing and strictly in what must be there. Every complaint names the field
 * by its path.
 */
final class IssueJson {

    private IssueJson() {}

    /** The text or number at a place, as text; empty if it is missing, null or blank. */
    static Optional<String> text(JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        if (!value.isTextual() && !value.isIntegralNumber()) {
            return Optional.empty();
        }
        String text = JiraText.storable(value.asText());
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    /**
     * The text that must be at a place.
     *
     * @param path how to call the parent in a complaint, such as {@code fields.}
     */
    static String requiredText(JsonNode parent, String field, String path) {
        return text(parent, field).orElseThrow(() -> {
            JsonNode value = parent.path(field);
            return JiraDataException.of(path + field, "a text", value.isMissingNode() ? "missing" : value.toString());
        });
    }

    /** The instant that must be at a place. */
    static Instant instant(JsonNode parent, String field, String path) {
        return JiraTimestamps.read(parent.path(field), path + field);
    }

    /** The instant at a place; empty if it is missing or none. */
    static Optional<Instant> instantOrEmpty(JsonNode parent, String field) {
        try {
            return Optional.of(instant(parent, field, ""));
        } catch (JiraDataException e) {
            return Optional.empty();
        }
    }

    /** The names in a list of texts or of objects with a name; what has none is left out. */
    static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        for (JsonNode entry : list) {
            if (entry.isTextual()) {
                names.add(JiraText.storable(entry.textValue()));
            } else {
                text(entry, "name").or(() -> text(entry, "value")).ifPresent(names::add);
            }
        }
        return names;
    }

    /** What to call an issue in a message: its key, else its id, else that it has neither. */
    static String label(JsonNode issue) {
        return text(issue, "key")
                .or(() -> text(issue, "id").map(id -> "issue " + id))
                .orElse("an issue without key and id");
    }

    /** How many characters of the texts below could not be read when the answer was decoded. */
    static long unreadable(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue()
                    .chars()
                    .filter(c -> c == JiraText.REPLACEMENT)
                    .count();
        }
        long count = 0;
        for (JsonNode child : node) {
            count += unreadable(child);
        }
        return count;
    }
}
