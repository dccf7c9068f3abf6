package dev.millrace.github.issues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import dev.millrace.collect.SyncProblem;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.github.api.GraphQlClient;
import dev.millrace.github.api.GraphQlErrors;
import dev.millrace.github.api.GraphQlQuery;
import dev.millrace.github.api.Refusal;
import dev.millrace.github.api.RepositoryName;
import dev.millrace.github.api.ShownText;
import dev.millrace.github.api.TooHeavyException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests issues so that one that fails does not prevent the others, and their types and projects in questions of their own, so that
 * a GitHub that does not give these gives the issues all the same.
 */
final class IssueReader {

    private static final List<String> PAGE = List.of("repository", "issues", "nodes");

    private final RepositoryName repository;
    private final GraphQlClient client;
    /** What GitHub does not give, and why: it is said once a run, and not requested again by it. */
    private final Map<GraphQlQuery, String> refused = new LinkedHashMap<>();

    private final List<SyncProblem> problems = new ArrayList<>();

    IssueReader(RepositoryName repository, GraphQlClient client) {
        this.repository = repository;
        this.client = client;
    }

    /** One that GitHub has and does not give. */
    record Missing(JsonNode who, String reason) {}

    /** A page of the list. */
    record IssuePage(String name, JsonNode list, List<ObjectNode> issues, List<Missing> missing) {}

    /** A page of those that were updated from that instant on; smaller if GitHub cannot give so many at once. */
    IssuePage page(@Nullable Instant since, @Nullable String after, int most) {
        for (int size = most; ; size /= 2) {
            try {
                return page(window(since, after, size, "UPDATED_AT"));
            } catch (TooHeavyException e) {
                if (size <= 1) {
                    JsonNode list = ids(since, after, 1, "UPDATED_AT");
                    List<Missing> missing = new ArrayList<>();
                    GitHubJson.nodes(list)
                            .forEach(who -> missing.add(new Missing(who, String.valueOf(e.getMessage()))));
                    return new IssuePage(repository.toString(), list, List.of(), missing);
                }
            }
        }
    }

    private IssuePage page(ObjectNode window) {
        GraphQlClient.Response answer = client.answer(GraphQlQuery.ISSUES, window);
        JsonNode around = answer.data().path("repository");
        JsonNode list = around.path("issues");
        JsonNode nodes = list.path("nodes");
        Map<Integer, String> holes = new LinkedHashMap<>();
        for (GraphQlErrors.Failure failure : answer.errors().failures()) {
            List<String> path = failure.path();
            if (path.size() <= PAGE.size() || !path.subList(0, PAGE.size()).equals(PAGE)) {
                throw answer.errors().failure();
            }
            if (failure.passing() && nodes.size() > 1) {
                throw new TooHeavyException(failure.text(), null);
            }
            int index = Integer.parseInt(path.get(PAGE.size()));
            if (nodes.path(index) instanceof ObjectNode issue && path.size() > PAGE.size() + 1) {
                Refusal.note(issue, path.get(PAGE.size() + 1), failure.text());
            } else {
                holes.putIfAbsent(index, failure.text());
            }
        }
        String name = repository.called(GitHubJson.text(around, "nameWithOwner").orElse(repository.toString()));
        return new IssuePage(name, list, objects(nodes), holes.isEmpty() ? List.of() : named(window, holes));
    }

    private List<Missing> named(ObjectNode window, Map<Integer, String> holes) {
        JsonNode outlines;
        try {
            outlines = client.ask(GraphQlQuery.ISSUE_IDS, window)
                    .path("repository")
                    .path("issues")
                    .path("nodes");
        } catch (TooHeavyException | SourceException e) {
            outlines = MissingNode.getInstance();
        }
        List<Missing> missing = new ArrayList<>();
        for (Map.Entry<Integer, String> hole : holes.entrySet()) {
            missing.add(new Missing(outlines.path(hole.getKey()), hole.getValue()));
        }
        return missing;
    }

    /** A page of the list, with nothing of the issues but who they are. */
    JsonNode ids(@Nullable Instant since, @Nullable String after, int size, String order) {
        return client.ask(GraphQlQuery.ISSUE_IDS, window(since, after, size, order))
                .path("repository")
                .path("issues");
    }

    private ObjectNode window(@Nullable Instant since, @Nullable String after, int size, String order) {
        ObjectNode variables = repository.variables();
        variables.put("first", size);
        variables.put("after", after);
        variables.put("since", since == null ? null : since.toString());
        variables.putObject("order").put("field", order).put("direction", "ASC");
        return variables;
    }

    /** The types and projects of issues, by their node ids. */
    Map<String, IssueMapper.Extras> extras(List<ObjectNode> issues) {
        List<String> ids =
                issues.stream().map(issue -> issue.path("id").asText()).toList();
        Map<String, JsonNode> types = asked(GraphQlQuery.ISSUE_TYPES, ids);
        Map<String, JsonNode> projects = asked(GraphQlQuery.ISSUE_PROJECTS, ids);
        Map<String, IssueMapper.Extras> extras = new HashMap<>();
        for (String id : ids) {
            extras.put(
                    id,
                    new IssueMapper.Extras(
                            types.getOrDefault(id, MissingNode.getInstance()),
                            projects.getOrDefault(id, MissingNode.getInstance())));
        }
        return extras;
    }

    private Map<String, JsonNode> asked(GraphQlQuery query, List<String> ids) {
        Map<String, JsonNode> found = new HashMap<>();
        if (ids.isEmpty() || refused.containsKey(query)) {
            return found;
        }
        ObjectNode variables = GraphQlClient.variables();
        ArrayNode wanted = variables.putArray("ids");
        ids.forEach(wanted::add);
        try {
            GraphQlClient.Response answer = client.answer(query, variables);
            objects(answer.data().path("nodes"))
                    .forEach(node -> found.put(node.path("id").asText(), node));
            answer.errors().failures().stream().findFirst().ifPresent(failure -> {
                refuse(query, failure.text());
                // of which of them something is missing matters less than that nothing of them is taken for all
                found.clear();
            });
        } catch (TooHeavyException e) {
            int half = ids.size() / 2;
            if (half == 0) {
                throw e;
            }
            found.putAll(asked(query, ids.subList(0, half)));
            found.putAll(asked(query, ids.subList(half, ids.size())));
        } catch (SourceException e) {
            refuse(query, String.valueOf(e.getMessage()));
        }
        return found;
    }

    private void refuse(GraphQlQuery query, String reason) {
        if (refused.putIfAbsent(query, reason) == null) {
            String what = query == GraphQlQuery.ISSUE_TYPES
                    ? "the types of issues; labels such as bug stand for them"
                    : "the projects of issues, so an issue is open or closed and no more; the token needs Projects: read";
            problems.add(new SyncProblem(
                    repository.toString(), "GitHub does not give " + what + ": " + ShownText.line(reason, 200)));
        }
    }

    /** What it does not give, and was not said yet. */
    List<SyncProblem> problems() {
        List<SyncProblem> said = List.copyOf(problems);
        problems.clear();
        return said;
    }

    static List<ObjectNode> objects(JsonNode nodes) {
        List<ObjectNode> objects = new ArrayList<>();
        nodes.forEach(node -> {
            if (node instanceof ObjectNode object && object.has("id")) {
                objects.add(object);
            }
        });
        return objects;
    }
}
