package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.jira.JiraDataCenterFake.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A Jira Cloud that serves given issues over real HTTP in its own wire format: searches without changelogs, paged by tokens that
 * can expire; changelogs of many issues in pages that cut through issues, overlap, list the newest entry first and tell time in
 * epoch milliseconds; users by account id only.
 *
 * <p>The issues are given as REST v2 has them. The clock stands still at {@link JiraDataCenterFake#NOW} until it is set.
 */
public final class JiraCloudFake implements JiraFake {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What it calls itself, wherever it listens. */
    public static final URI SITE = URI.create("https://acme.example");

    private final Map<String, ObjectNode> issues = new LinkedHashMap<>();
    private final FakeWrites writes = new FakeWrites();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String contextPath;
    private final List<String> requests = new ArrayList<>();
    private final List<JsonNode> searches = new ArrayList<>();
    private final List<JsonNode> fetches = new ArrayList<>();
    private final Map<String, Answer> fixed = new HashMap<>();
    private final Map<Integer, Function<JsonNode, Optional<Answer>>> onSearch = new HashMap<>();
    private final Map<Integer, Function<JsonNode, Optional<Answer>>> onFetch = new HashMap<>();
    private final CloudPages pages = new CloudPages();
    private List<JsonNode> statuses = List.of();
    private Optional<String> authorization = Optional.empty();
    private Instant now = JiraDataCenterFake.NOW;

    /** A site without any issue, at that context path. */
    public JiraCloudFake(String contextPath) {
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

    /** A site without any issue. */
    public static JiraCloudFake empty() {
        return new JiraCloudFake("");
    }

    /** Where it listens. */
    @Override
    public URI baseUrl() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + contextPath);
    }

    /** Adds an issue as REST v2 has it, with its changelog, or replaces the one with its id. */
    @Override
    public synchronized void put(ObjectNode issue) {
        issues.put(issue.path("id").asText(), CloudShape.asCloud(issue.deepCopy()));
    }

    /** Changes an issue and sets its {@code updated} to the site's time. */
    @Override
    public synchronized void change(String key, Consumer<ObjectNode> change) {
        ObjectNode issue = find(key).orElseThrow();
        change.accept(issue);
        ((ObjectNode) issue.path("fields")).put("updated", now.toString());
    }

    /** Deletes an issue without a trace, as Jira does. */
    @Override
    public synchronized void delete(String key) {
        issues.values().remove(find(key).orElseThrow());
    }

    /** The most issues and changelog entries it gives at once, and how many entries of a page come again on the next. */
    public synchronized void capPagesAt(int mostIssues, int mostEntries, int overlappingEntries) {
        pages.cap(mostIssues, mostEntries, overlappingEntries);
    }

    /** Lists these states instead of those that issues are in. */
    public synchronized void setStatuses(List<JsonNode> all) {
        statuses = List.copyOf(all);
    }

    /** Sets the site's clock. */
    @Override
    public synchronized void setTime(Instant time) {
        now = time;
    }

    /** Lets all page tokens expire that were given so far. */
    public synchronized void expireTokens() {
        pages.expireTokens();
    }

    /** Refuses every call but serverInfo without exactly that Authorization header. */
    public synchronized void requireAuthorization(String header) {
        authorization = Optional.of(header);
    }

    /** Answers a path below {@code /rest/api/3/} always so, such as {@code field}. */
    public synchronized void answer(String path, Answer answer) {
        fixed.put(path, answer);
    }

    /** Sets a hook for the search of that number, counted from 1; it may answer in place of the site. */
    public synchronized void onSearch(int number, Function<JsonNode, Optional<Answer>> hook) {
        onSearch.put(number, hook);
    }

    /** Sets a hook for the fetch of changelogs of that number, counted from 1; it may answer in place of the site. */
    public synchronized void onFetch(int number, Function<JsonNode, Optional<Answer>> hook) {
        onFetch.put(number, hook);
    }

    /** What it was told to write. */
    public FakeWrites writes() {
        return writes;
    }

    /** Method and path of every request so far. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** The body of every search so far. */
    public synchronized List<JsonNode> searches() {
        return List.copyOf(searches);
    }

    /** The body of every fetch of changelogs so far. */
    public synchronized List<JsonNode> fetches() {
        return List.copyOf(fetches);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                answer = answer(exchange, body);
            } catch (RuntimeException e) {
                answer = Answer.of(500, "the fake failed: " + e);
            }
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized Answer answer(HttpExchange exchange, String body) {
        URI uri = exchange.getRequestURI();
        requests.add(exchange.getRequestMethod() + " " + uri.getPath());
        String path = uri.getPath().replaceFirst("^" + contextPath + "/rest/api/[23]/", "");
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        if (fixed.containsKey(path)) {
            return fixed.get(path);
        }
        if (path.equals("serverInfo")) {
            return Answer.of(200, serverInfo().toString());
        }
        if (authorization.isPresent() && !authorization.get().equals(given)) {
            return asAnonymous(path);
        }
        Optional<String> written = FakeWrites.issue(exchange.getRequestMethod(), path);
        if (written.isPresent()) {
            return find(written.get())
                    .map(issue -> writes.write(exchange.getRequestMethod(), path, body, issue, now))
                    .orElseGet(() -> CloudShape.error(404, "Issue does not exist."));
        }
        JsonNode asked = CloudShape.parse(body);
        return switch (path) {
            case "myself" -> Answer.of(200, "{\"accountId\":\"me\",\"accountType\":\"atlassian\"}");
            case "status" -> Answer.of(200, statuses().toString());
            case "field" -> Answer.of(200, "[]");
            case "search/jql" -> {
                searches.add(asked);
                yield hooked(onSearch.get(searches.size()), asked)
                        .orElseGet(() -> pages.search(issues.values(), asked));
            }
            case "issue/bulkfetch" -> {
                ArrayNode found = JSON.createArrayNode();
                asked.path("issueIdsOrKeys")
                        .forEach(id -> find(id.asText()).ifPresent(issue -> found.add(CloudShape.shown(issue))));
                ObjectNode answer = JSON.createObjectNode();
                answer.set("issues", found);
                answer.putArray("issueErrors");
                yield Answer.of(200, answer.toString());
            }
            case "changelog/bulkfetch" -> {
                fetches.add(asked);
                yield hooked(onFetch.get(fetches.size()), asked).orElseGet(() -> pages.changelogs(this::find, asked));
            }
            case "search" -> CloudShape.error(410, "The requested API has been removed.");
            default ->
                path.startsWith("issue/")
                        ? find(path.substring("issue/".length()))
                                .map(issue ->
                                        Answer.of(200, CloudShape.shown(issue).toString()))
                                .orElseGet(() -> CloudShape.error(404, "Issue does not exist."))
                        : CloudShape.error(404, "dead link " + path);
        };
    }

    private static Optional<Answer> hooked(Function<JsonNode, Optional<Answer>> hook, JsonNode asked) {
        return hook == null ? Optional.empty() : hook.apply(asked);
    }

    /** Whoever has a wrong token is nobody, and nobody sees no issue; only questions about oneself are refused. */
    private static Answer asAnonymous(String path) {
        return switch (path) {
            case "search/jql" -> Answer.of(200, "{\"issues\":[],\"isLast\":true}");
            case "status", "field" -> Answer.of(200, "[]");
            default -> CloudShape.error(401, "Client must be authenticated to access this resource.");
        };
    }

    private ObjectNode serverInfo() {
        return JSON.createObjectNode()
                .put("baseUrl", SITE.toString())
                .put("version", "1001.0.0-SNAPSHOT")
                .put("deploymentType", "Cloud")
                .put("serverTime", now.toString());
    }

    private ArrayNode statuses() {
        ArrayNode list = JSON.createArrayNode();
        if (!statuses.isEmpty()) {
            statuses.forEach(list::add);
            return list;
        }
        Map<String, JsonNode> inUse = new TreeMap<>();
        issues.values().forEach(issue -> {
            JsonNode status = issue.at("/fields/status");
            inUse.putIfAbsent(status.path("id").asText(), status);
        });
        inUse.values().stream().filter(JsonNode::isObject).forEach(list::add);
        return list;
    }

    private Optional<ObjectNode> find(String idOrKey) {
        return issues.values().stream()
                .filter(issue -> Stream.of("id", "key")
                        .anyMatch(name -> issue.path(name).asText().equals(idOrKey)))
                .findFirst();
    }
}
