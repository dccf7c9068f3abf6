package dev.millrace.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import dev.millrace.model.Actor;
import dev.millrace.model.FlowEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The raw rows that DevLake's own tests start from: answers of GitHub about github.com repositories. */
class DevLakeRowsTest {

    private final FakeGitHub gitHub = new FakeGitHub();
    private final KeptFacts store = new KeptFacts();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    @Test
    void pull_requests_with_their_commits_and_reviews_load() throws IOException {
        FakeRepository repository = gitHub.repository("panjf2000/ants");
        Map<Long, Map<String, Object>> byId = new LinkedHashMap<>();
        for (DevLakeRows.Row row : DevLakeRows.rows("github", "_raw_github_api_pull_requests")) {
            byId.put(row.data().path("id").asLong(), RestShapes.pullRequest(row.data()));
        }
        repository.pullRequests.addAll(byId.values());
        Map<String, Boolean> seen = new HashMap<>();
        long commits = 0;
        for (DevLakeRows.Row row : DevLakeRows.rows("github", "_raw_github_api_pull_request_commits")) {
            Map<String, Object> pr = byId.get(row.input().path("GithubId").asLong());
            if (pr != null && seen.put(pr.get("id") + row.data().path("sha").asText(), true) == null) {
                FakeRepository.list(pr, "commits").add(RestShapes.ownCommit(row.data(), repository));
                commits++;
            }
        }
        long reviews = 0;
        for (DevLakeRows.Row row : DevLakeRows.rows("github", "_raw_github_api_pull_request_reviews")) {
            Map<String, Object> pr = byId.get(row.input().path("GithubId").asLong());
            if (pr != null && seen.put(row.data().path("id").asText(), true) == null) {
                FakeRepository.list(pr, "reviews").add(RestShapes.review(row.data()));
                reviews++;
            }
        }
        long timeline = timeline(byId);
        try (Sync sync = new Sync(gitHub.apiUrl())) {
            assertThat(sync.run(store, "panjf2000/ants", "pull-requests").problems())
                    .isEmpty();
        }

        System.out.printf(
                "DevLake: %d pull requests, %d commits, %d reviews, %d events of pull requests%n",
                store.snapshots.size(), commits, reviews, timeline);
        assertThat(commits).isEqualTo(90);
        assertThat(reviews).isEqualTo(30);
        assertThat(timeline).isEqualTo(8);
        agreeWithDevLakesOwnReading();
        assertThat(store.snapshots).hasSize(49);
        assertThat(count(FlowEvent.CommitAdded.class)).isEqualTo(commits).isPositive();
        assertThat(count(FlowEvent.Reviewed.class)).isEqualTo(reviews).isPositive();
        assertThat(store.incomplete()).isEmpty();
        long merged =
                byId.values().stream().filter(pr -> pr.get("mergedAt") != null).count();
        assertThat(store.snapshots.values().stream()
                        .filter(s -> s.state().name().equals("merged")))
                .hasSize((int) merged);
    }

    /** Adds the events that are about turns and states; the rest says nothing of these. */
    private static long timeline(Map<Long, Map<String, Object>> pullRequests) throws IOException {
        Map<String, String> types = Map.of(
                "head_ref_force_pushed", "HeadRefForcePushedEvent",
                "ready_for_review", "ReadyForReviewEvent",
                "closed", "ClosedEvent");
        long added = 0;
        for (DevLakeRows.Row row : DevLakeRows.rows("github", "_raw_github_api_events")) {
            int number = row.data().at("/issue/number").asInt();
            String type = types.get(row.data().path("event").asText());
            Map<String, Object> pr = pullRequests.values().stream()
                    .filter(candidate -> candidate.get("number").equals(number))
                    .findFirst()
                    .orElse(null);
            if (pr != null && type != null) {
                Map<String, Object> item = new HashMap<>();
                item.put("__typename", type);
                item.put("id", "E" + row.data().path("id").asText());
                item.put("createdAt", row.data().path("created_at").asText());
                item.put("actor", RestShapes.account(row.data().path("actor")));
                FakeRepository.list(pr, "timelineItems").add(item);
                added++;
            }
        }
        return added;
    }

