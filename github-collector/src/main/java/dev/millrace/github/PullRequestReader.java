package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SourceException;
import dev.millrace.github.api.GitHubJson;
import dev.millrace.github.api.GraphQlClient;
import dev.millrace.github.api.GraphQlErrors;
import dev.millrace.github.api.GraphQlQuery;
import dev.millrace.github.api.Refusal;
import dev.millrace.github.api.RepositoryName;
import dev.millrace.github.api.TooHeavyException;
import dev.millrace.http.HttpException;
import dev.millrace.store.InventoryEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Requests pull requests so that one that fails does not prevent the others. A page that takes GitHub too long is requested in
 * smaller portions. What fails even alone is left out and named; a forbidden field is noted in its pull request.
 */
final class PullRequestReader {

    private static final List<String> PAGE = List.of("repository", "pullRequests", "nodes");
    private static final List<String> BY_ID = List.of("nodes");
    private static final List<String> BY_NUMBER = List.of("repository", "pullRequest");
    private static final List<String> BRANCH = List.of("repository", "defaultBranchRef");

    private final RepositoryName repository;
    private final int pageSize;
    private final GraphQlClient client;
    /** The database ids of those that any answer has shown. */
    private final Set<String> met = new HashSet<>();

    PullRequestReader(RepositoryName repository, int pageSize, GraphQlClient client) {
        this.repository = repository;
        this.pageSize = pageSize;
        this.client = client;
    }

    /**
     * One that GitHub has and does not give.
     *
     * @param who its id, database id and number, as far as they are known
     * @param reason why
     */
    record Missing(JsonNode who, String reason) {}

    /**
     * What an answer gives.
     *
     * @param around the repository around the pull requests
     * @param list the list that the page is of, without its nodes; missing if they were not requested as a list
     * @param nodes the pull requests
     * @param missing those that were not given
     * @param branchRefused why the default branch may not be seen; null if it may
     */
    record PullRequestPage(
            JsonNode around,
            JsonNode list,
            List<ObjectNode> nodes,
            List<Missing> missing,
            @Nullable String branchRefused) {}

    /** A page of the list. */
    PullRequestPage page(PullRequestCursor cursor) {
        for (int size = pageSize; ; size /= 2) {
            ObjectNode variables = window(cursor, size);
            try {
                GraphQlClient.Response answer = client.answer(GraphQlQuery.PULL_REQUESTS, variables);
                JsonNode around = answer.data().path("repository");
                JsonNode list = around.path("pullRequests");
                Gathered gathered = gather(answer, PAGE, list.path("nodes"), size > 1);
                return new PullRequestPage(
                        around,
                        list,
                        gathered.nodes(),
                        gathered.holes().isEmpty() ? List.of() : named(variables, list.path("nodes"), gathered.holes()),
                        gathered.branchRefused());
            } catch (TooHeavyException e) {
                if (size == 1) {
                    return without(variables, e);
                }
            }
        }
    }

    /** Those of these node ids. */
    PullRequestPage byId(List<InventoryEntry> items) {
        ObjectNode variables = repository.variables();
        ArrayNode ids = variables.putArray("ids");
        items.forEach(item -> ids.add(item.handle()));
        GraphQlClient.Response answer = client.answer(GraphQlQuery.PULL_REQUESTS_BY_ID, variables);
        Gathered gathered = gather(answer, BY_ID, answer.data().path("nodes"), items.size() > 1);
        List<Missing> missing = gathered.holes().stream()
                .map(hole -> missing(items.get(hole.index()), hole.reason()))
                .toList();
        return new PullRequestPage(
                answer.data().path("repository"),
                MissingNode.getInstance(),
                gathered.nodes(),
                missing,
                gathered.branchRefused());
    }

    /** The one of that number. */
    PullRequestPage byNumber(InventoryEntry item, int number) {
        Numbered found = byNumber(number);
        List<Missing> missing = found.gathered().holes().stream()
                .map(hole -> missing(item, hole.reason()))
                .toList();
        return new PullRequestPage(
                found.around(),
                MissingNode.getInstance(),
                found.gathered().nodes(),
                missing,
                found.gathered().branchRefused());
    }

    /**
     * One that may not be known yet.
     *
     * @throws SourceException if GitHub does not return it
     */
    PullRequestPage unknown(int number) {
        Numbered found = byNumber(number);
        if (found.gathered().nodes().isEmpty()) {
            throw new SourceException("GitHub does not return " + repository + '#' + number
                    + found.gathered().holes().stream()
                            .map(hole -> ": " + hole.reason())
                            .findFirst()
                            .orElse(""));
        }
        return new PullRequestPage(
                found.around(),
                MissingNode.getInstance(),
                found.gathered().nodes(),
                List.of(),
                found.gathered().branchRefused());
    }

    private record Numbered(JsonNode around, Gathered gathered) {}

    private Numbered byNumber(int number) {
        ObjectNode variables = repository.variables().put("number", number);
        GraphQlClient.Response answer = client.answer(GraphQlQuery.PULL_REQUEST_BY_NUMBER, variables);
        JsonNode around = answer.data().path("repository");
        ArrayNode one = variables.arrayNode().add(around.path("pullRequest"));
        return new Numbered(around, gather(answer, BY_NUMBER, one, false));
    }

    /** Records that a requested item was not returned. */
    static Missing missing(InventoryEntry item, String reason) {
        ObjectNode who = GraphQlClient.variables()
                .put("id", item.handle())
                .put("fullDatabaseId", item.artifact().nativeId());
        return new Missing(who, reason);
    }

    private record Hole(int index, String reason) {}

