package dev.millrace.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import graphql.ExecutionResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** A GitHub over real HTTP, on loopback, laid out like an Enterprise Server: REST at /api/v3, GraphQL at /api/graphql. */
public final class FakeGitHub implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, FakeRepository> repositories = new HashMap<>();
    private final FakeGraphQl graphql = new FakeGraphQl(repositories);
    private final HttpServer server;
    private int lastId;
    /** What was asked, in order: GraphQL operations and REST paths. */
    public final List<String> asked = new ArrayList<>();

    public final List<String> tokens = new ArrayList<>();
    /** Answers that are given once each before anything else is. */
    public final Deque<Canned> canned = new ArrayDeque<>();
    /** Told the number of each request before it is answered, from 1. */
    public IntConsumer before = number -> {};

    /** Bends the answers of GraphQL. */
    public Twist twist = (request, answer) -> null;

    /** What a GitHub with a trouble makes of an answer that was right. */
    @FunctionalInterface
    public interface Twist {
        /** Changes the answer, or gives what is sent instead of it, or null. */
        Canned bend(JsonNode request, ObjectNode answer);
    }

    /** Ends of REST paths that are always answered with this status. */
    public final Map<String, Integer> broken = new HashMap<>();
    /** Whether lists of REST lead back to their first page. */
    public boolean endless;

    public record Canned(int status, Map<String, String> headers, String body) {}

    public FakeGitHub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public FakeRepository repository(String name) {
        return repositories.computeIfAbsent(name, absent -> new FakeRepository(absent, ++lastId));
    }

    /** Gives a repository another name; GitHub goes on to answer to the old one. */
    public void rename(String from, String to) {
        FakeRepository repository = repositories.get(from);
        repository.name = to;
        repositories.put(to, repository);
    }

    /** From now on nothing answers to that name. */
    public void forget(String name) {
        repositories.remove(name);
    }

    public URI apiUrl() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/api/v3");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            synchronized (this) {
                String path = exchange.getRequestURI().getPath();
                JsonNode request = body(exchange);
                asked.add(
                        path.equals("/api/graphql")
                                ? request.path("operationName").asText()
                                : path);
                tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                before.accept(asked.size());
                Canned now = canned.poll();
                if (now != null) {
                    now.headers().forEach(exchange.getResponseHeaders()::add);
                    send(exchange, now.status(), now.body());
                } else if (path.equals("/api/graphql")) {
                    ObjectNode answer = JSON.valueToTree(graphql(request));
                    Canned bent = twist.bend(request, answer);
                    if (bent != null) {
                        bent.headers().forEach(exchange.getResponseHeaders()::add);
                    }
                    send(exchange, bent == null ? 200 : bent.status(), bent == null ? answer.toString() : bent.body());
                } else {
                    rest(exchange, path);
                }
            }
        } catch (RuntimeException e) {
            e.printStackTrace();
            throw e;
        }
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            byte[] bytes = in.readAllBytes();
            return bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    // ---- GraphQL

    private Map<String, Object> graphql(JsonNode request) {
        @SuppressWarnings("unchecked")
        Map<String, Object> variables = JSON.convertValue(request.path("variables"), Map.class);
        ExecutionResult result = graphql.execute(
                request.path("query").asText(), request.path("operationName").asText(), variables);
        Map<String, Object> answer = new LinkedHashMap<>(result.toSpecification());
        Map<?, ?> data = (Map<?, ?>) answer.get("data");
        if (data != null && data.containsKey("repository") && data.get("repository") == null) {
            answer.put(
                    "errors",
                    List.of(Map.of(
                            "type",
                            "NOT_FOUND",
                            "path",
                            List.of("repository"),
                            "message",
                            "Could not resolve to a Repository with the name '" + variables.get("owner") + "/"
                                    + variables.get("name") + "'.")));
        }
        return answer;
    }

    // ---- REST

    private void rest(HttpExchange exchange, String path) throws IOException {
        String[] parts = path.split("/");
        Integer refusal = broken.entrySet().stream()
                .filter(entry -> path.endsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        if (refusal != null) {
            send(exchange, refusal, "{}");
            return;
        }
        // "", api, v3, repos, owner, name, ...
        boolean byId = parts.length == 5 && parts[3].equals("repositories");
        FakeRepository repository = byId
                ? repositories.values().stream()
                        .filter(known -> String.valueOf(known.id).equals(parts[4]))
                        .findFirst()
                        .orElse(null)
                : parts.length < 6 ? null : repositories.get(parts[4] + '/' + parts[5]);
        if (repository == null) {
            send(exchange, 404, "{\"message\":\"Not Found\"}");
        } else if (parts.length == 6 || byId) {
            send(
                    exchange,
                    200,
                    JSON.writeValueAsString(Map.of(
                            "id",
                            repository.id,
                            "name",
                            repository.name.substring(repository.name.indexOf('/') + 1),
                            "full_name",
                            repository.name,
                            "owner",
                            Map.of("login", repository.name.substring(0, repository.name.indexOf('/'))))));
        } else if (path.endsWith("/deployments")) {
            String base = "http://localhost:" + server.getAddress().getPort() + path + '/';
            page(
                    exchange,
                    repository.deployments.stream()
                            .map(deployment -> {
                                Map<String, Object> shown = new HashMap<>(deployment);
                                shown.put("statuses_url", base + deployment.get("id") + "/statuses");
                                return shown;
                            })
                            .toList());
        } else if (parts.length == 8 && parts[6].equals("deployments")) {
            Map<String, Object> found = repository.deployments.stream()
                    .filter(deployment -> String.valueOf(deployment.get("id")).equals(parts[7]))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                send(exchange, 404, "{\"message\":\"Not Found\"}");
                return;
            }
            Map<String, Object> shown = new HashMap<>(found);
            shown.put("statuses_url", "http://localhost:" + server.getAddress().getPort() + path + "/statuses");
            send(exchange, 200, JSON.writeValueAsString(shown));
        } else if (path.endsWith("/statuses")) {
            page(exchange, repository.statuses.get(Long.parseLong(parts[7])));
        } else if (parts[6].equals("compare")) {
            compare(exchange, repository, parts[7].split("\\.\\.\\."));
        } else {
            send(exchange, 404, "{\"message\":\"Not Found\"}");
        }
    }

    private void page(HttpExchange exchange, List<?> all) throws IOException {
        int size = parameter(exchange, "per_page", 30);
        int page = parameter(exchange, "page", 1);
        int from = Math.min(all.size(), (page - 1) * size);
        int to = Math.min(all.size(), from + size);
        if (to < all.size() || endless) {
            String path = exchange.getRequestURI().getPath();
            exchange.getResponseHeaders()
                    .add(
                            "Link",
                            "<http://localhost:" + server.getAddress().getPort() + path + "?per_page=" + size + "&page="
                                    + (to < all.size() ? page + 1 : 1) + ">; rel=\"next\"");
        }
        send(exchange, 200, JSON.writeValueAsString(all.subList(from, to)));
    }

    private void compare(HttpExchange exchange, FakeRepository repository, String[] range) throws IOException {
        if (!repository.commits.containsKey(range[0])) {
            send(exchange, 404, "{\"message\":\"Not Found\"}");
            return;
        }
        List<String> between = repository.between(range[0], range[1]);
        int size = parameter(exchange, "per_page", 250);
        int from = Math.min(between.size(), (parameter(exchange, "page", 1) - 1) * size);
        List<Object> commits = new ArrayList<>();
        for (String oid : between.subList(from, Math.min(between.size(), from + size))) {
            Map<String, Object> commit = repository.commits.get(oid);
            commits.add(Map.of(
                    "sha",
                    oid,
                    "commit",
                    Map.of(
                            "message", commit.get("message"),
                            "author", Map.of("date", commit.get("authoredDate")),
                            "committer", Map.of("date", commit.get("committedDate"))),
                    "parents",
                    repository.parents(oid).stream().map(p -> Map.of("sha", p)).toList()));
        }
        send(
                exchange,
                200,
                JSON.writeValueAsString(
                        Map.of("status", "ahead", "total_commits", between.size(), "commits", commits)));
    }

    private static int parameter(HttpExchange exchange, String name, int otherwise) {
        String query = exchange.getRequestURI().getQuery();
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            if (parameter.startsWith(name + "=")) {
                return Integer.parseInt(parameter.substring(name.length() + 1));
            }
        }
        return otherwise;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
