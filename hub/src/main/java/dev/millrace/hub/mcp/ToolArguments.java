package dev.millrace.hub.mcp;

import dev.millrace.app.UserError;
import dev.millrace.app.report.ReportQuestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an assistant passed to a tool. The schema of the tool has been checked before.
 *
 * @param values by name
 */
record ToolArguments(Map<String, Object> values) {

    private static final int MOST = 500;

    ToolArguments {
        values = Map.copyOf(values);
    }

    /** A text; empty if it is not given or blank. */
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name))
                .map(ToolArguments::plain)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> {
                    if (text.length() > MOST) {
                        throw UserError.usage(name + " may have at most " + MOST + " characters");
                    }
                    return text;
                });
    }

    /** What an assistant copied out of an answer may still have its brackets. */
    private static String plain(Object value) {
        return String.valueOf(value).replace(String.valueOf(Fence.OPEN), "").replace(String.valueOf(Fence.CLOSE), "");
    }

    /**
     * A text that must be given.
     *
     * @throws UserError if it is not
     */
    String required(String name) {
        return text(name).orElseThrow(() -> UserError.usage(name + " must not be empty"));
    }

    List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(ToolArguments::plain).toList()
                : List.of();
    }

    int number(String name, int otherwise) {
        return values.get(name) instanceof Number number ? number.intValue() : otherwise;
    }

    /** The part of the figures that is asked for. */
    ReportQuestion question() {
        return new ReportQuestion(
                text("since"),
                text("until"),
                text("days"),
                texts("projects"),
                texts("types"),
                texts("origins"),
                text("stream"),
                text("team"),
                text("service"),
                Optional.empty(),
                Optional.empty());
    }
}
