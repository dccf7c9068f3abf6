package dev.millrace.hub.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A few texts and numbers of the body of a webhook, by their names there: {@code action}, {@code issue.id}. Everything else is
 * skipped unread; it may be megabytes, and what the tool says when it is asked is newer.
 */
record EventBody(Map<String, String> values) {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(200).build())
            .build();

    /** What the body says of that; empty if it says nothing, or no text and no number. */
    String get(String name) {
        return values.getOrDefault(name, "");
    }

    /**
     * Reads a body.
     *
     * @param wanted the names of members of the object, or of members of its members
     * @throws IOException if it is no JSON object
     */
    static EventBody parse(byte[] body, Set<String> wanted) throws IOException {
        Map<String, String> values = new HashMap<>();
        try (JsonParser in = JSON.createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            members(in, "", wanted, values);
        }
        return new EventBody(values);
    }

    private static void members(JsonParser in, String prefix, Set<String> wanted, Map<String, String> values)
            throws IOException {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = prefix + in.currentName();
            JsonToken token = in.nextToken();
            if (wanted.contains(name) && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                values.put(name, in.getText());
            } else if (token == JsonToken.START_OBJECT
                    && prefix.isEmpty()
                    && wanted.stream().anyMatch(one -> one.startsWith(name + '.'))) {
                members(in, name + '.', wanted, values);
            } else {
                in.skipChildren();
            }
        }
    }
}
