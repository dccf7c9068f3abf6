package dev.millrace.github.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads to their end the lists inside a pull request or issue that did not fit into its page. Where one cannot be read on, that is noted. */
public final class NestedPages {

    /** More than any pull request has; a list that never ends would fill the memory. */
    private static final int MAX_PAGES = 1_000;

    private final GraphQlClient client;
    private final Map<String, GraphQlQuery> lists;

    private NestedPages(GraphQlClient client, Map<String, GraphQlQuery> lists) {
        this.client = client;
        this.lists = lists;
    }

    /** Those inside pull requests. */
    public static NestedPages ofPullRequests(GraphQlClient client) {
        return new NestedPages(client, ofPullRequest());
    }

    /** Those inside issues; the others of an issue never have more than a page. */
    public static NestedPages ofIssues(GraphQlClient client) {
        return new NestedPages(client, Map.of("timelineItems", GraphQlQuery.MORE_ISSUE_TIMELINE));
    }

    private static Map<String, GraphQlQuery> ofPullRequest() {
        Map<String, GraphQlQuery> lists = new LinkedHashMap<>();
        lists.put("commits", GraphQlQuery.MORE_COMMITS);
        lists.put("reviews", GraphQlQuery.MORE_REVIEWS);
        lists.put("timelineItems", GraphQlQuery.MORE_TIMELINE);
        lists.put("labels", GraphQlQuery.MORE_LABELS);
        lists.put("closingIssuesReferences", GraphQlQuery.MORE_CLOSING);
        return lists;
    }

    /** Adds to each list of the pull request or issue the nodes that are missing. */
    public void complete(ObjectNode pullRequest) {
        lists.forEach((field, query) -> complete(pullRequest, field, query));
    }

    private void complete(ObjectNode pullRequest, String field, GraphQlQuery query) {
        JsonNode list = pullRequest.path(field);
        if (!list.path("nodes").isArray()) {
            return;
        }
        ArrayNode nodes = (ArrayNode) list.path("nodes");
        JsonNode page = list.path("pageInfo");
        CursorTrail trail = new CursorTrail();
        Optional<String> broken = trail.broken(field, null, page);
        for (int i = 0; broken.isEmpty() && page.path("hasNextPage").asBoolean(); i++) {
            if (i == MAX_PAGES) {
                broken = Optional.of("the " + field + " have no end");
                break;
            }
            String after = GitHubJson.requiredText(page, "endCursor");
            JsonNode more;
            try {
                more = more(query, GitHubJson.requiredText(pullRequest, "id"), after)
                        .path(field);
            } catch (SourceException | TooHeavyException e) {
                broken = Optional.of(String.valueOf(e.getMessage()));
                break;
            }
            more.path("nodes").forEach(nodes::add);
            page = more.path("pageInfo");
            broken = trail.broken(field, after, page);
        }
        // the pull request is kept without the rest of this list: it must not keep out all others
        broken.ifPresent(reason -> Refusal.note(pullRequest, field, reason));
    }

    /** The pull request with one more page of one of its lists. */
    private JsonNode more(GraphQlQuery query, String id, String after) {
        GraphQlClient.Response answer =
                client.answer(query, GraphQlClient.variables().put("id", id).put("after", after));
        if (answer.data().path("node").isObject() && answer.errors().isEmpty()) {
            return answer.data().path("node");
        }
        throw answer.errors().isEmpty()
                ? new SourceException("GraphQL " + query.operation() + ": it is not there any more")
                : answer.errors().failure();
    }
}
