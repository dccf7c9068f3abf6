package dev.millrace.fake.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.fake.Response;
import dev.millrace.fake.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a Jira Cloud writes what a server of one's own writes otherwise. */
final class CloudShape {

    private CloudShape() {}

    /** An issue without its changelog. */
    static ObjectNode shown(ObjectNode issue) {
        ObjectNode shown = issue.deepCopy();
        shown.remove("changelog");
        return shown;
    }

    /** As a search shows it: with the requested fields, or with its id only. */
    static ObjectNode shown(ObjectNode issue, JsonNode fields) {
        if (fields.isEmpty()) {
            return Wire.object().put("id", issue.path("id").asText());
        }
        ObjectNode shown = shown(issue);
        if (shown.path("fields") instanceof ObjectNode all) {
            List<String> asked = new ArrayList<>();
            fields.forEach(field -> asked.add(field.asText()));
            all.retain(asked);
        }
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
    static Response error(int status, String message) {
        ObjectNode body = Wire.object();
        body.putArray("errorMessages").add(message);
        body.putObject("errors");
        return Response.of(status, body.toString());
    }
}
