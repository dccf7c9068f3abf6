package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import dev.millrace.http.HttpBody;
import dev.millrace.http.HttpCall;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.JsonClient;
import dev.millrace.http.UnusableReplyException;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whole changelogs of many issues of a Jira Cloud, whose searches give only the latest entries of each. Entries come in pages
 * that cut through issues and may overlap. Nothing is left out by field: moves, links and what apps write carry no field id.
 */
final class CloudChangelogs {

    /** The most issues Jira takes at once. */
    static final int MAX_ISSUES = 1_000;

    /** The status for a page token that has expired, or that Jira does not know for another reason. */
    static final int TOKEN_REFUSED = 400;

    private static final int ENTRIES = 1_000;
    private static final int MAX_RESTARTS = 3;

    private final JsonClient client;
    private final URI address;
    private int entries = ENTRIES;

    CloudChangelogs(JsonClient client, URI baseUrl) {
        this.client = client;
        this.address = URI.create(baseUrl + "/rest/api/3/changelog/bulkfetch");
    }

    /** Puts its changelog into each issue, where REST v2 has it; an issue without id stays without. */
    void attachTo(List<JsonNode> issues) {
        Map<String, ArrayNode> entriesById = new LinkedHashMap<>();
        Set<String> unread = new HashSet<>();
        for (JsonNode issue : issues) {
            IssueJson.text(issue, "id").filter(id -> issue.isObject()).ifPresent(id -> {
                ArrayNode histories = entriesById.computeIfAbsent(id, i -> JsonNodeFactory.instance.arrayNode());
                ((ObjectNode) issue).putObject("changelog").set("histories", histories);
            });
        }
        List<String> ids = List.copyOf(entriesById.keySet());
        for (int from = 0; from < ids.size(); from += MAX_ISSUES) {
            read(ids.subList(from, Math.min(ids.size(), from + MAX_ISSUES)), entriesById, unread);
        }
        for (JsonNode issue : issues) {
            String id = IssueJson.text(issue, "id").orElse("");
            if (unread.contains(id)) {
                // more than came: the history of the issue is incomplete
                ((ObjectNode) issue.path("changelog"))
                        .put("total", issue.path("changelog").path("histories").size() + 1);
            }
        }
    }

    private void read(List<String> ids, Map<String, ArrayNode> entriesById, Set<String> unread) {
        Set<String> used = new HashSet<>();
        @Nullable String token = null;
        int restarts = 0;
        do {
            Optional<JsonNode> page = page(ids, token, restarts);
            if (page.isEmpty()) {
                // what the pages before it gave comes again, and counts once
                restarts++;
                used.clear();
                page = page(ids, null, restarts);
            }
            JsonNode found = page.orElseThrow();
            for (JsonNode log : found.path("issueChangeLogs")) {
                String id = IssueJson.text(log, "issueId").orElse("");
                ArrayNode all = entriesById.get(id);
                JsonNode histories = log.path("changeHistories");
                if (all != null && histories.isArray()) {
                    histories.forEach(all::add);
                } else if (all != null) {
                    unread.add(id);
                }
            }
            token = IssueJson.text(found, "nextPageToken").orElse(null);
            if (token != null && !used.add(token)) {
                throw new SourceException(
                        "the changelogs at " + address + " are circular: a page token came twice; try again later");
            }
        } while (token != null);
    }

    /** The page; empty if its token is not accepted any more. */
    private Optional<JsonNode> page(List<String> ids, @Nullable String token, int restarts) {
        try {
            return Optional.of(ask(ids, token));
        } catch (HttpStatusException e) {
            if (token == null || e.status() != TOKEN_REFUSED || restarts == MAX_RESTARTS) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Requests as many entries as fit into a response. */
    private JsonNode ask(List<String> ids, @Nullable String token) {
        while (true) {
            ObjectNode question = JsonNodeFactory.instance.objectNode();
            ArrayNode asked = question.putArray("issueIdsOrKeys");
            ids.forEach(asked::add);
            question.put("maxResults", entries);
            if (token != null) {
                question.put("nextPageToken", token);
            }
            try {
                JsonNode page = client.send(HttpCall.post(address, HttpBody.json(question.toString()))
                                .asRepeatable())
                        .body();
                JsonNode logs = page.path("issueChangeLogs");
                if (!page.isObject() || !(logs.isArray() || logs.isMissingNode() || logs.isNull())) {
                    throw new SourceException("the changelogs at " + address
                            + " came without \"issueChangeLogs\": is this the base URL of a Jira Cloud?");
                }
                return page;
            } catch (UnusableReplyException e) {
                if (e.kind() != UnusableReplyException.Kind.TOO_LARGE || entries == 1) {
                    throw e;
                }
                entries = Math.max(1, entries / 2);
            }
        }
    }
}
