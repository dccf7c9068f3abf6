package dev.millrace.fake.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.fake.Wire;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.TypeResolver;
import graphql.schema.idl.FieldWiringEnvironment;
import graphql.schema.idl.InterfaceWiringEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.ScalarWiringEnvironment;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnionWiringEnvironment;
import graphql.schema.idl.WiringFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs our real queries against {@code schema.graphql}: a field that is not in the schema, a wrong type or a missing
 * fragment is an error here as it is at GitHub.
 */
public final class FakeGraphQl implements WiringFactory {

    private final Map<String, FakeRepository> repositories;
    private final GraphQL engine;

    FakeGraphQl(Map<String, FakeRepository> repositories) {
        this.repositories = repositories;
        RuntimeWiring wiring =
                RuntimeWiring.newRuntimeWiring().wiringFactory(this).build();
        GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(subset()), wiring);
        this.engine = GraphQL.newGraphQL(schema).build();
    }

    /** The part of GitHub's schema that is answered. */
    public static String subset() {
        try (InputStream in = Objects.requireNonNull(FakeGraphQl.class.getResourceAsStream("schema.graphql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole answer to a request: data, or errors, or both. */
    ObjectNode execute(JsonNode request) {
        Map<String, Object> variables = Wire.map(request.path("variables"));
        ExecutionResult result = engine.execute(ExecutionInput.newExecutionInput()
                .query(request.path("query").asText())
                .operationName(request.path("operationName").asText())
                .variables(variables)
                .build());
        ObjectNode answer = (ObjectNode) Wire.json(result.toSpecification());
        if (result.getErrors().isEmpty()
                && answer.path("data").path("repository").isNull()) {
            ObjectNode error = answer.putArray("errors").addObject();
            error.put("type", "NOT_FOUND").putArray("path").add("repository");
            error.put(
                    "message",
                    "Could not resolve to a Repository with the name '" + variables.get("owner") + "/"
                            + variables.get("name") + "'.");
        }
        return answer;
    }

    // ---- types

    @Override
    public boolean providesTypeResolver(InterfaceWiringEnvironment environment) {
        return true;
    }

    @Override
    public TypeResolver getTypeResolver(InterfaceWiringEnvironment environment) {
        return byTypename();
    }

    @Override
    public boolean providesTypeResolver(UnionWiringEnvironment environment) {
        return true;
    }

    @Override
    public TypeResolver getTypeResolver(UnionWiringEnvironment environment) {
        return byTypename();
    }

    private static TypeResolver byTypename() {
        return env -> env.getSchema().getObjectType(typename(env.getObject()));
    }

    private static String typename(@Nullable Object object) {
        return object instanceof FakeRepository
                ? "Repository"
                : object instanceof Map<?, ?> map ? String.valueOf(map.get("__typename")) : "";
    }

    @Override
    public boolean providesScalar(ScalarWiringEnvironment environment) {
        return List.of("BigInt", "DateTime", "GitObjectID", "GitTimestamp", "URI")
                .contains(environment.getScalarTypeDefinition().getName());
    }

    @Override
    public GraphQLScalarType getScalar(ScalarWiringEnvironment environment) {
        return GraphQLScalarType.newScalar()
                .name(environment.getScalarTypeDefinition().getName())
                .coercing(new AsText())
                .build();
    }

    private static final class AsText implements Coercing<String, String> {
        @Override
        public String serialize(Object value, GraphQLContext context, Locale locale) {
            return String.valueOf(value);
        }

        @Override
        public String parseValue(Object value, GraphQLContext context, Locale locale) {
            return String.valueOf(value);
        }

        @Override
        public String parseLiteral(Value<?> value, CoercedVariables variables, GraphQLContext context, Locale locale) {
            return value instanceof StringValue text ? String.valueOf(text.getValue()) : String.valueOf(value);
        }
    }

    // ---- data

    @Override
    public boolean providesDataFetcher(FieldWiringEnvironment environment) {
        return true;
    }

    @Override
    public DataFetcher<?> getDataFetcher(FieldWiringEnvironment environment) {
        return switch (environment.getParentType().getName()
                + '.'
                + environment.getFieldDefinition().getName()) {
            case "Query.repository" ->
                env -> repositories.get(env.getArgument("owner") + "/" + env.getArgument("name"));
            case "Query.node" -> env -> node(env.getArgument("id"));
            case "Query.nodes" ->
                env -> Objects.requireNonNull(env.<List<?>>getArgument("ids")).stream()
                        .map(this::node)
                        .toList();
            case "Query.repositoryOwner" -> env -> owner(env.getArgument("login"));
            case "Repository.isDisabled" -> env -> false;
            case "Repository.id" -> env -> repository(env).nodeId();
            case "Repository.databaseId" -> env -> repository(env).id;
            case "Repository.nameWithOwner" -> env -> repository(env).name;
            case "Repository.defaultBranchRef" -> FakeGraphQl::defaultBranch;
            case "Repository.object" -> env -> withHistory(repository(env), env.getArgument("oid"));
            case "Repository.pullRequest" ->
                env -> repository(env).pullRequests.stream()
                        .filter(pr -> Objects.equals(pr.get("number"), env.getArgument("number")))
                        .findFirst()
                        .orElse(null);
            case "Repository.pullRequests" ->
                env -> ordered(
                        env,
                        env.getArgument("states") == null
                                ? repository(env).pullRequests
                                : repository(env).pullRequests.stream()
                                        .filter(pr -> Objects.requireNonNull(env.<List<?>>getArgument("states"))
                                                .contains(pr.get("state")))
                                        .toList());
            case "Repository.issues" -> env -> ordered(env, since(env, repository(env).issues));
            case "PullRequest.comments" -> env -> connection(env, comments(env));
            case "Issue.repository" ->
                env -> repositories.values().stream()
                        .filter(repository -> repository.issues.contains(env.<Object>getSource()))
                        .findFirst()
                        .orElse(null);
            case "Repository.releases" -> env -> connection(env, repository(env).releases);
            case "Repository.refs" -> env -> connection(env, repository(env).tags);
            case "Repository.deployments" ->
                env -> repository(env).deployments.isEmpty() || env.getArgument("first") == null
                        ? Map.of("totalCount", repository(env).deployments.size(), "nodes", List.of())
                        : connection(env, repository(env).deploymentNodes());
            default -> FakeGraphQl::field;
        };
    }

    private List<?> comments(DataFetchingEnvironment env) {
        Map<String, Object> pullRequest = Objects.requireNonNull(env.getSource());
        return repositories.values().stream()
                .filter(repository -> repository.pullRequests.contains(pullRequest))
                .findFirst()
                .map(repository ->
                        repository.notes.comments.get(Integer.parseInt(String.valueOf(pullRequest.get("number")))))
                .orElse(List.of());
    }

    private @Nullable Object node(@Nullable Object id) {
        return repositories.values().stream()
                .map(repository -> repository.nodeId().equals(id) ? repository : repository.node(id))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Map<String, Object> owner(@Nullable String login) {
        List<FakeRepository> owned = repositories.values().stream()
                .filter(repository -> repository.name.startsWith(login + '/'))
                .sorted(Comparator.comparing(repository -> repository.name))
                .toList();
        return login == null || owned.isEmpty()
                ? null
                : Map.of("__typename", "Organization", "login", login, "repositories", owned);
    }

    private static FakeRepository repository(DataFetchingEnvironment env) {
        return Objects.requireNonNull(env.getSource());
    }

    private static @Nullable Object defaultBranch(DataFetchingEnvironment env) {
        FakeRepository repository = repository(env);
        String head = repository.head;
        Map<String, Object> target = head == null ? null : withHistory(repository, head);
        return target == null ? null : Map.of("id", "REF", "name", "main", "target", target);
    }

    private static @Nullable Map<String, Object> withHistory(FakeRepository repository, @Nullable String oid) {
        Map<String, Object> commit = repository.commits.get(oid);
        if (oid == null || commit == null) {
            return null;
        }
        Map<String, Object> copy = new HashMap<>(commit);
        copy.put(
                "history",
                repository.log(oid).stream()
                        .map(o -> withParents(repository, o))
                        .toList());
        return copy;
    }

    private static Map<String, Object> withParents(FakeRepository repository, String oid) {
        Map<String, Object> copy = new HashMap<>(repository.commit(oid));
        copy.put(
                "parents",
                repository.parents(oid).stream()
                        .map(parent -> Map.of("__typename", "Commit", "oid", parent))
                        .toList());
        return copy;
    }

    private static List<Map<String, Object>> since(DataFetchingEnvironment env, List<Map<String, Object>> issues) {
        Map<String, Object> filter = env.getArgument("filterBy");
        Object since = filter == null ? null : filter.get("since");
        return since == null
                ? issues
                : issues.stream()
                        .filter(issue -> String.valueOf(issue.get("updatedAt")).compareTo(since.toString()) >= 0)
                        .toList();
    }

    /** Cursors hold the value that is sorted by, so that a change in between moves nothing that was not changed itself. */
    private static Object ordered(DataFetchingEnvironment env, List<Map<String, Object>> items) {
        Map<String, Object> order = Objects.requireNonNull(env.getArgument("orderBy"), "orderBy");
        String field = String.valueOf(order.get("field"));
        boolean descending = "DESC".equals(order.get("direction"));
        String after = env.getArgument("after");
        List<Map<String, Object>> all =
                FakeRepository.ordered(items, field, descending).toList();
        List<Map<String, Object>> rest = all.stream()
                .filter(pr -> after == null
                        || (descending ? -1 : 1)
                                        * FakeRepository.orderKey(pr, field).compareTo(after)
                                > 0)
                .toList();
        int first = first(env);
        List<Map<String, Object>> page = rest.subList(0, Math.min(first, rest.size()));
        Map<String, Object> pageInfo = new HashMap<>();
        pageInfo.put("hasNextPage", page.size() < rest.size());
        pageInfo.put("endCursor", page.isEmpty() ? null : FakeRepository.orderKey(page.get(page.size() - 1), field));
        return Map.of("totalCount", all.size(), "nodes", page, "pageInfo", pageInfo);
    }

    private static @Nullable Object field(DataFetchingEnvironment env) {
        Object value = Objects.requireNonNull(env.<Map<?, ?>>getSource())
                .get(env.getField().getName());
        boolean connection = GraphQLTypeUtil.simplePrint(GraphQLTypeUtil.unwrapAll(env.getFieldType()))
                .endsWith("Connection");
        return connection && value instanceof List<?> all ? connection(env, all) : value;
    }

    private static Object connection(DataFetchingEnvironment env, List<?> all) {
        List<?> wanted = all;
        List<String> types = env.getArgument("itemTypes");
        if (types != null) {
            wanted = all.stream()
                    .filter(item -> types.contains(itemType(typename(item))))
                    .toList();
        }
        Integer last = env.getArgument("last");
        String after = env.getArgument("after");
        int from = last != null
                ? Math.max(0, wanted.size() - last)
                : after == null ? 0 : Integer.parseInt(after.substring(1));
        int to = last != null ? wanted.size() : Math.min(wanted.size(), from + first(env));
        Map<String, Object> connection = new HashMap<>();
        // what GitHub counts here is not documented; ours counts what was not requested as well
        connection.put("totalCount", all.size());
        connection.put("filteredCount", wanted.size());
        connection.put("nodes", new ArrayList<>(wanted.subList(from, to)));
        Map<String, Object> pageInfo = new HashMap<>();
        pageInfo.put("hasNextPage", to < wanted.size());
        pageInfo.put("endCursor", to == from ? null : "i" + to);
        connection.put("pageInfo", pageInfo);
        return connection;
    }

    private static int first(DataFetchingEnvironment env) {
        Integer first = env.getArgument("first");
        if (first == null || first < 1 || first > 100) {
            throw new IllegalArgumentException("You must provide a `first` value of 1 to 100 to paginate the `"
                    + env.getField().getName() + "` connection.");
        }
        return first;
    }

    private static String itemType(String typename) {
        return typename.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }
}
