package dev.millrace.fake.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.fake.LoopbackServer;
import dev.millrace.fake.Request;
import dev.millrace.fake.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A Jira Data Center that serves given issues over real HTTP in its own wire format: serverInfo, status, field, issue and search
 * with JQL, order, startAt, maxResults, fields and changelogs. Issues can be changed and deleted while it runs, and a hook per
 * search can stall it, answer in its place, or kill the client.
 *
 * <p>Its clock stands still at {@link #NOW} until it is set. Safe for use by several threads.
 */
public final class JiraDataCenterFake implements JiraFake {

    /** What time it is on the server, at first. */
    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Response NO_ISSUE = CloudShape.error(404, "Issue Does Not Exist");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

    /** Called when a search arrives, before it is evaluated. */
    @FunctionalInterface
    public interface SearchHook {
        /** An answer in place of the real one; empty to go on. May block, and may change the issues. */
        Optional<Response> arrived();

        /** A hook that only does something. */
        static SearchHook doing(Runnable action) {
            return () -> {
                action.run();
                return Optional.empty();
            };
        }
    }

    private final FakeIssues issues = new FakeIssues();
    private final FakeWrites writes = new FakeWrites();
    private final LoopbackServer server = new LoopbackServer(this::dated, (request, answer) -> {});
    private final String contextPath;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger searches = new AtomicInteger();
    private final Map<Integer, SearchHook> hooks = new ConcurrentHashMap<>();
    private final Map<String, Response> fixed = new ConcurrentHashMap<>();
    private volatile int maxPageSize = 1_000;
    private volatile boolean totals = true;
    private volatile Instant now = NOW;
    private volatile Optional<String> authorization = Optional.empty();
    private volatile List<JsonNode> customFields = List.of();

    private JiraDataCenterFake(String contextPath) {
        this.contextPath = contextPath;
    }

    /** A server without any issue, at the context path {@code /jira}. */
    public static JiraDataCenterFake empty() {
        return new JiraDataCenterFake("/jira");
    }

    /** A server without any issue, at another context path; an empty text for none. */
    public static JiraDataCenterFake at(String contextPath) {
        return new JiraDataCenterFake(contextPath);
    }

    /** A server with the issues of a folder, one {@code GET /issue/KEY?expand=changelog} answer per JSON file. */
    public static JiraDataCenterFake serving(Path folder) {
        JiraDataCenterFake fake = empty();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(fake.issues::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fake;
    }

    /** Where it is, with its context path. */
    @Override
    public URI baseUrl() {
        return URI.create(server.url() + contextPath);
    }

    /** How many issues there are now. */
    public int size() {
        return issues.size();
    }

    /** Adds an issue, or replaces the one with its id. */
    @Override
    public void put(ObjectNode issue) {
        issues.put(issue);
    }

    /** Changes an issue and sets its {@code updated} to the server's time. */
    @Override
    public void change(String key, Consumer<ObjectNode> change) {
        issues.change(key, issue -> {
            change.accept(issue);
            ((ObjectNode) issue.path("fields")).put("updated", TIME.format(now));
        });
    }

    /** Deletes an issue without a trace, as Jira does. */
    @Override
    public void delete(String key) {
        issues.delete(key);
    }

    /** The most issues it returns at once, whatever is requested. */
    public void capPagesAt(int size) {
        maxPageSize = size;
    }

    /** Leaves the total out of search answers. */
    public void hideTotals() {
        totals = false;
    }

    /** Sets the server's clock. */
    @Override
    public void setTime(Instant time) {
        now = time;
    }

    /** Refuses every call without exactly that Authorization header. */
    public void requireAuthorization(String header) {
        authorization = Optional.of(header);
    }

    /** Answers a path below {@code /rest/api/2/} always so, such as {@code serverInfo}. */
    @Override
    public void answer(String path, Response answer) {
        fixed.put(path, answer);
    }

    /** Lists a custom field. */
    public void addField(String id, String name, String type) {
        List<JsonNode> more = new ArrayList<>(customFields);
        ObjectNode field =
                JSON.createObjectNode().put("id", id).put("name", name).put("custom", true);
        field.putObject("schema").put("custom", type);
        more.add(field);
        customFields = List.copyOf(more);
    }

    /** Sets a hook for the search of that number, counted from 1 over the life of the server. */
    public void onSearch(int number, SearchHook hook) {
        hooks.put(number, hook);
    }

    /** Every request so far, as {@code GET /rest/api/2/search?...} with the query decoded. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** The writes to it. */
    @Override
    public FakeWrites writes() {
        return writes;
    }

    /** How many searches there were so far. */
    public int searches() {
        return searches.get();
    }

    @Override
    public void close() {
        server.close();
    }

    private Response dated(Request request) {
        return answer(request).at(now);
    }

    private Response answer(Request request) {
        URI uri = request.uri();
        String query = uri.getQuery() == null ? "" : "?" + uri.getQuery();
        requests.add(request.method() + " " + uri.getPath() + query);
        Optional<String> required = authorization;
        if (required.isPresent() && !required.get().equals(request.authorization())) {
            return CloudShape.error(401, "You are not authenticated.");
        }
        String api = contextPath + "/rest/api/2/";
        return request.path().startsWith(api)
                ? answer(request, request.path().substring(api.length()))
                : Response.of(404, "<html><head><title>Oops, you've found a dead link</title></head></html>");
    }

    private Response answer(Request request, String path) {
        if (path.equals("search")) {
            SearchHook hook = hooks.get(searches.incrementAndGet());
            Optional<Response> instead = hook == null ? Optional.empty() : hook.arrived();
            if (instead.isPresent()) {
                return instead.get();
            }
        }
        Response always = fixed.get(path);
        if (always != null) {
            return always;
        }
        Optional<Response> ofProject = writes.project(request.method(), path, request.body());
        if (ofProject.isPresent()) {
            return ofProject.get();
        }
        Optional<String> written = FakeWrites.issue(request.method(), path);
        if (written.isPresent()) {
            return issues.find(written.get())
                    .map(issue -> writes.write(request.method(), path, request.body(), issue, now))
                    .orElse(NO_ISSUE);
        }
        return switch (path) {
            case "search" -> search(request.query());
            case "serverInfo" -> Response.ok(serverInfo());
            case "status" -> Response.ok(issues.statuses());
            case "field" -> Response.ok(customFields);
            default ->
                path.startsWith("issue/")
                        ? issues.one(path.substring("issue/".length()), request.query())
                                .map(Response::ofBytes)
                                .orElse(NO_ISSUE)
                        : Response.of(404, "{\"message\":\"null for uri\",\"status-code\":404}");
        };
    }

    private ObjectNode serverInfo() {
        return JSON.createObjectNode()
                .put("baseUrl", baseUrl().toString())
                .put("version", "9.12.7")
                .put("deploymentType", "Server")
                .put("serverTime", TIME.format(now))
                .put("serverTitle", "Fake");
    }

    private Response search(Map<String, String> parameters) {
        FakeQuery query;
        try {
            query = FakeQuery.parse(parameters.getOrDefault("jql", ""));
        } catch (IllegalArgumentException e) {
            return CloudShape.error(400, "Error in the JQL Query: " + e.getMessage());
        }
        int startAt = Integer.parseInt(parameters.getOrDefault("startAt", "0"));
        int size = Math.min(maxPageSize, Integer.parseInt(parameters.getOrDefault("maxResults", "50")));
        return Response.ofBytes(issues.page(query, startAt, size, totals, parameters));
    }
}
