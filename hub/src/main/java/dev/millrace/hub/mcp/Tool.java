package dev.millrace.hub.mcp;

import dev.millrace.hub.access.TokenScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One thing that an assistant can ask.
 *
 * @param name how it calls it
 * @param title what people see
 * @param description when to use it, for the assistant
 * @param scope what the token needs
 * @param arguments the schemas of its arguments by name, besides those that page
 * @param required the arguments that must be given
 * @param data the schema of the data of its answer
 * @param question answers
 */
record Tool(
        String name,
        String title,
        String description,
        TokenScope scope,
        Map<String, Map<String, Object>> arguments,
        List<String> required,
        Map<String, Object> data,
        Question question) {

    static final int USUAL_LIMIT = 20;
    private static final int MOST = 200;

    /** Answers a question. */
    interface Question {
        /** The answer; a {@link dev.millrace.app.UserError} says what is wrong with the question. */
        ToolAnswer answer(ToolArguments arguments, ToolReader reader);
    }

    Tool {
        arguments = new LinkedHashMap<>(arguments);
        required = List.copyOf(required);
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(question, "question");
    }

    Map<String, Object> input() {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>(arguments);
        all.put("offset", Schemas.integer("how many entries of the list were read before", 0, Integer.MAX_VALUE));
        all.put(
                "limit",
                Schemas.integer("how many entries of a list are shown at most; usually " + USUAL_LIMIT, 1, MOST));
        return Schemas.arguments(all, required);
    }

    Map<String, Object> output() {
        return Schemas.answer(data);
    }
}
