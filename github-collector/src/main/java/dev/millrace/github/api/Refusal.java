package dev.millrace.github.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A part of a pull request that GitHub withholds. It is noted inside the pull request, under a name that no field of
 * GraphQL can have, so the mapper can distinguish a withheld part from an empty one.
 */
public final class Refusal {

    private static final String NOTE = "millrace:refused";
    private static final int LONGEST_REASON = 200;

    private Refusal() {}

    /** Notes that a field is missing, or a part of it. The first reason given for a field stays. */
    public static void note(ObjectNode pullRequest, String field, String reason) {
        ObjectNode notes = pullRequest.withObject("/" + NOTE);
        if (!notes.has(field)) {
            notes.put(field, ShownText.line(reason, LONGEST_REASON));
        }
    }

    /** The reasons by field; empty if nothing was kept back. */
    public static Map<String, String> of(JsonNode pullRequest) {
        Map<String, String> reasons = new LinkedHashMap<>();
        pullRequest
                .path(NOTE)
                .properties()
                .forEach(note -> reasons.put(note.getKey(), note.getValue().asText()));
        return reasons;
    }
}
