package dev.millrace.fake.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.fake.LoopbackServer;
import dev.millrace.fake.Request;
import dev.millrace.fake.Response;
import dev.millrace.fake.Wire;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A GitHub over real HTTP, on loopback: as github.com, and as an Enterprise Server below {@code /api/v3} and {@code /api/graphql}. */
public final class FakeGitHub implements AutoCloseable {

    private static final Pattern REPOSITORY = Pattern.compile("/repos/([^/]+/[^/]+)(/.*)?");
    private static final Pattern BY_ID = Pattern.compile("/repositories/(\\d+)");
    private static final Pattern DEPLOYMENT = Pattern.compile("/deployments/(\\d+)(/statuses)?");
    private static final Pattern COMPARE = Pattern.compile("/compare/([^/]+)\\.\\.\\.([^/]+)");
    private static final Response NOT_FOUND = Response.of(404, "{\"message\":\"Not Found\"}");

    private final Map<String, FakeRepository> repositories = new HashMap<>();
    private final FakeGraphQl graphql = new FakeGraphQl(repositories);
    private final LoopbackServer server;
    private final @Nullable URI alias;
    private int lastId;

    /** The requests, in order: GraphQL operations and REST paths. */
    public final List<String> asked = new ArrayList<>();
    /** The Authorization header of each request. */
    public final List<String> tokens = new ArrayList<>();
    /** Answers that are given once each before anything else is. */
    public final Deque<Response> canned = new ArrayDeque<>();
    /** Receives the number of each request before the response, from 1. */
    public IntConsumer before = number -> {};
    /** More headers of the answer to the request of that number, unless it is a canned one. */
    public IntFunction<Map<String, String>> headers = number -> Map.of();
    /** Whether requests without an Authorization header are refused. */
    public boolean needsToken;
    /** Ends of REST paths that are always answered with this status. */
    public final Map<String, Integer> broken = new HashMap<>();
    /** Whether lists of REST lead back to their first page. */
    public boolean endless;
    /** Bends the answers of GraphQL. */
    public Twist twist = (request, answer) -> null;

    /** What a GitHub with a trouble makes of an answer that was right. */
    @FunctionalInterface
    public interface Twist {
        /** Changes the answer, or gives what is sent instead of it, or null. */
        @Nullable Response bend(JsonNode request, ObjectNode answer);
    }

    /** One that calls itself by the address where it listens. */
    public FakeGitHub() {
        this(null, (request, answer) -> {});
    }

    /**
     * One that somebody watches.
     *
     * @param alias the address of its REST API in its answers, wherever it listens; null for that where it listens
     * @param observer sees every request
     */
    public FakeGitHub(@Nullable URI alias, LoopbackServer.Observer observer) {
        this.alias = alias;
        this.server = new LoopbackServer(this::answer, observer);
    }

    /** The repository of that name, which is made if it is not there. */
    public FakeRepository repository(String name) {
        return repositories.computeIfAbsent(name, absent -> new FakeRepository(absent, ++lastId));
    }

    /** Gives a repository another name; GitHub goes on to answer to the old one. */
    public void rename(String from, String to) {
        FakeRepository repository = repository(from);
        repository.name = to;
        repositories.put(to, repository);
    }

    /** From now on nothing answers to that name. */
    public void forget(String name) {
        repositories.remove(name);
    }

    /** Where it listens as github.com. */
    public URI url() {
        return server.url();
    }

