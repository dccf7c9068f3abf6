package dev.millrace.github.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.collect.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The errors of one answer of GraphQL: what they mean for the whole, and where in the data each belongs. */
public final class GraphQlErrors {

    private static final Set<String> REFUSALS = Set.of("NOT_FOUND", "FORBIDDEN");
    private static final Set<String> LIMITS = Set.of("RATE_LIMIT", "RATE_LIMITED");
    private static final int MAX_SHOWN = 3;
    private static final int MAX_MESSAGE = 300;

    private final GraphQlQuery query;
    private final List<JsonNode> errors;
    private final Optional<String> singleSignOn;

    /**
     * Of the answer to that query.
     *
     * @param singleSignOn what to do if the organisation insists on single sign-on
     */
    GraphQlErrors(GraphQlQuery query, List<JsonNode> errors, Optional<String> singleSignOn) {
        this.query = query;
        this.errors = List.copyOf(errors);
        this.singleSignOn = singleSignOn;
    }

    /**
     * One error.
     *
     * @param path where in the data it belongs; empty if it concerns the whole
     * @param text its type and message, on one line
     * @param passing whether GitHub only gave up on it, so that less at once may pass
     */
    public record Failure(List<String> path, String text, boolean passing) {}

    boolean isEmpty() {
        return errors.isEmpty();
    }

    /** As GitHub wrote them. */
    List<JsonNode> raw() {
        return errors;
    }

    public List<Failure> failures() {
        return errors.stream()
                .map(error -> new Failure(path(error), text(error), gaveUp(error)))
                .toList();
    }

    /** Whether GitHub rejected the query because of too many requests. */
    boolean limited() {
        return errors.stream()
                .anyMatch(error -> isLimit(
                        error.path("type").asText(), error.path("message").asText()));
    }

    /** Whether an error of that type with that message says that a limit is used up. */
    static boolean isLimit(String type, String message) {
        String words = message.toLowerCase(Locale.ROOT);
        return LIMITS.contains(type) || words.contains("secondary rate limit") || words.contains("abuse detection");
    }

    /** What to throw where the data is of no use without what is missing. */
    public RuntimeException failure() {
        List<String> messages = new ArrayList<>();
        boolean onlyTimeouts = true;
        boolean notFound = false;
        boolean nothing = false;
        for (JsonNode error : errors) {
            String type = error.path("type").asText("");
            onlyTimeouts &= gaveUp(error);
            notFound |= type.equals("NOT_FOUND");
            // the repository itself, and not one of its fields
            nothing |= REFUSALS.contains(type) && path(error).equals(List.of("repository"));
            if (messages.size() < MAX_SHOWN) {
                messages.add(text(error));
            }
        }
        String text = "GraphQL " + query.operation() + ": " + String.join("; ", messages)
                + (errors.size() > MAX_SHOWN ? " and " + (errors.size() - MAX_SHOWN) + " more" : "");
        if (onlyTimeouts) {
            return new TooHeavyException(text, null);
        }
        String todo = singleSignOn
                .map(advice -> ". " + advice)
                .orElse(
                        notFound || nothing
                                ? ". Check the name, and that the token may read it (see docs/github.md)"
                                : "");
        return nothing ? SourceException.nothingReadable(text + todo) : new SourceException(text + todo);
    }

    private static boolean gaveUp(JsonNode error) {
        return error.path("type").asText("").isEmpty()
                && error.path("message").asText("").startsWith("Something went wrong while executing your query");
    }

    private static List<String> path(JsonNode error) {
        List<String> path = new ArrayList<>();
        error.path("path").forEach(step -> path.add(step.asText()));
        return path;
    }

    private static String text(JsonNode error) {
        String type = error.path("type").asText("");
        String line = ShownText.line(
                (type.isEmpty() ? "" : type + ": ") + error.path("message").asText(""), MAX_MESSAGE);
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
