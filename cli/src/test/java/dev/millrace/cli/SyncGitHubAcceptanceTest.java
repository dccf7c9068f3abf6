package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.fake.Response;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.jira.RealData;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees who collects from GitHub. */
class SyncGitHubAcceptanceTest {

    private static final String TOKEN = "ghp_notARealToken";

    @TempDir
    private Path directory;

    private final FakeGitHub gitHub = new FakeGitHub();

    @BeforeEach
    void twoRepositories() {
        for (String name : List.of("acme/shop", "acme/tools")) {
            FakeRepository repository = gitHub.repository(name);
            String sha = FakeRepository.sha(Math.abs(name.hashCode()));
            repository.head = repository.commit(sha, "first", "2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z");
            FakeRepository.merged(repository.pullRequest(1, "2026-03-01T09:00:00Z"), "2026-03-01T10:00:00Z", sha);
            repository.deployment(7, "prod", sha, "2026-03-01T11:00:00Z", "2026-03-01T11:00:00Z", true);
        }
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private Millrace millrace(String... repositories) throws IOException {
        return Millrace.in(directory).with("GITHUB_TOKEN", TOKEN).config("""
            github:
              - id: acme
                url: %s
                repositories: [%s]
                token: {env: GITHUB_TOKEN}
            """.formatted(
                        gitHub.apiUrl(), String.join(", ", repositories)));
    }

    @Test
    void a_configuration_with_github_alone_is_enough_and_a_second_sync_finds_nothing_new() throws Exception {
        Run first = millrace("acme/shop").run("sync");

        assertThat(first.exitCode()).isZero();
        assertThat(first.lines())
                .containsExactly(
                        "github:acme/acme/shop/commits: 1 page, 1 item; 1 new event, 0 revised; 0 problems",
                        "github:acme/acme/shop/pull-requests: 2 pages, 1 item; 2 new events, 0 revised; 0 problems",
                        "github:acme/acme/shop/deployments: 1 page, 1 item; 1 new event, 0 revised; 0 problems",
                        "github:acme/acme/shop/releases: 1 page, 0 items; nothing new; 0 problems",
                        "github:acme/acme/shop/issues: 1 page, 0 items; nothing new; 0 problems",
                        "github:acme/acme/shop/runs: 1 page, 0 items; nothing new; 0 problems");
        assertThat(first.err()).contains("github:acme/acme/shop/pull-requests: page 1, 1 of 1 items, 2 new events");
        assertThat(gitHub.tokens).containsOnly("Bearer " + TOKEN);

        assertThat(millrace("acme/shop").run("sync").lines())
                .hasSize(6)
                .allSatisfy(line -> assertThat(line).contains("nothing new; 0 problems"));
    }

    @Test
    void a_repository_that_cannot_be_read_is_named_once_and_stops_no_other() throws Exception {
        Run run = millrace("acme/gone", "acme/tools").run("sync");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("github:acme/acme/gone/commits stopped at page 1")
                                .endsWith("NOT_FOUND: Could not resolve to a Repository with the name 'acme/gone'."
                                        + " Check the name, and that the token may read it (see docs/github.md)"),
                        line -> assertThat(line)
                                .isEqualTo("  not tried for the same reason: github:acme/acme/gone/pull-requests, "
                                        + "github:acme/acme/gone/deployments, github:acme/acme/gone/releases, "
                                        + "github:acme/acme/gone/issues and 1 more"),
                        line -> assertThat(line).contains("acme/tools/commits: 1 page"),
                        line -> assertThat(line).contains("acme/tools/pull-requests: 2 pages"),
                        line -> assertThat(line).contains("acme/tools/deployments: 1 page"),
                        line -> assertThat(line).contains("acme/tools/releases: 1 page"),
                        line -> assertThat(line).contains("acme/tools/issues: 1 page"),
                        line -> assertThat(line).contains("acme/tools/runs: 1 page"));
        assertThat(run.out() + run.err()).doesNotContain(TOKEN);
    }

