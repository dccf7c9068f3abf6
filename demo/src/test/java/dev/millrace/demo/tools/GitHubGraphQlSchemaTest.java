package dev.millrace.demo.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.demo.tools.Exchanges.Exchange;
import dev.millrace.fake.Wire;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.parser.Parser;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo's GitHub, the queries of the collector and GitHub's published schema agree. */
class GitHubGraphQlSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static GraphQLSchema schema;
    private static List<Exchange> exchanges;

    @BeforeAll
    static void collect() throws Exception {
        schema = schema();
        exchanges = Collected.fromGitHub().answered("/graphql");
    }

    @Test
    void every_query_that_is_sent_is_valid_for_the_published_schema() {
        assertThat(exchanges).as("what was sent").hasSizeGreaterThan(10);
        Set<String> queries =
                exchanges.stream().map(exchange -> field(exchange, "query")).collect(Collectors.toSet());
        for (String query : queries) {
            assertThat(new Validator().validateDocument(schema, document(query), Locale.ROOT))
                    .as(query)
                    .isEmpty();
        }
    }

    @Test
    void every_answer_has_exactly_what_the_query_selects_in_the_types_of_the_published_schema() throws Exception {
        for (Exchange exchange : exchanges) {
            JsonNode answer = JSON.readTree(exchange.answer().body());
            assertThat(answer.has("errors")).as(exchange.answer().body()).isFalse();
            assertThat(GraphQlShape.check(
                            schema,
                            document(field(exchange, "query")),
                            field(exchange, "operationName"),
                            answer.path("data")))
                    .as(field(exchange, "operationName"))
                    .isEmpty();
        }
    }

    @Test
    void a_query_for_something_that_github_does_not_have_is_refused() {
        Exchange pullRequests = pullRequests();
        String query = field(pullRequests, "query");
        assertThat(problems(query)).isEmpty();
        assertThat(query).contains("isDraft", "pullRequests(");
        assertThat(problems(query.replaceFirst("isDraft", "isSketch")))
                .anyMatch(problem -> problem.contains("isSketch"));
        assertThat(problems(query.replaceFirst("pullRequests\\(", "pullRequests(newest: true, ")))
                .anyMatch(problem -> problem.contains("newest"));
    }

    @Test
    void an_answer_with_a_wrong_a_missing_or_an_invented_field_is_refused() throws Exception {
        assertThat(problemsOf(answer -> {})).isEmpty();
        assertThat(problemsOf(first -> first.put("number", "98")))
                .anyMatch(problem -> problem.contains("number is no Int"));
        assertThat(problemsOf(first -> first.putNull("title")))
                .anyMatch(problem -> problem.contains("must not be null"));
        assertThat(problemsOf(first -> first.put("state", "SHIPPED")))
                .anyMatch(problem -> problem.contains("which PullRequestState does not have"));
        assertThat(problemsOf(first -> first.put("createdAt", "yesterday")))
                .anyMatch(problem -> problem.contains("is no DateTime"));
        assertThat(problemsOf(first -> first.remove("title"))).anyMatch(problem -> problem.contains("was asked for"));
        assertThat(problemsOf(first -> first.put("velocity", 8)))
                .anyMatch(problem -> problem.contains("was asked for"));
    }

    private static Exchange pullRequests() {
        return exchanges.stream()
                .filter(exchange -> !Wire.parse(exchange.answer().body())
                        .at("/data/repository/pullRequests/nodes/0/title")
                        .isMissingNode())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> problems(String query) {
        return new Validator()
                .validateDocument(schema, document(query), Locale.ROOT).stream()
                        .map(Object::toString)
                        .toList();
    }

    /** What is wrong with a real answer after something was done to its first pull request. */
    private static List<String> problemsOf(Consumer<ObjectNode> change) throws Exception {
        Exchange exchange = pullRequests();
        JsonNode answer = JSON.readTree(exchange.answer().body());
        change.accept((ObjectNode) answer.at("/data/repository/pullRequests/nodes/0"));
        return GraphQlShape.check(
                schema, document(field(exchange, "query")), field(exchange, "operationName"), answer.path("data"));
    }

    private static String field(Exchange exchange, String name) {
        return Wire.parse(exchange.request().body()).path(name).asText();
    }

    private static Document document(String query) {
        return Parser.parse(query);
    }

    @SuppressWarnings("rawtypes") // the library's own signature
    private static GraphQLSchema schema() throws Exception {
        Path file = NpmPackages.folder().resolve("node_modules/@octokit/graphql-schema/schema.graphql");
        int unlimited = Integer.MAX_VALUE;
        ParserOptions.setDefaultParserOptions(ParserOptions.newParserOptions()
                .maxTokens(unlimited)
                .maxCharacters(unlimited)
                .maxWhitespaceTokens(unlimited)
                .captureSourceLocation(false)
                .build());
        Document document = Parser.parse(Files.readString(file));
        List<Definition> definitions = new ArrayList<>();
        document.getDefinitions().forEach(definition -> definitions.add(withoutDuplicates(definition)));
        return UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser()
                .buildRegistry(Document.newDocument().definitions(definitions).build()));
    }

    /** The published file names some fields of some types twice; the second time is left out. */
    private static Definition<?> withoutDuplicates(Definition<?> definition) {
        if (!(definition instanceof ObjectTypeDefinition type)) {
            return definition;
        }
        Map<String, FieldDefinition> fields = new LinkedHashMap<>();
        type.getFieldDefinitions().forEach(field -> fields.putIfAbsent(field.getName(), field));
        return fields.size() == type.getFieldDefinitions().size()
                ? definition
                : type.transform(builder -> builder.fieldDefinitions(List.copyOf(fields.values())));
    }
}