    private record Gathered(
            List<ObjectNode> nodes,
            List<Hole> holes,
            @Nullable String branchRefused) {}

    /**
     * The pull requests of an answer, each with what was kept back of it.
     *
     * @param many whether fewer can be requested, so that a request that GitHub gave up may succeed
     */
    private Gathered gather(GraphQlClient.Response answer, List<String> at, JsonNode list, boolean many) {
        list.forEach(node -> GitHubJson.text(node, "fullDatabaseId").ifPresent(met::add));
        String[] holes = new String[list.size()];
        String branchRefused = null;
        for (GraphQlErrors.Failure failure : answer.errors().failures()) {
            List<String> path = failure.path();
            if (startsWith(path, BRANCH)) {
                branchRefused = failure.text();
                continue;
            }
            if (failure.passing() && many) {
                throw new TooHeavyException(failure.text(), null);
            }
            List<String> inside = inside(path, at);
            int index = index(path, at);
            if (index < 0 || index >= holes.length) {
                throw answer.errors().failure();
            }
            if (list.path(index) instanceof ObjectNode pullRequest && !inside.isEmpty()) {
                Refusal.note(pullRequest, inside.get(0), failure.text());
            } else if (list.path(index).isNull() && holes[index] == null) {
                holes[index] = failure.text();
            }
        }
        List<ObjectNode> nodes = new ArrayList<>();
        List<Hole> found = new ArrayList<>();
        for (int i = 0; i < holes.length; i++) {
            if (list.path(i) instanceof ObjectNode pullRequest) {
                nodes.add(pullRequest);
            } else if (holes[i] != null) {
                found.add(new Hole(i, holes[i]));
            }
        }
        return new Gathered(nodes, found, branchRefused);
    }

    private static boolean startsWith(List<String> path, List<String> at) {
        return path.size() >= at.size() && path.subList(0, at.size()).equals(at);
    }

    /** The number of the pull request that a path leads to; negative if it leads elsewhere. */
    private static int index(List<String> path, List<String> at) {
        if (!startsWith(path, at)) {
            return -1;
        }
        if (at.equals(BY_NUMBER)) {
            return 0;
        }
        String step = path.size() > at.size() ? path.get(at.size()) : "";
        return step.matches("[0-9]{1,6}") ? Integer.parseInt(step) : -1;
    }

    /** The rest of a path inside the pull request that it leads to. */
    private static List<String> inside(List<String> path, List<String> at) {
        int behind = at.size() + (at.equals(BY_NUMBER) ? 0 : 1);
        return path.subList(Math.min(path.size(), behind), path.size());
    }

    /** Which ones they are that a page does not give. */
    private List<Missing> named(ObjectNode window, JsonNode page, List<Hole> holes) {
        List<JsonNode> outlines;
        try {
            outlines = list(client.ask(GraphQlQuery.PULL_REQUEST_IDS, window)
                    .path("repository")
                    .path("pullRequests")
                    .path("nodes"));
        } catch (HttpException | TooHeavyException e) {
            outlines = List.of();
        }
        boolean aligned = outlines.size() == page.size();
        for (int i = 0; aligned && i < page.size(); i++) {
            aligned = page.path(i).isNull()
                    || GitHubJson.text(page.path(i), "id").equals(GitHubJson.text(outlines.get(i), "id"));
        }
        List<Missing> missing = new ArrayList<>();
        for (Hole hole : holes) {
            JsonNode who = aligned ? outlines.get(hole.index()) : MissingNode.getInstance();
            missing.add(new Missing(who, hole.reason()));
        }
        if (!aligned && holes.size() == 1) {
            List<JsonNode> unmet = outlines.stream()
                    .filter(outline -> GitHubJson.text(outline, "fullDatabaseId")
                            .filter(id -> !met.contains(id))
                            .isPresent())
                    .toList();
            if (unmet.size() == 1) {
                return List.of(new Missing(unmet.get(0), holes.get(0).reason()));
            }
        }
        return missing;
    }

    /** A page of one that cannot be given even alone. If GitHub does not even say which one it is, it is not that one's fault. */
    private PullRequestPage without(ObjectNode window, TooHeavyException reason) {
        JsonNode around;
        try {
            around = client.ask(GraphQlQuery.PULL_REQUEST_IDS, window).path("repository");
        } catch (HttpException | TooHeavyException e) {
            throw reason;
        }
        JsonNode list = around.path("pullRequests");
        List<JsonNode> one = list(list.path("nodes"));
        if (one.size() != 1) {
            throw reason;
        }
        return new PullRequestPage(
                around, list, List.of(), List.of(new Missing(one.get(0), String.valueOf(reason.getMessage()))), null);
    }

    private static List<JsonNode> list(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false).toList();
    }

    private ObjectNode window(PullRequestCursor cursor, int size) {
        boolean first = cursor.pass() == PullRequestCursor.Pass.FIRST;
        ObjectNode variables = repository.variables();
        variables.put("first", size);
        variables.put("after", cursor.after());
        variables
                .putObject("order")
                .put("field", first ? "CREATED_AT" : "UPDATED_AT")
                .put("direction", "DESC");
        return variables;
    }

    /** The parameters of the inventory: a hundred at once, oldest first. */
    ObjectNode inventory(@Nullable String after) {
        ObjectNode variables = repository.variables();
        variables.put("first", 100);
        variables.put("after", after);
        variables.putObject("order").put("field", "CREATED_AT").put("direction", "ASC");
        return variables;
    }

    /** What was requested and GitHub does not have; for people. */
    Optional<String> lacking() {
        List<String> lacking = client.lacking();
        return lacking.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lacking));
    }
}
