package dev.millrace.jira;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Builds an issue as REST v2 writes it: a Bug in state Open of project ABC unless told otherwise. */
final class TestIssue {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectNode issue = JSON.createObjectNode();
    private final ArrayNode histories;

    TestIssue(String id, String key) {
        issue.put("id", id).put("key", key);
        ObjectNode fields = issue.putObject("fields");
        fields.put("summary", "Summary of " + key);
        fields.putObject("project").put("id", "1").put("key", StateUses.projectOf(key, key));
        fields.putObject("issuetype").put("id", "1").put("name", "Bug").put("subtask", false);
        fields.put("created", "2026-01-01T10:00:00.000+0000");
        fields.put("updated", "2026-01-01T10:00:00.000+0000");
        status("1", "Open", "new");
        ObjectNode changelog = issue.putObject("changelog");
        changelog.put("startAt", 0).put("maxResults", 0).put("total", 0);
        histories = changelog.putArray("histories");
    }

    static TestIssue issue(String id, String key) {
        return new TestIssue(id, key);
    }

    ObjectNode fields() {
        return (ObjectNode) issue.path("fields");
    }

    TestIssue status(String id, String name, String category) {
        fields().putObject("status")
                .put("id", id)
                .put("name", name)
                .putObject("statusCategory")
                .put("key", category);
        return this;
    }

    TestIssue created(String time) {
        fields().put("created", time);
        return this;
    }

    TestIssue updated(String time) {
        fields().put("updated", time);
        return this;
    }

    /** Adds an entry; the items are {@code field, fromId, from, toId, to}. */
    TestIssue history(String id, String created, String[]... items) {
        ObjectNode history = histories.addObject().put("id", id).put("created", created);
        history.putObject("author").put("name", "ann").put("key", "ann");
        ArrayNode list = history.putArray("items");
        for (String[] item : items) {
            list.addObject()
                    .put("field", item[0])
                    .put("fieldtype", "jira")
                    .put("from", item[1])
                    .put("fromString", item[2])
                    .put("to", item[3])
                    .put("toString", item[4]);
        }
        return total(histories.size());
    }

    TestIssue total(int total) {
        ((ObjectNode) issue.path("changelog")).put("total", total);
        return this;
    }

    ObjectNode json() {
        return issue;
    }

    static String[] item(String field, String fromId, String from, String toId, String to) {
        return new String[] {field, fromId, from, toId, to};
    }
}
