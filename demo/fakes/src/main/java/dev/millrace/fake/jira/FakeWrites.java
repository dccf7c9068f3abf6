package dev.millrace.fake.jira;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.fake.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The writes to a fake Jira, with the traces that the real one leaves: none for an issue property; for a new remote link
 * or field an entry in the changelog and a new {@code updated}, as real changelogs show.
 */
public final class FakeWrites {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST = 32_768;
    private static final Pattern PROPERTY = Pattern.compile("issue/([^/]+)/properties/([^/]+)");
    private static final Pattern PROJECT = Pattern.compile("project/([^/]+)/properties/([^/]+)");
    private static final Pattern ISSUE = Pattern.compile("issue/([^/]+)");
    private static final Pattern LINK = Pattern.compile("issue/([^/]+)/remotelink");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

    /** The properties by issue key and name. */
    public final Map<String, String> properties = new LinkedHashMap<>();
    /** The links by issue key and global id. */
    public final Map<String, JsonNode> links = new LinkedHashMap<>();
    /** The custom fields by issue key and id. */
    public final Map<String, JsonNode> fields = new LinkedHashMap<>();
    /** Every requested write, rejected ones too: {@code PUT ABC-1}. */
    public final List<String> asked = new ArrayList<>();
    /** What to answer in place of writing, by issue key. */
    public final Map<String, Response> refusals = new LinkedHashMap<>();

    /** The answer to a write of a project's property, kept as {@code project ABC/name}; empty if the path is none. */
    synchronized Optional<Response> project(String method, String path, String body) {
        Matcher property = PROJECT.matcher(path);
        if (!property.matches()) {
            return Optional.empty();
        }
        String name = "project " + property.group(1) + '/' + property.group(2);
        asked.add(method + " project " + property.group(1));
        Optional<Response> refusal = Optional.ofNullable(refusals.get("project " + property.group(1)));
        if (refusal.isPresent()) {
            return refusal;
        }
        if (method.equals("DELETE")) {
            return Optional.of(Response.of(properties.remove(name) == null ? 404 : 204, ""));
        }
        return Optional.of(Response.of(properties.put(name, body) == null ? 201 : 200, ""));
    }

    /** The id or key of the issue that a path writes to; empty if it is no write. */
    static Optional<String> issue(String method, String path) {
        Matcher property = PROPERTY.matcher(path);
        Matcher link = LINK.matcher(path);
        Matcher issue = ISSUE.matcher(path);
        if (method.equals("PUT") && issue.matches()) {
            return Optional.of(issue.group(1));
        }
        boolean settable = method.equals("PUT") || method.equals("DELETE");
        if (settable && property.matches()) {
            return Optional.of(property.group(1));
        }
        return (method.equals("POST") || method.equals("DELETE")) && link.matches()
                ? Optional.of(link.group(1))
                : Optional.empty();
    }

    synchronized Response write(String method, String path, String body, ObjectNode issue, Instant now) {
        String key = issue.path("key").asText();
        asked.add(method + ' ' + key);
        if (refusals.containsKey(key)) {
            return refusals.get(key);
        }
        if (method.equals("DELETE")) {
            Matcher property = PROPERTY.matcher(path);
            boolean there = property.matches()
                    ? properties.remove(key + '/' + property.group(2)) != null
                    : links.keySet().removeIf(name -> name.startsWith(key + '/'));
            return there ? Response.of(204, "") : Response.of(404, "{\"errorMessages\":[\"not there\"]}");
        }
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return Response.of(400, "{\"errorMessages\":[\"no JSON\"]}");
        }
        Matcher property = PROPERTY.matcher(path);
        if (property.matches()) {
            if (body.length() > LONGEST) {
                return Response.of(400, "{\"errorMessages\":[\"The property value is too long.\"]}");
            }
            String name = key + '/' + property.group(2);
            return Response.of(properties.put(name, body) == null ? 201 : 200, "");
        }
        if (ISSUE.matcher(path).matches()) {
            json.path("fields").properties().forEach(field -> {
                JsonNode before = fields.put(key + '/' + field.getKey(), field.getValue());
                log(
                        issue,
                        now,
                        field.getKey(),
                        "custom",
                        before == null || before.isNull() ? null : before.asText(),
                        field.getValue().isNull() ? null : field.getValue().asText());
            });
            return Response.of(204, "");
        }
        String name = key + '/' + json.path("globalId").asText();
        if (links.put(name, json) != null) {
            return Response.of(200, "{\"id\":1}");
        }
        log(
                issue,
                now,
                "RemoteIssueLink",
                "jira",
                null,
                "This issue links to \"" + json.path("object").path("title").asText() + " ("
                        + json.at("/application/name").asText("Web Link") + ")\"");
        return Response.of(201, "{\"id\":1}");
    }

    private static void log(
            ObjectNode issue, Instant now, String field, String type, @Nullable String from, @Nullable String to) {
        ((ObjectNode) issue.path("fields")).put("updated", TIME.format(now));
        ObjectNode changelog = (ObjectNode) issue.path("changelog");
        ArrayNode histories = (ArrayNode) changelog.path("histories");
        ObjectNode history =
                histories.addObject().put("id", "9" + histories.size()).put("created", TIME.format(now));
        history.putObject("author").put("name", "robot").put("key", "robot").put("accountId", "robot");
        history.putArray("items")
                .addObject()
                .put("field", field)
                .put("fieldtype", type)
                .putNull("from")
                .put("fromString", from)
                .put("to", type.equals("jira") ? "1" : null)
                .put("toString", to);
        changelog.put("total", histories.size());
    }
}