    @Test
    void a_field_that_may_not_be_seen_costs_that_field_and_is_said_in_every_run() throws Exception {
        gitHub.repository("acme/shop").pullRequest(2, "2026-03-02T09:00:00Z");
        gitHub.twist = (request, answer) -> {
            if (request.path("operationName").asText().equals("PullRequests")) {
                JsonNode nodes = answer.at("/data/repository/pullRequests/nodes");
                for (int i = 0; i < nodes.size(); i++) {
                    if (nodes.path(i).path("number").asInt() == 1) {
                        ((ObjectNode) nodes.path(i)).putNull("closingIssuesReferences");
                        ObjectNode error = answer.withArray("/errors").addObject();
                        error.put("type", "FORBIDDEN").put("message", "Resource protected by SAML enforcement");
                        error.putArray("path")
                                .add("repository")
                                .add("pullRequests")
                                .add("nodes")
                                .add(i)
                                .add("closingIssuesReferences");
                    }
                }
            }
            return null;
        };

        for (int run = 1; run <= 2; run++) {
            Run sync = millrace("acme/shop").run("sync");
            assertThat(sync.exitCode()).isEqualTo(3);
            assertThat(sync.err() + sync.out())
                    .contains("acme/shop#1: GitHub does not return its closingIssuesReferences");
        }
        assertThat(millrace("acme/shop").run("status").out())
                .contains("acme/shop#1  commits, reviews and changes")
                .contains("1 incomplete")
                .doesNotContain("acme/shop#2  commits");
    }

    @Test
    void a_list_without_a_way_on_ends_the_run_and_keeps_what_was_read() throws Exception {
        for (int i = 2; i <= 40; i++) {
            gitHub.repository("acme/shop").pullRequest(i, "2026-03-02T09:00:00Z");
        }
        gitHub.twist = (request, answer) -> {
            if (request.path("operationName").asText().equals("PullRequests")) {
                ((ObjectNode) answer.at("/data/repository/pullRequests/pageInfo")).putNull("endCursor");
            }
            return null;
        };

        Run sync = millrace("acme/shop").run("sync");

        assertThat(sync.exitCode()).isEqualTo(1);
        assertThat(sync.lines().get(1))
                .contains("acme/shop/pull-requests stopped at page 2 (page 1 is stored;")
                .contains("hasNextPage without endCursor");
        assertThat(gitHub.asked.stream().filter("PullRequests"::equals)).hasSize(1);
    }

    @Test
    void json_tells_what_was_not_tried() throws Exception {
        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(millrace("acme/gone").run("sync", "--json").out());

        assertThat(json.path("sources")).hasSize(6);
        assertThat(json.at("/sources/0/tried").asBoolean()).isTrue();
        assertThat(json.at("/sources/0/error").asText()).contains("acme/gone");
        assertThat(json.at("/sources/1/tried").asBoolean()).isFalse();
        assertThat(json.at("/sources/1/complete").asBoolean()).isFalse();
        assertThat(json.at("/newLinks").isIntegralNumber()).isTrue();
    }

