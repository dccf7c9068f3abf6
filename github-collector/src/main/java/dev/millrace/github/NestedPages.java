package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads to their end the lists inside a pull request that did not fit into its page. */
final class NestedPages {

    /** More than any pull request has; a list that never ends would fill the memory. */
    private static final int MAX_PAGES = 1_000;

    private static final Map<String, GraphQlQuery> LISTS = lists();

    private final GraphQlClient client;

    NestedPages(GraphQlClient client) {
        this.client = client;
    }

    private static Map<String, GraphQlQuery> lists() {
        Map<String, GraphQlQuery> lists = new LinkedHashMap<>();
        lists.put("commits", GraphQlQuery.MORE_COMMITS);
        lists.put("reviews", GraphQlQuery.MORE_REVIEWS);
        lists.put("timelineItems", GraphQlQuery.MORE_TIMELINE);
        lists.put("labels", GraphQlQuery.MORE_LABELS);
        lists.put("closingIssuesReferences", GraphQlQuery.MORE_CLOSING);
        return lists;
    }

    /** Adds to each list of the pull request the nodes that are missing. */
    void complete(ObjectNode pullRequest) {
        LISTS.forEach((field, query) -> complete(pullRequest, field, query));
    }

    private void complete(ObjectNode pullRequest, String field, GraphQlQuery query) {
        JsonNode list = pullRequest.path(field);
        if (!list.path("nodes").isArray()) {
            return;
        }
        ArrayNode nodes = (ArrayNode) list.path("nodes");
        JsonNode page = list.path("pageInfo");
        for (int i = 0; page.path("hasNextPage").asBoolean(); i++) {
            String id = Wire.requiredText(pullRequest, "id");
            String after = Wire.requiredText(page, "endCursor");
            JsonNode more = client.ask(
                            query, GraphQlClient.variables().put("id", id).put("after", after))
                    .path("node")
                    .path(field);
            more.path("nodes").forEach(nodes::add);
            JsonNode next = more.path("pageInfo");
            if (i == MAX_PAGES || after.equals(next.path("endCursor").asText())) {
                throw new SourceException("GraphQL " + query.operation() + ": the " + field + " of pull request "
                        + Text.line(pullRequest.path("url").asText(id), 200) + " have no end");
            }
            page = next;
        }
    }
}
