package dev.millrace.demo.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.demo.company.Company;
import dev.millrace.demo.company.SimulatedIssue;
import dev.millrace.demo.company.SimulatedPullRequest;
import dev.millrace.demo.company.Simulation;
import dev.millrace.fake.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakesTest {

    private static final Company COMPANY = Simulation.of(Company.SEED);
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final CompanyJira jira = new CompanyJira(COMPANY);
    private final CompanyGitHub github = new CompanyGitHub(COMPANY);
    private final List<Integer> refusals = new ArrayList<>();

    @AfterEach
    void stop() {
        jira.close();
        github.close();
    }

    @Test
    void jira_hands_out_every_issue_once_in_pages_of_its_own_size() throws Exception {
        List<String> keys = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = jira("/rest/api/3/search/jql", """
                    {"jql": "project in (SHOP, BILL, CAT) ORDER BY created ASC, key ASC", "fields": ["summary"], "maxResults": 100%s}""".formatted(
                            token.isEmpty() ? "" : ", \"nextPageToken\": \"" + token + '"'));
            page.path("issues").forEach(issue -> keys.add(issue.path("key").asText()));
            assertThat(page.path("issues").size()).isBetween(1, 60);
            assertThat(page.has("total")).as("Cloud tells no total").isFalse();
            token = page.path("nextPageToken").asText("");
        } while (!token.isEmpty());
        assertThat(keys)
                .containsExactlyInAnyOrderElementsOf(
                        COMPANY.issues().stream().map(SimulatedIssue::key).toList());
    }

    @Test
    void jira_gives_ids_only_unless_fields_are_asked_for_and_refuses_unbounded_queries() throws Exception {
        JsonNode page = jira("/rest/api/3/search/jql", "{\"jql\": \"project in (BILL)\"}");
        assertThat(page.path("issues").get(0).properties()).hasSize(1);
        assertThat(send(jira.url(), "POST", "/rest/api/3/search/jql", "{\"jql\": \"ORDER BY created\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(jira.url(), "GET", "/rest/api/3/search", "").statusCode())
                .isEqualTo(410);
    }

    @Test
    void jira_spreads_the_changes_of_one_issue_over_pages_and_loses_none() throws Exception {
        List<SimulatedIssue> some = COMPANY.issues().subList(0, 100);
        List<String> asked = some.stream().map(SimulatedIssue::key).toList();
        Map<String, Integer> pagesOfIssue = new HashMap<>();
        Set<String> changes = new HashSet<>();
        String token = "";
        do {
            JsonNode page = jira(
                    "/rest/api/3/changelog/bulkfetch",
                    "{\"issueIdsOrKeys\": [\"" + String.join("\",\"", asked) + "\"]"
                            + (token.isEmpty() ? "" : ", \"nextPageToken\": \"" + token + '"') + '}');
            page.path("issueChangeLogs").forEach(log -> {
                pagesOfIssue.merge(log.path("issueId").asText(), 1, Integer::sum);
                log.path("changeHistories").forEach(change -> {
                    changes.add(change.path("id").asText());
                    assertThat(change.path("created").isIntegralNumber()).isTrue();
                });
            });
            token = page.path("nextPageToken").asText("");
        } while (!token.isEmpty());
        assertThat(changes)
                .hasSize(some.stream().mapToInt(i -> i.changes().size()).sum());
        assertThat(pagesOfIssue).as("issues on several pages").containsValue(2);
    }

    @Test
    void both_refuse_some_requests_and_say_when_to_come_again() throws Exception {
        for (int i = 0; i < 30; i++) {
            send(jira.url(), "GET", "/rest/api/3/status", "");
            send(github.url(), "GET", "/rate_limit", "");
        }
        assertThat(refusals).contains(429, 403);
        assertThat(jira.refused()).isEqualTo(2);
        assertThat(github.refused()).isEqualTo(2);
    }

    @Test
    void nobody_is_answered_without_a_token() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(github.url() + "/rate_limit")).build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void github_pages_pull_requests_by_cursor() throws Exception {
        Set<Long> numbers = new HashSet<>();
        String after = "null";
        JsonNode list;
        do {
            list = graphql("""
                    query Q($after: String) { repository(owner: "fernmoor", name: "orders") {
                      pullRequests(first: 40, after: $after, orderBy: {field: CREATED_AT, direction: ASC}) {
                        totalCount pageInfo { hasNextPage endCursor }
                        nodes { number ... on PullRequest { author { __typename login } } } } } }""", "{\"after\":" + after + "}")
                    .path("data")
                    .path("repository")
                    .path("pullRequests");
            list.path("nodes").forEach(node -> numbers.add(node.path("number").asLong()));
            after = '"' + list.path("pageInfo").path("endCursor").asText() + '"';
        } while (list.path("pageInfo").path("hasNextPage").asBoolean());
        assertThat(numbers).hasSize(list.path("totalCount").asInt()).hasSize((int) COMPANY.pullRequests().stream()
                .map(SimulatedPullRequest::service)
                .filter(service -> service.repository().equals("orders"))
                .count());
    }

    @Test
    void github_says_which_field_it_does_not_know_and_which_repository() throws Exception {
        assertThat(graphql("{ repository(owner: \"fernmoor\", name: \"orders\") { idd } }", "{}")
                        .path("errors")
                        .get(0)
                        .path("message")
                        .asText())
                .contains("Field 'idd' in type 'Repository' is undefined");
        assertThat(graphql("{ repository(owner: \"a\", name: \"b\") { id } }", "{}")
                        .path("errors")
                        .get(0)
                        .path("type")
                        .asText())
                .isEqualTo("NOT_FOUND");
        assertThat(graphql(
                                "{ repository(owner: \"fernmoor\", name: \"orders\") { pullRequests(orderBy: {field: CREATED_AT, direction: ASC}) { nodes { id } } } }",
                                "{}")
                        .path("errors")
                        .get(0)
                        .path("message")
                        .asText())
                .contains("must provide a `first`");
    }

    @Test
    void github_links_to_the_next_page_of_deployments_youngest_first() throws Exception {
        List<String> created = new ArrayList<>();
        String next = Company.GITHUB_API + "/repos/fernmoor/orders/deployments?per_page=50";
        while (!next.isEmpty()) {
            HttpResponse<String> page = send(
                    github.url(),
                    "GET",
                    next.substring(Company.GITHUB_API.toString().length()),
                    "");
            Wire.parse(page.body())
                    .forEach(d -> created.add(d.path("created_at").asText()));
            Matcher link = NEXT.matcher(page.headers().firstValue("link").orElse(""));
            next = link.find() ? link.group(1) : "";
        }
        assertThat(created).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(created).hasSize((int) COMPANY.deployments().stream()
                .filter(d -> d.service().repository().equals("orders"))
                .count());
    }

    private JsonNode jira(String path, String body) throws Exception {
        HttpResponse<String> response = send(jira.url(), "POST", path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Wire.parse(response.body());
    }

    private JsonNode graphql(String query, String variables) throws Exception {
        String body = Wire.object()
                .put("query", query)
                .set("variables", Wire.parse(variables))
                .toString();
        return Wire.parse(send(github.url(), "POST", "/graphql", body).body());
    }

    /** Sends a request, and sends it again if it met a limit. */
    private HttpResponse<String> send(URI site, String method, String path, String body)
            throws IOException, InterruptedException {
        while (true) {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(site + path))
                            .header("Authorization", "Bearer demo")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.headers().firstValue("retry-after").isEmpty()) {
                return response;
            }
            refusals.add(response.statusCode());
        }
    }
}
