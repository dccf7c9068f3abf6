package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A Jira Data Center that serves given issues over real HTTP in its own wire format: serverInfo, status, field, issue and search
 * with JQL, order, startAt, maxResults, fields and changelogs. Issues can be changed and deleted while it runs, and a hook per
 * search can stall it, answer in its place, or kill whoever asks.
 *
 * <p>Its clock stands still at {@link #NOW} until it is set. Safe for use by several threads.
 */
public final class JiraDataCenterFake implements JiraFake {

    /** What time it is on the server, at first. */
    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

    static {
        // the JDK's server sends head and body apart, and without this the second waits 40 ms for an acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** An answer given in place of the real one. */
    public record Answer(int status, Map<String, String> headers, String body) {
        /** An answer without headers of its own. */
        public static Answer of(int status, String body) {
            return new Answer(status, Map.of(), body);
        }
    }

    /** Called when a search arrives, before it is evaluated. */
    @FunctionalInterface
    public interface SearchHook {
        /** An answer in place of the real one; empty to go on. May block, and may change the issues. */
        Optional<Answer> arrived();

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
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String contextPath;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger searches = new AtomicInteger();
    private final Map<Integer, SearchHook> hooks = new ConcurrentHashMap<>();
    private final Map<String, Answer> fixed = new ConcurrentHashMap<>();
    private volatile int maxPageSize = 1_000;
    private volatile boolean totals = true;
    private volatile Instant now = NOW;
    private volatile Optional<String> authorization = Optional.empty();
    private volatile List<JsonNode> customFields = List.of();

    private JiraDataCenterFake(String contextPath) {
        this.contextPath = contextPath;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
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
        RealData.jsonFiles(folder).forEach(fake.issues::add);
        return fake;
    }

    /** Where it is, with its context path. */
    @Override
    public URI baseUrl() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + contextPath);
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

    /** The most issues it gives at once, whatever it is asked for. */
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
    public void answer(String path, Answer answer) {
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

    /** What it was told to write. */
    public FakeWrites writes() {
        return writes;
    }

    /** How many searches there were so far. */
    public int searches() {
        return searches.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            String query = uri.getQuery() == null ? "" : "?" + uri.getQuery();
            requests.add(exchange.getRequestMethod() + " " + uri.getPath() + query);
            Optional<String> required = authorization;
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            if (required.isPresent() && !required.get().equals(given)) {
                send(exchange, Answer.of(401, "{\"errorMessages\":[\"You are not authenticated.\"],\"errors\":{}}"));
                return;
            }
            String api = contextPath + "/rest/api/2/";
            if (!uri.getPath().startsWith(api)) {
                send(
                        exchange,
                        Answer.of(404, "<html><head><title>Oops, you've found a dead link</title></head></html>"));
                return;
            }
            serve(exchange, uri.getPath().substring(api.length()), FakeQuery.parameters(uri));
        } catch (RuntimeException e) {
            // else the caller would wait for ever
            send(exchange, Answer.of(500, "the fake failed: " + e));
        }
    }

    private void serve(HttpExchange exchange, String path, Map<String, String> parameters) throws IOException {
        if (path.equals("search")) {
            SearchHook hook = hooks.get(searches.incrementAndGet());
            Optional<Answer> instead = hook == null ? Optional.empty() : hook.arrived();
            if (instead.isPresent()) {
                send(exchange, instead.get());
                return;
            }
        }
        Answer always = fixed.get(path);
        if (always != null) {
            send(exchange, always);
        } else if (path.equals("search")) {
            search(exchange, parameters);
        } else if (path.equals("serverInfo")) {
            send(exchange, Answer.of(200, serverInfo().toString()));
        } else if (path.equals("status")) {
            send(exchange, Answer.of(200, issues.statuses().toString()));
        } else if (path.equals("field")) {
            send(exchange, Answer.of(200, JSON.valueToTree(customFields).toString()));
        } else if (FakeWrites.issue(exchange.getRequestMethod(), path).isPresent()) {
            write(exchange, path);
        } else if (path.startsWith("issue/")) {
            Optional<byte[]> issue = issues.one(path.substring("issue/".length()), parameters);
            if (issue.isPresent()) {
                send(exchange, 200, Map.of(), issue.get());
            } else {
                send(exchange, Answer.of(404, "{\"errorMessages\":[\"Issue Does Not Exist\"],\"errors\":{}}"));
            }
        } else {
            send(exchange, Answer.of(404, "{\"message\":\"null for uri\",\"status-code\":404}"));
        }
    }

    private void write(HttpExchange exchange, String path) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String method = exchange.getRequestMethod();
        Answer answer = FakeWrites.issue(method, path)
                .flatMap(issues::find)
                .map(issue -> writes.write(method, path, body, issue, now))
                .orElseGet(() -> Answer.of(404, "{\"errorMessages\":[\"Issue Does Not Exist\"],\"errors\":{}}"));
        send(exchange, answer);
    }

    private ObjectNode serverInfo() {
        return JSON.createObjectNode()
                .put("baseUrl", baseUrl().toString())
                .put("version", "9.12.7")
                .put("deploymentType", "Server")
                .put("serverTime", TIME.format(now))
                .put("serverTitle", "Fake");
    }

    private void search(HttpExchange exchange, Map<String, String> parameters) throws IOException {
        FakeQuery query;
        try {
            query = FakeQuery.parse(parameters.getOrDefault("jql", ""));
        } catch (IllegalArgumentException e) {
            ObjectNode error = JSON.createObjectNode();
            error.putArray("errorMessages").add("Error in the JQL Query: " + e.getMessage());
            send(exchange, Answer.of(400, error.toString()));
            return;
        }
        int startAt = Integer.parseInt(parameters.getOrDefault("startAt", "0"));
        int size = Math.min(maxPageSize, Integer.parseInt(parameters.getOrDefault("maxResults", "50")));
        send(exchange, 200, Map.of(), issues.page(query, startAt, size, totals, parameters));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        send(exchange, answer.status(), answer.headers(), answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
            throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
