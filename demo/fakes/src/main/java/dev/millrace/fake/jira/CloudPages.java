package dev.millrace.fake.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.fake.Response;
import dev.millrace.fake.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pages of a Jira Cloud: of searches and of changelogs, with the tokens that lead from one to the next. */
final class CloudPages {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Integer> tokens = new HashMap<>();
    private int tokensGiven;
    private int maxIssues = 100;
    private int maxEntries = 1_000;
    private int overlap;
    private boolean oldestFirst;

    /** The most issues and changelog entries of a page, and how many entries of a page come again on the next. */
    void cap(int mostIssues, int mostEntries, int overlappingEntries) {
        maxIssues = mostIssues;
        maxEntries = mostEntries;
        overlap = overlappingEntries;
    }

    /** Lists changelogs from their oldest entry on. */
    void listOldestFirst() {
        oldestFirst = true;
    }

    /** Lets all tokens expire that were given so far. */
    void expireTokens() {
        tokens.clear();
    }

    /** A page of a search. */
    Response search(Collection<ObjectNode> issues, JsonNode asked) {
        String jql = asked.path("jql").asText();
        if (jql.strip().toUpperCase(Locale.ROOT).startsWith("ORDER BY")) {
            return CloudShape.error(
                    400, "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.");
        }
        FakeQuery query;
        try {
            query = FakeQuery.parse(jql);
        } catch (IllegalArgumentException e) {
            return CloudShape.error(400, "Error in the JQL Query: " + e.getMessage());
        }
        List<ObjectNode> found = query.of(issues, Function.identity());
        ObjectNode answer = JSON.createObjectNode();
        Integer from = place(asked);
        if (from == null) {
            return CloudShape.error(400, "The provided next page token is invalid or has expired.");
        }
        int to = Math.min(found.size(), from + Math.min(asked.path("maxResults").asInt(50), maxIssues));
        ArrayNode page = answer.putArray("issues");
        found.subList(Math.min(from, to), to).forEach(issue -> page.add(CloudShape.shown(issue, asked.path("fields"))));
        answer.put("isLast", to == found.size());
        if (to < found.size()) {
            answer.put("nextPageToken", token(to));
        }
        return Response.of(200, answer.toString());
    }

    /** A page of the changelogs of many issues. */
    Response changelogs(Function<String, Optional<ObjectNode>> find, JsonNode asked) {
        record Entry(String issue, ObjectNode entry, long at) {}
        if (asked.path("issueIdsOrKeys").size() > 1_000) {
            return CloudShape.error(400, "Too many issues.");
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonNode id : asked.path("issueIdsOrKeys")) {
            find.apply(id.asText())
                    .ifPresent(issue -> issue.at("/changelog/histories")
                            .forEach(entry -> entries.add(new Entry(
                                    issue.path("id").asText(), (ObjectNode) entry, millis((ObjectNode) entry)))));
        }
        if (asked.has("fieldIds")) {
            // what has no field id is lost
            entries.removeIf(entry -> Stream.of(entry.entry().path("items"))
                    .flatMap(items -> items.findValuesAsText("fieldId").stream())
                    .noneMatch(id -> asked.path("fieldIds").toString().contains('"' + id + '"')));
        }
        Comparator<Entry> order = Comparator.comparingLong(Entry::at);
        entries.sort(oldestFirst ? order : order.reversed());
        Integer from = place(asked);
        if (from == null) {
            return CloudShape.error(400, "The provided next page token is invalid or has expired.");
        }
        int to = Math.min(
                entries.size(), from + Math.min(asked.path("maxResults").asInt(1_000), maxEntries));
        Map<String, ArrayNode> byIssue = new LinkedHashMap<>();
        for (Entry entry : entries.subList(Math.max(0, Math.min(from, to) - overlap), to)) {
            ObjectNode shown = entry.entry().deepCopy();
            if (entry.at() != 0) {
                shown.put("created", entry.at());
            }
            byIssue.computeIfAbsent(entry.issue(), id -> JSON.createArrayNode()).add(shown);
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode logs = answer.putArray("issueChangeLogs");
        byIssue.forEach((id, histories) -> logs.addObject().put("issueId", id).set("changeHistories", histories));
        if (to < entries.size()) {
            answer.put("nextPageToken", token(to));
        }
        return Response.of(200, answer.toString());
    }

    private String token(int place) {
        String token = "token-" + ++tokensGiven;
        tokens.put(token, place);
        return token;
    }

    /** The place a token leads to; null if it has expired. */
    private @Nullable Integer place(JsonNode asked) {
        return asked.has("nextPageToken")
                ? tokens.get(asked.path("nextPageToken").asText())
                : Integer.valueOf(0);
    }

    /** When, in epoch milliseconds; 0 if that is no time. */
    private static long millis(ObjectNode entry) {
        return Wire.instant(entry.path("created")).map(Instant::toEpochMilli).orElse(0L);
    }
}