    @Test
    void a_token_that_is_not_authorised_for_single_sign_on_is_told_with_the_organisation() throws Exception {
        Response refusal = new Response(
                200,
                Map.of("X-GitHub-SSO", "required; url=https://github.com/orgs/acme-inc/sso?authorization_request=AZSC"),
                "{\"data\":{\"repository\":null},\"errors\":[{\"type\":\"FORBIDDEN\",\"path\":[\"repository\"],"
                        + "\"message\":\"Resource protected by organization SAML enforcement. You must grant your"
                        + " Personal Access token access to this organization.\"}]}");
        gitHub.twist =
                (request, answer) -> request.at("/variables/name").asText().equals("shop") ? refusal : null;

        Run run = millrace("acme/shop", "acme/tools").run("sync");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines().get(0))
                .contains(
                        "acme/shop",
                        "SAML enforcement",
                        "The organisation acme-inc requires that the token is authorised")
                .contains("github[0].token.env in ")
                .doesNotContain("AZSC");
        assertThat(run.lines().get(1)).contains("not tried");
        assertThat(run.lines()).hasSize(8);
    }

    @Test
    void a_token_that_is_wrong_is_told_once_for_all_repositories() throws Exception {
        gitHub.before = number -> gitHub.canned.add(new Response(401, Map.of(), "{\"message\":\"Bad credentials\"}"));

        Run run = millrace("acme/shop", "acme/tools").run("sync");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("HTTP 401", "Bad credentials", "check github[0].token.env in "),
                        line -> assertThat(line).endsWith("acme/shop/issues and 7 more"));
        assertThat(gitHub.asked).as("who it is, and its default branch").hasSize(2);
    }

    @Test
    void a_limit_that_lasts_too_long_ends_the_run_and_the_next_goes_on_there() throws Exception {
        gitHub.before = number -> {
            if (number == 5) {
                gitHub.canned.add(new Response(
                        403,
                        Map.of("Retry-After", "7200"),
                        "{\"message\":\"You have exceeded a secondary rate limit\"}"));
            }
        };
        Run stopped = millrace("acme/shop").run("sync");
        gitHub.before = number -> {};

        assertThat(stopped.exitCode()).isEqualTo(1);
        assertThat(stopped.lines().get(0)).contains("/commits: 1 page");
        assertThat(stopped.lines().get(1))
                .contains("/pull-requests stopped at page 1", "Run it again at 2026-11-01T14:00:01Z or later");
        assertThat(stopped.lines().get(2)).contains("not tried for the same reason: github:acme/acme/shop/deployments");

        Run next = millrace("acme/shop").run("sync");
        assertThat(next.exitCode()).isZero();
        assertThat(next.lines().get(0)).contains("/commits: 1 page, 0 items; nothing new");
        assertThat(next.lines().get(1)).contains("/pull-requests: 2 pages, 1 item; 2 new events");
    }

    @Test
    void all_repositories_of_an_owner_can_be_named_at_once() throws Exception {
        Run run = millrace("acme/*", "acme/shop").run("sync");

        assertThat(run.lines()).hasSize(12);
        assertThat(run.out()).contains("acme/shop/commits", "acme/tools/commits");
        assertThat(millrace("nobody/*").run("sync").out())
                .isEqualTo("github:acme/nobody/*: GitHub knows no user or organisation nobody. Check the name\n");
    }

    @Test
    void issue_keys_of_pull_requests_become_links_to_the_issues_of_jira() throws Exception {
        FakeRepository shop = gitHub.repository("acme/shop");
        shop.pullRequest(2, "2026-03-02T09:00:00Z").put("title", "ANY23-35 and UTF-8");
        try (JiraDataCenterFake jira = JiraDataCenterFake.serving(RealData.folder("jira-seanalytics/apache"))) {
            String both = """
                jira:
                  - id: apache
                    url: %s
                github:
                  - id: acme
                    url: %s
                    repositories: [acme/shop]
                    token: {env: GITHUB_TOKEN}
                """.formatted(jira.baseUrl(), gitHub.apiUrl());
            Run run = millrace().config(both).run("sync");

            assertThat(run.exitCode()).isZero();
            assertThat(run.err()).contains("links: 1 new\n");
            assertThat(millrace().config(both).run("sync").err()).contains("links: 0 new\n");
        }
        List<Link> links = new ArrayList<>();
        try (FlowStore store = SqliteFlowStore.open(directory.resolve("millrace.db"), InstantSource.system())) {
            store.forEachLink(new Knowledge(Instant.MAX, Instant.MAX), links::add);
        }
        assertThat(links)
                .filteredOn(link -> link.relation().equals("for"))
                .singleElement()
                .satisfies(link -> assertThat(link.rule()).isEqualTo(Link.Rule.TITLE));
    }

    @Test
    void commits_are_linked_by_keys_that_stand_where_people_put_them() throws Exception {
        FakeRepository shop = gitHub.repository("acme/shop");
        String[] messages = {
            "fixes ANY23-35: read the encoding",
            "Read the encoding (ANY23-35)",
            "Merge pull request #8 from somebody/ANY23-35-encoding",
            "Read UTF-8 as ANY23-35 asked for long ago",
            "Read the encoding (UTF-8)",
        };
        for (int i = 0; i < messages.length; i++) {
            String at = "2026-03-02T0" + i + ":00:00Z";
            shop.head = shop.commit(FakeRepository.sha(10 + i), messages[i], at, at, shop.head);
        }
        try (JiraDataCenterFake jira = JiraDataCenterFake.serving(RealData.folder("jira-seanalytics/apache"))) {
            Run run = millrace("acme/shop")
                    .config("""
                jira:
                  - id: apache
                    url: %s
                github:
                  - id: acme
                    url: %s
                    repositories: [acme/shop]
                    token: {env: GITHUB_TOKEN}
                """.formatted(jira.baseUrl(), gitHub.apiUrl()))
                    .run("sync");

            assertThat(run.err()).contains("links: 3 new\n");
        }
        List<String> commits = new ArrayList<>();
        try (FlowStore store = SqliteFlowStore.open(directory.resolve("millrace.db"), InstantSource.system())) {
            store.forEachLink(new Knowledge(Instant.MAX, Instant.MAX), link -> {
                if (link.relation().equals("for")) {
                    commits.add(link.from().nativeId());
                }
            });
        }
        assertThat(commits)
                .as("a verb before it, brackets behind it, the branch of a merge; a mention is none")
                .containsExactlyInAnyOrder(FakeRepository.sha(10), FakeRepository.sha(11), FakeRepository.sha(12));
    }
}
