package dev.millrace.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.model.FlowEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The raw rows that DevLake's own tests start from: answers of GitHub about github.com repositories. */
class DevLakeRowsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLUGINS = "devlake/backend/plugins/";

    private final FakeGitHub gitHub = new FakeGitHub();
    private final KeptFacts store = new KeptFacts();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private record Row(JsonNode data, JsonNode input) {}

    @Test
    void pull_requests_with_their_commits_and_reviews_load() throws IOException {
        FakeRepository repository = gitHub.repository("panjf2000/ants");
        Map<Long, Map<String, Object>> byId = new LinkedHashMap<>();
        for (Row row : rows("github", "_raw_github_api_pull_requests")) {
            byId.put(row.data().path("id").asLong(), RestShapes.pullRequest(row.data()));
        }
        repository.pullRequests.addAll(byId.values());
        Map<String, Boolean> seen = new HashMap<>();
        long commits = 0;
        for (Row row : rows("github", "_raw_github_api_pull_request_commits")) {
            Map<String, Object> pr = byId.get(row.input().path("GithubId").asLong());
            if (pr != null && seen.put(pr.get("id") + row.data().path("sha").asText(), true) == null) {
                FakeRepository.list(pr, "commits").add(RestShapes.ownCommit(row.data(), repository));
                commits++;
            }
        }
        long reviews = 0;
        for (Row row : rows("github", "_raw_github_api_pull_request_reviews")) {
            Map<String, Object> pr = byId.get(row.input().path("GithubId").asLong());
            if (pr != null && seen.put(row.data().path("id").asText(), true) == null) {
                FakeRepository.list(pr, "reviews").add(RestShapes.review(row.data()));
                reviews++;
            }
        }
        try (Sync sync = new Sync(gitHub.apiUrl())) {
            assertThat(sync.run(store, "panjf2000/ants", "pull-requests").problems())
                    .isEmpty();
        }

        System.out.printf(
                "DevLake: %d pull requests, %d commits, %d reviews%n", store.snapshots.size(), commits, reviews);
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

    private long count(Class<? extends FlowEvent> kind) {
        return store.events.values().stream().filter(kind::isInstance).count();
    }

    @Test
    void deployments_with_their_statuses_load() throws IOException {
        FakeRepository repository = gitHub.repository("facebook/OpenBIC");
        long status = 1;
        for (Row row : rows("github_graphql", "_raw_github_graphql_deployment")) {
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

    // ---- rows

    private static List<Row> rows(String plugin, String table) throws IOException {
        Path file = Needed.realData(PLUGINS + plugin + "/e2e/raw_tables").resolve(table + ".csv");
        List<List<String>> lines = csv(Files.readString(file));
        int data = lines.get(0).indexOf("data");
        int input = lines.get(0).indexOf("input");
        List<Row> rows = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            rows.add(new Row(JSON.readTree(line.get(data)), JSON.readTree(line.get(input))));
        }
        return rows;
    }

    /** Fields with quotes, doubled quotes and line breaks in them. */
    private static List<List<String>> csv(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                line.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else if (quoted || c != '\r') {
                field.append(c);
            }
        }
        return lines;
    }
}
