package dev.millrace.jira;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.jira.JiraDataCenterFake.Answer;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** How a Jira Cloud writes what a server of one's own writes otherwise. */
final class CloudShape {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CloudShape() {}

    /** As a search shows it: without its changelog. */
    static ObjectNode shown(ObjectNode issue) {
        ObjectNode shown = issue.deepCopy();
        shown.remove("changelog");
        return shown;
    }

    /** Users have nothing but an account id, which is the same as their key on a server of one's own. */
    static ObjectNode asCloud(ObjectNode node) {
        for (JsonNode child : node) {
            if (child instanceof ObjectNode object) {
                asCloud(object);
            } else if (child.isArray()) {
                child.forEach(entry -> {
                    if (entry instanceof ObjectNode object) {
                        asCloud(object);
                    }
                });
            }
        }
        for (String user : List.of("author", "creator", "assignee", "reporter")) {
            if (node.path(user) instanceof ObjectNode person && !person.has("accountId")) {
                person.put(
                        "accountId",
                        person.path("key").asText(person.path("name").asText().toLowerCase(Locale.ROOT)));
                person.remove(List.of("name", "key"));
            }
        }
        return node;
    }

    /** A refusal in words. */
    static Answer error(int status, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("errorMessages").add(message);
        return Answer.of(status, body.toString());
    }

    /** The body of a request, which may have none. */
    static JsonNode parse(String body) {
        try {
            return JSON.readTree(body.isEmpty() ? "{}" : body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
