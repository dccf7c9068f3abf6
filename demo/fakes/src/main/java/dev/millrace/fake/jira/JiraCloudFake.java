package dev.millrace.fake.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.fake.LoopbackServer;
import dev.millrace.fake.Request;
import dev.millrace.fake.Response;
import dev.millrace.fake.Wire;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A Jira Cloud that serves given issues over real HTTP in its own wire format: searches without changelogs, paged by tokens that
 * can expire; changelogs of many issues in pages that cut through issues, overlap, list the newest entry first and give time in
 * epoch milliseconds; users by account id only.
 *
 * <p>The issues are given as REST v2 has them. The clock stands still at {@link JiraDataCenterFake#NOW} until it is set.
 */
public final class JiraCloudFake implements JiraFake {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Its default base URL, wherever it listens. */
    public static final URI SITE = URI.create("https://acme.example");

    private final Map<String, ObjectNode> issues = new LinkedHashMap<>();
    private final FakeWrites writes = new FakeWrites();
    private final LoopbackServer server;
    private final URI site;
    private final String contextPath;
    private final List<String> requests = new ArrayList<>();
    private final List<JsonNode> searches = new ArrayList<>();
    private final List<JsonNode> fetches = new ArrayList<>();
    private final Map<String, Response> fixed = new HashMap<>();
    private final Map<Integer, Function<JsonNode, Optional<Response>>> onSearch = new HashMap<>();
    private final Map<Integer, Function<JsonNode, Optional<Response>>> onFetch = new HashMap<>();
    private final CloudPages pages = new CloudPages();
    private List<JsonNode> statuses = List.of();
    private Optional<String> authorization = Optional.empty();
    private Instant now = JiraDataCenterFake.NOW;
    private IntFunction<Optional<Response>> onRequest = number -> Optional.empty();

    /** A site without any issue, at that context path. */
    public JiraCloudFake(String contextPath) {
        this(contextPath, SITE, (request, answer) -> {});
    }

    /**
     * A site without any issue that somebody watches.
     *
     * @param site what it calls itself, wherever it listens
     * @param observer sees every request
     */
    public JiraCloudFake(String contextPath, URI site, LoopbackServer.Observer observer) {
        this.contextPath = contextPath;
        this.site = site;
        this.server = new LoopbackServer(this::signed, observer);
    }

    /** A site without any issue. */
    public static JiraCloudFake empty() {
        return new JiraCloudFake("");
    }

    /** Where it listens. */
    @Override
    public URI baseUrl() {
        return URI.create(server.url() + contextPath);
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

    /** Lists changelogs from their oldest entry on; otherwise from the newest. */
    public synchronized void listOldestFirst() {
        pages.listOldestFirst();
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

    /** Sets a hook for every request, which gets its number, from 1; it may answer in place of the site. */
    public synchronized void onRequest(IntFunction<Optional<Response>> hook) {
        onRequest = hook;
    }

    /** Answers a path below {@code /rest/api/3/} always so, such as {@code field}. */
    @Override
    public synchronized void answer(String path, Response answer) {
        fixed.put(path, answer);
    }

    /** Sets a hook for the search of that number, counted from 1; it may answer in place of the site. */
    public synchronized void onSearch(int number, Function<JsonNode, Optional<Response>> hook) {
        onSearch.put(number, hook);
    }

    /** Sets a hook for the fetch of changelogs of that number, counted from 1; it may answer in place of the site. */
    public synchronized void onFetch(int number, Function<JsonNode, Optional<Response>> hook) {
        onFetch.put(number, hook);
    }

    /** The writes to it. */
    @Override
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
        server.close();
    }

    /** With the site's time, and with the account if it was accepted, as Jira Cloud does. */
    private synchronized Response signed(Request request) {
        Response answer = answer(request).at(now);
        boolean accepted = request.authorization() != null
                && authorization
                        .filter(wanted -> !wanted.equals(request.authorization()))
                        .isEmpty();
        return accepted ? answer.with("X-AACCOUNTID", "me") : answer;
    }

    private synchronized Response answer(Request request) {
        requests.add(request.method() + " " + request.path());
        Optional<Response> instead = onRequest.apply(requests.size());
        if (instead.isPresent()) {
            return instead.get();
        }
        String path = request.path().replaceFirst("^" + contextPath + "/rest/api/[23]/", "");
        Response always = fixed.get(path);
        if (always != null) {
            return always;
        }
        if (path.equals("serverInfo")) {
            return Response.of(200, serverInfo().toString());
        }
        if (authorization.isPresent() && !authorization.get().equals(request.authorization())) {
            return asAnonymous(path);
        }
        Optional<Response> ofProject = writes.project(request.method(), path, request.body());
        if (ofProject.isPresent()) {
            return ofProject.get();
        }
        Optional<String> written = FakeWrites.issue(request.method(), path);
        if (written.isPresent()) {
            return find(written.get())
                    .map(issue -> writes.write(request.method(), path, request.body(), issue, now))
                    .orElseGet(() -> CloudShape.error(404, "Issue does not exist."));
        }
        JsonNode asked = request.body().isEmpty() ? Wire.object() : Wire.parse(request.body());
        return switch (path) {
            case "myself" -> Response.of(200, "{\"accountId\":\"me\",\"accountType\":\"atlassian\"}");
            case "status" -> Response.of(200, statuses().toString());
            case "field" -> Response.of(200, "[]");
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
                yield Response.of(200, answer.toString());
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
                                        Response.of(200, CloudShape.shown(issue).toString()))
                                .orElseGet(() -> CloudShape.error(404, "Issue does not exist."))
                        : CloudShape.error(404, "dead link " + path);
        };
    }

    private static Optional<Response> hooked(@Nullable Function<JsonNode, Optional<Response>> hook, JsonNode asked) {
        return hook == null ? Optional.empty() : hook.apply(asked);
    }

    /** A wrong token makes the request anonymous, and anonymous users see no issue; only requests for the own account are rejected. */
    private static Response asAnonymous(String path) {
        return switch (path) {
            case "search/jql" -> Response.of(200, "{\"issues\":[],\"isLast\":true}");
            case "status", "field" -> Response.of(200, "[]");
            default -> CloudShape.error(401, "Client must be authenticated to access this resource.");
        };
    }

    private ObjectNode serverInfo() {
        return JSON.createObjectNode()
                .put("baseUrl", site.toString())
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
        return Optional.ofNullable(issues.get(idOrKey))
                .or(() -> issues.values().stream()
                        .filter(issue -> issue.path("key").asText().equals(idOrKey))
                        .findFirst());
    }
}
