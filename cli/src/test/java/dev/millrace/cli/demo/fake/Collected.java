package dev.millrace.cli.demo.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.cli.demo.company.Company;
import dev.millrace.cli.demo.company.Service;
import dev.millrace.cli.demo.company.SimulatedDeployment;
import dev.millrace.collect.SourcePage;
import dev.millrace.http.Authorization;
import dev.millrace.http.HostBudgets;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.http.WaitAllowance;
import dev.millrace.jira.JiraSettings;
import dev.millrace.jira.JiraSource;
import dev.millrace.model.ToolInstance;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;

/** Conversations with the fakes, for the tests that compare them with published schemas. */
final class Collected {

    private static final Company COMPANY = Company.of(Company.SEED);

    private static final String EVERYTHING = """
            query Everything($name: String!, $after: String) {
              rateLimit { cost limit remaining resetAt }
              repository(owner: "fernmoor", name: $name) {
                nameWithOwner
                defaultBranchRef { name target { oid ... on Commit { history(first: 20) { totalCount nodes {
                  oid messageHeadline authoredDate committedDate author { user { login databaseId } }
                  parents(first: 5) { totalCount nodes { oid } } } } } } }
                deployments { totalCount }
                pullRequests(first: 30, after: $after, orderBy: {field: CREATED_AT, direction: ASC}) {
                  totalCount
                  pageInfo { hasNextPage endCursor }
                  nodes {
                    id fullDatabaseId number title body url state isDraft createdAt updatedAt closedAt mergedAt
                    headRefName baseRefName mergeCommit { oid } author { ...Account } mergedBy { ...Account }
                    labels(first: 10) { totalCount nodes { name } }
                    commits(first: 100) { totalCount nodes { commit { oid committedDate author { user { ...Account } } } } }
                    reviews(first: 100) { totalCount nodes { fullDatabaseId state submittedAt author { ...Account } } }
                    closingIssuesReferences(first: 5) { totalCount nodes { number } }
                    timelineItems(first: 100, itemTypes: [READY_FOR_REVIEW_EVENT, CONVERT_TO_DRAFT_EVENT,
                        REVIEW_REQUESTED_EVENT, CLOSED_EVENT, REOPENED_EVENT, MERGED_EVENT, HEAD_REF_FORCE_PUSHED_EVENT]) {
                      filteredCount
                      nodes {
                        __typename
                        ... on ReadyForReviewEvent { createdAt actor { ...Account } }
                        ... on ConvertToDraftEvent { createdAt actor { ...Account } }
                        ... on ReviewRequestedEvent { createdAt requestedReviewer { __typename ...Account } }
                        ... on ClosedEvent { createdAt }
                        ... on ReopenedEvent { createdAt }
                        ... on MergedEvent { createdAt actor { ...Account } }
                        ... on HeadRefForcePushedEvent { createdAt }
                      }
                    }
                  }
                }
              }
            }
            fragment Account on Actor { __typename login ... on User { databaseId } ... on Bot { databaseId } }
            """;

    private Collected() {}

    private static String cursor(int place) {
        return Base64.getEncoder().encodeToString(("cursor:v2:" + place).getBytes(StandardCharsets.UTF_8));
    }

    static Exchanges fromGitHub() throws Exception {
        Exchanges exchanges = new Exchanges();
        try (FakeGitHub github = new FakeGitHub(COMPANY, exchanges)) {
            for (Service service : COMPANY.services()) {
                String repository = "/repos/" + service.fullName();
                send(github.url(), "GET", repository, "");
                send(github.url(), "GET", repository + "/deployments?per_page=100", "");
                for (SimulatedDeployment deployment : COMPANY.deployments().subList(0, 20)) {
                    send(github.url(), "GET", repository + "/deployments/" + deployment.id() + "/statuses", "");
                }
                for (int page = 0; page < 4; page++) {
                    send(
                            github.url(),
                            "POST",
                            "/graphql",
                            Wire.object()
                                    .put("operationName", "Everything")
                                    .put("query", EVERYTHING)
                                    .<ObjectNode>set(
                                            "variables",
                                            Wire.object()
                                                    .put("name", service.repository())
                                                    .put("after", page == 0 ? null : cursor(page * 30 - 1)))
                                    .toString());
                }
            }
            return exchanges;
        }
    }

    /** What the real collector asks a Jira Cloud, with small pages of issues, and what it is answered. */
    static Exchanges fromJira() {
        Exchanges exchanges = new Exchanges();
        try (FakeJiraCloud jira = new FakeJiraCloud(COMPANY, exchanges);
                OkHttpTransport wire = new OkHttpTransport(TransportSettings.standard("millrace-test"))) {
            WaitAllowance nobodyWaits = new WaitAllowance(
                    Duration.ofHours(1), duration -> {}, () -> Company.END, (host, duration, reason) -> {});
            JiraSource source = new JiraSource(
                    JiraSettings.of(ToolInstance.jira("fernmoor"), jira.url())
                            .with(Authorization.basic("demo@fernmoor.example", "demo", "jira[0].token"))
                            .withPageSize(40),
                    wire.patient(new HostBudgets(), nobodyWaits, () -> Company.END, new Random(1)));
            Optional<String> state = Optional.empty();
            SourcePage page;
            do {
                page = source.read(state);
                state = Optional.of(page.nextState());
            } while (!page.last());
        }
        return exchanges;
    }

    private static String send(URI site, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(site + path))
                .header("Authorization", "Bearer demo")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
