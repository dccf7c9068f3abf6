package dev.millrace.demo.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.demo.tools.Exchanges.Exchange;
import dev.millrace.fake.Wire;
import dev.millrace.fake.github.FakeGraphQl;
import dev.millrace.github.api.GraphQlQuery;
import graphql.validation.Validator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The queries of the collector, the demo's GitHub and the part of the schema that the fake server answers agree with the schema that
 * GitHub publishes: so that client and fake cannot agree on a fiction.
 */
class GitHubGraphQlSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static PublishedGraphQl published;
    private static List<Exchange> exchanges;

    @BeforeAll
    static void collect() throws Exception {
        published = PublishedGraphQl.read();
        exchanges = Collected.fromGitHub().answered("/graphql");
    }

    @ParameterizedTest
    @EnumSource(GraphQlQuery.class)
    void query_is_valid_by_the_published_schema(GraphQlQuery query) {
        assertThat(problems(query.text())).isEmpty();
    }

    @Test
    void check_finds_a_field_that_does_not_exist() {
        assertThat(problems(GraphQlQuery.PULL_REQUESTS.text().replace("isDraft", "isDrafty")))
                .singleElement()
                .asString()
                .contains("isDrafty");
    }

    @Test
    void fake_server_answers_a_part_of_the_published_schema() {
        assertThat(SchemaPart.differences(PublishedGraphQl.types(FakeGraphQl.subset()), published.types()))
                .isEmpty();
        String wrong = FakeGraphQl.subset().replace("isDraft: Boolean!", "isDraft: Int!");
        assertThat(SchemaPart.differences(PublishedGraphQl.types(wrong), published.types()))
                .contains("PullRequest.isDraft is Boolean!, not Int!")
                .allMatch(difference -> difference.endsWith("isDraft is Boolean!, not Int!"));
    }

    @Test
    void every_query_that_is_sent_is_valid_for_the_published_schema() {
        assertThat(exchanges).as("what was sent").hasSizeGreaterThan(10);
        Set<String> queries =
                exchanges.stream().map(exchange -> field(exchange, "query")).collect(Collectors.toSet());
        for (String query : queries) {
            assertThat(new Validator().validateDocument(published.schema(), PublishedGraphQl.parse(query), Locale.ROOT))
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
                            published.schema(),
                            PublishedGraphQl.parse(field(exchange, "query")),
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
                .validateDocument(published.schema(), PublishedGraphQl.parse(query), Locale.ROOT).stream()
                        .map(Object::toString)
                        .toList();
    }

    /** What is wrong with a real answer after something was done to its first pull request. */
    private static List<String> problemsOf(Consumer<ObjectNode> change) throws Exception {
        Exchange exchange = pullRequests();
        JsonNode answer = JSON.readTree(exchange.answer().body());
        change.accept((ObjectNode) answer.at("/data/repository/pullRequests/nodes/0"));
        return GraphQlShape.check(
                published.schema(),
                PublishedGraphQl.parse(field(exchange, "query")),
                field(exchange, "operationName"),
                answer.path("data"));
    }

    private static String field(Exchange exchange, String name) {
        return Wire.parse(exchange.request().body()).path(name).asText();
    }
}
