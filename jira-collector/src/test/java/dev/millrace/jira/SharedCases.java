package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.fake.Response;
import dev.millrace.fake.jira.JiraCloudFake;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.fake.jira.JiraFake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads a Jira case of the folder beside the real data, and serves it as its own small server does. */
final class SharedCases {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SharedCases() {}

    static void serve(String name, JiraFake jira) {
        Path file = RealData.folder("../cases/" + name).resolve("jira.json");
        try {
            JsonNode content = JSON.readTree(file.toFile());
            Map<String, ObjectNode> statuses = new HashMap<>();
            content.path("statuses")
                    .forEach(status -> statuses.put(status.path("id").asText(), status(status)));
            Response all = Response.of(200, statuses.values().toString());
            if (jira instanceof JiraCloudFake cloud) {
                cloud.answer("status", all);
            } else if (jira instanceof JiraDataCenterFake server) {
                server.answer("status", all);
            }
            content.path("issues").forEach(issue -> jira.put(issue(issue, statuses)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode status(JsonNode status) {
        ObjectNode full = JSON.createObjectNode();
        full.put("id", status.path("id").asText())
                .put("name", status.path("name").asText());
        full.putObject("statusCategory").put("key", status.path("category").asText());
        return full;
    }

    private static ObjectNode issue(JsonNode issue, Map<String, ObjectNode> statuses) {
        ObjectNode full = JSON.createObjectNode();
        String key = issue.path("key").asText();
        full.put("id", issue.path("id").asText()).put("key", key);
        ObjectNode fields = issue.path("fields").deepCopy();
        full.set("fields", fields);
        fields.set("status", statuses.get(fields.path("status").asText()));
        if (!fields.has("project")) {
            fields.putObject("project").put("id", "1").put("key", StateUses.projectOf(key, key));
        }
        if (!fields.has("issuetype")) {
            fields.putObject("issuetype").put("id", "1").put("name", "Story").put("subtask", false);
        }
        if (!fields.has("updated")) {
            fields.set("updated", fields.path("created"));
        }
        fields.put("summary", "An item");
        ObjectNode changelog = full.putObject("changelog");
        changelog.set("histories", issue.path("histories").deepCopy());
        changelog.put("total", issue.path("total").asInt(issue.path("histories").size()));
        return full;
    }
}