    /** What DevLake made of the same rows: creation, end, merge commit and branches of every pull request. */
    private void agreeWithDevLakesOwnReading() throws IOException {
        Path file = Needed.realData(DevLakeRows.PLUGINS + "github/e2e/snapshot_tables")
                .resolve("_tool_github_pull_requests.csv");
        List<List<String>> lines = DevLakeRows.csv(Files.readString(file));
        List<String> names = lines.get(0);
        assertThat(lines).hasSize(50);
        for (List<String> line : lines.subList(1, lines.size())) {
            String key = "panjf2000/ants#" + line.get(names.indexOf("number"));
            var snapshot = store.byKey(key);
            assertThat(snapshot.createdAt())
                    .as(key)
                    .isEqualTo(OffsetDateTime.parse(line.get(names.indexOf("github_created_at")))
                            .toInstant());
            String merged = line.get(names.indexOf("merged_at"));
            String closed = line.get(names.indexOf("closed_at"));
            String end = merged.isEmpty() ? closed : merged;
            // an open one may have been a draft before, which DevLake does not read
            String state = end.isEmpty()
                    ? "open@"
                    : (merged.isEmpty() ? "closed@" : "merged@")
                            + OffsetDateTime.parse(end).toInstant();
            assertThat(store.statesOf(key).get(store.statesOf(key).size() - 1))
                    .as(key)
                    .startsWith(state);
            if (!merged.isEmpty()) {
                assertThat(snapshot.attributes())
                        .containsEntry("mergeCommit", List.of(line.get(names.indexOf("merge_commit_sha"))));
            }
            assertThat(snapshot.attributes()).containsEntry("branch", List.of(line.get(names.indexOf("head_ref"))));
            assertThat(snapshot.attributes()).containsEntry("base", List.of(line.get(names.indexOf("base_ref"))));
        }
    }

    @Test
    void rows_about_bots_load_and_tell_them_apart() throws IOException {
        FakeRepository repository = gitHub.repository("test/repo");
        Map<String, Object> first = null;
        for (DevLakeRows.Row row : DevLakeRows.rows("github", "_raw_github_api_pull_requests_bot_filter")) {
            ((ObjectNode) row.data().path("user")).put("type", type(row));
            first = RestShapes.pullRequest(row.data());
            repository.pullRequests.add(first);
        }
        for (DevLakeRows.Row row : DevLakeRows.rows("github", "_raw_github_api_pr_reviews_bot_filter")) {
            ((ObjectNode) row.data().path("user")).put("type", type(row));
            FakeRepository.list(first, "reviews").add(RestShapes.review(row.data()));
        }
        try (Sync sync = new Sync(gitHub.apiUrl())) {
            assertThat(sync.run(store, "test/repo", "pull-requests").problems()).isEmpty();
        }

        assertThat(store.byKey("test/repo#999").attributes()).containsEntry("authorType", List.of("bot"));
        assertThat(store.byKey("test/repo#1000").attributes()).containsEntry("authorType", List.of("human"));
        assertThat(store.eventsOf("test/repo#1000"))
                .filteredOn(FlowEvent.Reviewed.class::isInstance)
                .extracting(event -> event.header().actor().type())
                .containsExactly(Actor.Type.BOT, Actor.Type.HUMAN);
    }

    /** These rows were written by hand, without the type that GitHub gives every account. */
    private static String type(DevLakeRows.Row row) {
        return row.data().at("/user/login").asText().endsWith("[bot]") ? "Bot" : "User";
    }