    /** Where the REST API of an Enterprise Server listens. */
    public URI apiUrl() {
        return URI.create(server.url() + "/api/v3");
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized Response answer(Request request) {
        boolean query = request.path().endsWith("/graphql");
        JsonNode body = request.body().isEmpty() ? Wire.object() : Wire.parse(request.body());
        asked.add(query ? body.path("operationName").asText() : request.path());
        tokens.add(String.valueOf(request.authorization()));
        int number = asked.size();
        before.accept(number);
        Response now = canned.poll();
        if (now != null) {
            return now;
        } else if (needsToken && request.authorization() == null) {
            return Response.of(401, "{\"message\":\"Requires authentication\"}");
        }
        Response answer = query ? graphql(body) : rest(request, request.path().replaceFirst("^/api/v3", ""));
        for (Map.Entry<String, String> header : headers.apply(number).entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    private Response graphql(JsonNode request) {
        ObjectNode answer = graphql.execute(request);
        Response bent = twist.bend(request, answer);
        return bent == null ? Response.ok(answer) : bent;
    }

    // ---- REST

    private Response rest(Request request, String path) {
        for (Map.Entry<String, Integer> refused : broken.entrySet()) {
            if (path.endsWith(refused.getKey())) {
                return Response.of(refused.getValue(), "{}");
            }
        }
        Matcher byId = BY_ID.matcher(path);
        if (byId.matches()) {
            return repositories.values().stream()
                    .filter(known -> byId.group(1).equals(String.valueOf(known.id)))
                    .findFirst()
                    .map(known -> Response.ok(known.rest()))
                    .orElse(NOT_FOUND);
        }
        Matcher matcher = REPOSITORY.matcher(path);
        FakeRepository repository = matcher.matches() ? repositories.get(matcher.group(1)) : null;
        if (repository == null) {
            return NOT_FOUND;
        }
        String below = matcher.group(2) == null ? "" : matcher.group(2);
        Response note = repository.notes.answer(request, below);
        if (note != null) {
            return note;
        }
        Matcher compare = COMPARE.matcher(below);
        if (below.isEmpty()) {
            return Response.ok(repository.rest());
        } else if (compare.matches()) {
            return compare(request, repository, compare.group(1), compare.group(2));
        }
        return below.startsWith("/actions/runs")
                ? repository.runs.answer(request, below.substring("/actions/runs".length()))
                : deployments(request, path, repository, below);
    }

    private Response deployments(Request request, String path, FakeRepository repository, String below) {
        if (below.equals("/deployments")) {
            return page(
                    request,
                    path,
                    repository.deployments.stream()
                            .map(deployment -> shown(deployment, path + '/' + deployment.get("id")))
                            .toList());
        }
        Matcher matcher = DEPLOYMENT.matcher(below);
        Map<String, Object> found = matcher.matches() ? repository.deployment(Long.parseLong(matcher.group(1))) : null;
        if (found == null) {
            return NOT_FOUND;
        }
        return matcher.group(2) == null
                ? Response.ok(shown(found, path))
                : page(request, path, repository.statuses(Long.parseLong(matcher.group(1))));
    }

    private Map<String, Object> shown(Map<String, Object> deployment, String path) {
        Map<String, Object> shown = new HashMap<>(deployment);
        shown.put("statuses_url", self() + path + "/statuses");
        return shown;
    }

    private Response page(Request request, String path, List<Map<String, Object>> all) {
        int size = request.number("per_page", 30);
        int page = request.number("page", 1);
        int from = Math.min(all.size(), (page - 1) * size);
        int to = Math.min(all.size(), from + size);
        Response answer = Response.ok(all.subList(from, to));
        if (to == all.size() && !endless) {
            return answer;
        }
        int next = to < all.size() ? page + 1 : 1;
        return answer.with("Link", "<" + self() + path + "?per_page=" + size + "&page=" + next + ">; rel=\"next\"");
    }

    private static Response compare(Request request, FakeRepository repository, String base, String head) {
        if (!repository.commits.containsKey(base)) {
            return NOT_FOUND;
        }
        List<String> between = repository.between(base, head);
        int size = request.number("per_page", 250);
        int from = Math.min(between.size(), (request.number("page", 1) - 1) * size);
        ObjectNode answer = Wire.object().put("status", "ahead").put("total_commits", between.size());
        ArrayNode commits = answer.putArray("commits");
        for (String oid : between.subList(from, Math.min(between.size(), from + size))) {
            Map<String, Object> kept = repository.commit(oid);
            ObjectNode shown = commits.addObject().put("sha", oid);
            ObjectNode commit = shown.putObject("commit").put("message", String.valueOf(kept.get("message")));
            commit.putObject("author").put("date", String.valueOf(kept.get("authoredDate")));
            commit.putObject("committer").put("date", String.valueOf(kept.get("committedDate")));
            ArrayNode parents = shown.putArray("parents");
            repository.parents(oid).forEach(parent -> parents.addObject().put("sha", parent));
        }
        return Response.ok(answer);
    }

    private URI self() {
        return alias == null ? apiUrl() : alias;
    }
}
