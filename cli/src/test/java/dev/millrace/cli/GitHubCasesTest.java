package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import dev.millrace.jira.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traps that users of tools of this kind reported in public, each with the answer that is right; the inputs lie beside the real data. */
class GitHubCasesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path directory;

    private final FakeGitHub gitHub = new FakeGitHub();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private void serve(String name) throws IOException {
        serve(name, "github.json");
    }

    private void serve(String name, String file) throws IOException {
        JsonNode content =
                JSON.readTree(RealData.folder("../cases/" + name).resolve(file).toFile());
        FakeRepository repository = gitHub.repository(content.path("repo").asText());
        repository.commits.clear();
        repository.pullRequests.clear();
        repository.deployments.clear();
        for (JsonNode commit : content.path("commits")) {
            String authored = commit.path("authored").asText();
            repository.commit(
                    commit.path("oid").asText(),
                    commit.path("message").asText("work"),
                    authored,
                    commit.path("committed").asText(authored),
                    texts(commit.path("parents")));
        }
        repository.head = content.path("commits").path(0).path("oid").asText();
        content.path("prs").forEach(pullRequest -> pullRequest(repository, pullRequest));
        List<JsonNode> deployments = new ArrayList<>();
        content.path("deployments").forEach(deployments::add);
        for (int i = deployments.size() - 1; i >= 0; i--) {
            deployment(repository, deployments.get(i));
        }
    }

    private static void pullRequest(FakeRepository repository, JsonNode json) {
        int number = json.path("number").asInt();
        Map<String, Object> made =
                repository.pullRequest(number, json.path("createdAt").asText());
        made.put("title", json.path("title").asText("Change " + number));
        made.put("body", json.path("body").asText(""));
        made.put("baseRefName", json.path("base").asText("main"));
        for (String oid : texts(json.path("commits"))) {
            FakeRepository.list(made, "commits").add(FakeRepository.ownCommit(repository.commit(oid)));
        }
        int review = 0;
        for (JsonNode one : json.path("reviews")) {
            FakeRepository.list(made, "reviews")
                    .add(FakeRepository.review(
                            number * 100L + review++,
                            one.path("state").asText(),
                            one.path("at").asText(),
                            FakeRepository.account("User", "dev2", 2)));
        }
        if (json.has("mergedAt")) {
            FakeRepository.merged(
                    made,
                    json.path("mergedAt").asText(),
                    json.path("mergeCommit").asText());
        }
    }

    private static void deployment(FakeRepository repository, JsonNode json) {
        long id = json.path("id").asLong();
        String at = json.path("at").asText();
        repository.deployment(
                id,
                json.path("environment").asText(),
                json.path("sha").asText(),
                at,
                at,
                json.path("production").asBoolean());
        json.path("statuses")
                .forEach(status -> repository.status(
                        id,
                        status.path("id").asLong(),
                        status.path("state").asText(),
                        status.path("at").asText()));
    }

    private static String[] texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts.toArray(String[]::new);
    }

    private Millrace millrace(Path folder, String more) throws IOException {
        Files.createDirectories(folder);
        return Millrace.in(folder).with("GITHUB_TOKEN", "t").config("""
                github:
                  - id: acme
                    url: %s
                    repositories: [acme/shop]
                    token: {env: GITHUB_TOKEN}
                    %s
                """.formatted(gitHub.apiUrl(), more));
    }

    private Millrace synced() throws IOException {
        Millrace millrace = millrace(directory, "");
        Run sync = millrace.run("sync");
        assertThat(sync.exitCode()).as(sync.out()).isZero();
        return millrace;
    }

    private static JsonNode report(Millrace millrace) throws IOException {
        Run report = millrace.run(
                "report",
                "--since",
                "2026-03-01",
                "--until",
                "2026-03-31",
                "--as-of",
                "2026-04-01T00:00:00Z",
                "--json");
        assertThat(report.exitCode()).as(report.err()).isZero();
        return JSON.readTree(report.out());
    }

    private static void assertLeadTime(JsonNode report) {
        JsonNode metric = report.path("leadTimeForChanges");
        assertThat(metric.at("/percentiles/value/n").asLong()).isEqualTo(5);
        assertThat(metric.at("/outcomes/others/0/n").asLong())
                .as("what the first deployment contains")
                .isEqualTo(2);
    }

    private static void assertRate(JsonNode report, String metric, int part, int whole) {
        assertThat(report.path(metric).path("part").asInt()).as(metric).isEqualTo(part);
        assertThat(report.path(metric).path("whole").asInt()).as(metric).isEqualTo(whole);
        assertThat(report.path(metric).at("/rate/state").asText()).isEqualTo("measured");
    }

    @Test
    void changes_that_were_merged_before_the_default_branch_was_switched_count_as_ever() throws Exception {
        serve("github-default-branch-renamed");

        assertLeadTime(report(synced()));
    }

    @Test
    void deployment_that_a_later_one_made_inactive_was_a_success() throws Exception {
        serve("github-deployment-states");

        JsonNode frequency = report(synced()).at("/deploymentFrequency/frequency/value");

        assertThat(frequency.path("deployments").asInt()).isEqualTo(4);
        assertThat(frequency.path("daysWith").asInt()).isEqualTo(4);
    }

    @Test
    void deployment_that_was_rolled_back_and_then_reverted_failed_once() throws Exception {
        serve("github-failed-twice");

        JsonNode report = report(synced());

        assertRate(report, "changeFailRate", 1, 7);
        JsonNode recovery = report.at("/failedDeploymentRecoveryTime/percentiles/value");
        assertThat(recovery.path("n").asInt()).isEqualTo(1);
        assertThat(recovery.path("p50").asLong())
                .isEqualTo(Duration.ofHours(3).plusMinutes(55).toMillis());
    }

    @Test
    void revert_of_a_revert_says_nothing_of_the_deployment_of_the_revert() throws Exception {
        serve("github-revert-of-revert-2");

        JsonNode report = report(synced());

        assertRate(report, "changeFailRate", 1, 6);
        assertRate(report, "deploymentReworkRate", 1, 6);
        JsonNode recovery = report.at("/failedDeploymentRecoveryTime/percentiles/value");
        assertThat(recovery.path("n").asInt()).isEqualTo(1);
        assertThat(recovery.path("p50").asLong()).isEqualTo(Duration.ofDays(1).toMillis());
    }

    @Test
    void revert_whose_title_was_edited_is_known_by_its_commit() throws Exception {
        serve("github-revert-title-edited");

        assertRate(report(synced()), "changeFailRate", 1, 6);
    }

    @Test
    void forbidden_field_costs_that_field_of_that_pull_request() throws Exception {
        serve("github-field-forbidden");
        gitHub.twist = (request, answer) -> {
            JsonNode nodes = answer.at("/data/repository/pullRequests/nodes");
            for (int i = 0; i < nodes.size(); i++) {
                if (nodes.get(i) instanceof ObjectNode pullRequest
                        && pullRequest.path("number").asInt() == 2
                        && pullRequest.has("closingIssuesReferences")) {
                    pullRequest.putNull("closingIssuesReferences");
                    ObjectNode error = answer.withArray("errors").addObject();
                    error.put("type", "FORBIDDEN")
                            .put("message", "Resource protected by organization SAML enforcement.");
                    error.putArray("path")
                            .add("repository")
                            .add("pullRequests")
                            .add("nodes")
                            .add(i)
                            .add("closingIssuesReferences");
                }
            }
            return null;
        };
        Millrace millrace = millrace(directory, "");

        Run sync = millrace.run("sync");

        assertThat(sync.exitCode()).isEqualTo(3);
        assertThat(sync.out()).contains("acme/shop#2", "SAML");
        for (int number : new int[] {1, 2, 3, 4}) {
            assertThat(millrace.run("show", "acme/shop#" + number).exitCode()).isZero();
        }
        assertThat(millrace.run("status").out()).contains("incomplete");
    }

    @Test
    void next_page_without_a_cursor_ends_the_run_by_name_after_a_few_requests() throws Exception {
        serve("github-null-cursor");
        gitHub.twist = (request, answer) -> {
            if (answer.at("/data/repository/pullRequests/pageInfo") instanceof ObjectNode pageInfo
                    && pageInfo.path("hasNextPage").asBoolean()) {
                pageInfo.putNull("endCursor");
            }
            return null;
        };
        Millrace millrace = millrace(directory, "pageSize: 3");

        Run sync = millrace.run("sync");

        assertThat(sync.exitCode()).isEqualTo(1);
        assertThat(sync.out()).contains("pull-requests stopped");
        assertThat(gitHub.asked).hasSizeLessThan(20);
        assertThat(millrace.run("show", "acme/shop#7").exitCode())
                .as("what was read is stored")
                .isZero();
    }

    @Test
    void renamed_repository_is_one_service_with_one_baseline() throws Exception {
        serve("github-repository-renamed", "never-renamed.json");
        Millrace never = millrace(directory.resolve("never"), "");
        assertThat(never.run("sync").exitCode()).isZero();
        serve("github-repository-renamed", "before.json");
        Millrace millrace = millrace(directory.resolve("renamed"), "");
        assertThat(millrace.run("sync").exitCode()).isZero();
        gitHub.rename("acme/shop", "acme/store");
        serve("github-repository-renamed", "after.json");

        Run sync = millrace.run("sync");

        assertThat(sync.exitCode()).as(sync.out()).isZero();
        JsonNode report = report(millrace);
        assertLeadTime(report);
        assertThat(report.at("/deploymentFrequency/frequency/value/deployments").asInt())
                .isEqualTo(6);
        assertThat(Duration.ofMillis(
                        report.at("/flowTime/percentiles/value/p50").asLong()))
                .as(
                        "the case says 23 h 10 min, from the creation of the pull request; flow time begins with its coding now")
                .isEqualTo(Duration.ofHours(26).plusMinutes(10));
        for (String metric : List.of("leadTimeForChanges", "deploymentFrequency", "flowTime", "changeFailRate")) {
            assertThat(report.path(metric)).as(metric).isEqualTo(report(never).path(metric));
        }
    }
}