    /** Each table of raw rows: used above, or not, and why. */
    @Test
    void every_kind_of_row_is_used_or_left_out_for_a_reason() throws IOException {
        Map<String, String> leftOut = new TreeMap<>(Map.of(
                "github/_raw_github_api_issues",
                        "issues of GitHub are not collected; labels come with the pull request",
                "github/_raw_github_api_comments", "a comment is nobody's turn",
                "github/_raw_github_api_pull_request_review_comments", "the review that holds them is captured",
                "github/_raw_github_api_accounts", "people are stored under a pseudonym, without a profile",
                "github/_raw_github_api_account_orgs", "the same",
                "github/_raw_github_api_milestones", "a plan and no event"));
        Map<String, Integer> used = new TreeMap<>();
        int leftOutRows = 0;
        for (String plugin : List.of("github", "github_graphql")) {
            try (Stream<Path> files = Files.list(Needed.realData(DevLakeRows.PLUGINS + plugin + "/e2e/raw_tables"))) {
                for (Path file : files.sorted().toList()) {
                    String table = file.getFileName().toString().replace(".csv", "");
                    // the others are tables of DevLake's own
                    if (table.startsWith("_raw_")) {
                        int rows = DevLakeRows.rows(plugin, table).size();
                        String reason = leftOut.remove(plugin + '/' + table);
                        System.out.printf(
                                "DevLake: %s/%s, %d rows: %s%n",
                                plugin, table, rows, reason == null ? "used" : "left out, because " + reason);
                        if (reason == null) {
                            used.put(table, rows);
                        } else {
                            leftOutRows += rows;
                        }
                    }
                }
            }
        }
        assertThat(leftOut).as("reasons for tables that are not there").isEmpty();
        assertThat(used)
                .isEqualTo(Map.of(
                        "_raw_github_api_pull_requests", 50,
                        "_raw_github_api_pull_request_commits", 91,
                        "_raw_github_api_pull_request_reviews", 31,
                        "_raw_github_api_events", 50,
                        "_raw_github_api_pull_requests_bot_filter", 2,
                        "_raw_github_api_pr_reviews_bot_filter", 2,
                        "_raw_github_api_runs", 35,
                        "_raw_github_api_jobs", 35,
                        "_raw_github_graphql_deployment", 7));
        assertThat(leftOutRows).isEqualTo(182);
    }

    private long count(Class<? extends FlowEvent> kind) {
        return store.events.values().stream().filter(kind::isInstance).count();
    }

    @Test
    void deployments_with_their_statuses_load() throws IOException {
        FakeRepository repository = gitHub.repository("facebook/OpenBIC");
        long status = 1;
        for (DevLakeRows.Row row : DevLakeRows.rows("github_graphql", "_raw_github_graphql_deployment")) {
            JsonNode data = row.data();
            long id = data.path("DatabaseId").asLong();
            repository.deployment(
                    id,
                    data.path("Environment").asText(),
                    data.path("CommitOid").asText(),
                    data.path("CreatedAt").asText(),
                    data.path("UpdatedAt").asText(),
                    false);
            List<JsonNode> statuses = new ArrayList<>();
            data.path("Statuses").path("nodes").forEach(node -> statuses.add(0, node));
            for (JsonNode node : statuses) {
                repository.status(
                        id,
                        status++,
                        node.path("state").asText().toLowerCase(),
                        node.path("updatedAt").asText());
            }
        }
        repository.deployments.sort((one, other) -> Long.compare((Long) other.get("id"), (Long) one.get("id")));

        try (Sync sync = new Sync(gitHub.apiUrl())) {
            assertThat(sync.run(store, "facebook/OpenBIC", "deployments").problems())
                    .isEmpty();
        }

        System.out.printf("DevLake: %d deployments%n", store.snapshots.size());
        assertThat(store.snapshots).hasSize(repository.deployments.size()).isNotEmpty();
        assertThat(store.statesOf("facebook/OpenBIC deploy github-pages 3881429895"))
                .containsExactly(
                        "pending@2026-02-20T00:30:37Z",
                        "queued@2026-02-20T00:30:38Z",
                        "in_progress@2026-02-20T00:30:40Z",
                        "success@2026-02-20T00:30:59Z");
    }
}
