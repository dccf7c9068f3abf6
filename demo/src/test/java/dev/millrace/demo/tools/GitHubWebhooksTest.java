package dev.millrace.demo.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.app.query.Queries;
import dev.millrace.app.sync.GitHubHint;
import dev.millrace.app.sync.Hint;
import dev.millrace.config.ConfigReader;
import dev.millrace.http.Secret;
import dev.millrace.hub.Hub;
import dev.millrace.hub.access.TokenFile;
import dev.millrace.hub.web.HubSettings;
import dev.millrace.hub.webhook.ToolWebhook;
import dev.millrace.hub.webhook.Webhooks;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example of a webhook that Octokit publishes, signed as GitHub signs it, over real HTTP to a hub. */
class GitHubWebhooksTest {

    private static final String SECRET = "0123456789abcdef0123";
    private static final String EXAMPLES = "api.github.com/index.json";

    /** All examples of what is captured; three items of projects are no issues. */
    private static final Map<String, Integer> WANTED = Map.of(
            "deployment", 4,
            "deployment_status", 4,
            "issues", 29,
            "projects_v2_item", 4,
            "pull_request", 29,
            "pull_request_review", 4,
            "push", 7,
            "release", 13,
            "workflow_job", 8,
            "workflow_run", 5);

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void each_example_is_taken_and_those_of_what_is_captured_say_what_to_read() throws Exception {
        JsonNode events = JsonMapper.builder()
                .build()
                .readTree(NpmPackages.published("@octokit/webhooks-examples", EXAMPLES)
                        .resolve(EXAMPLES)
                        .toFile());
        Path config = Files.writeString(folder.resolve("millrace.yml"), "store: hub.db\n");
        Webhooks webhooks = new Webhooks(
                List.of(new ToolWebhook(new ToolInstance("github", "github.com"), new Secret(SECRET, "x"))),
                InstantSource.system());
        Map<String, Integer> kept = new TreeMap<>();
        int examples = 0;
        try (Hub hub = Hub.start(
                HubSettings.loopback().at("127.0.0.1", 0).limited(1 << 20, 100_000, 100_000),
                () -> SqliteFlowStore.open(folder.resolve("hub.db"), InstantSource.system()),
                new TokenFile(folder.resolve("tokens.json")),
                new Queries(new ConfigReader(Map.of()).read(config), InstantSource.system()),
                webhooks,
                InstantSource.system())) {
            for (JsonNode event : events) {
                for (JsonNode example : event.path("examples")) {
                    examples++;
                    HttpResponse<String> answer =
                            post(hub.address(), event.path("name").asText(), example.toString());
                    assertThat(answer.statusCode())
                            .as(event.path("name").asText() + ": " + answer.body())
                            .isEqualTo(202);
                    if (answer.body().contains("true")) {
                        kept.merge(event.path("name").asText(), 1, Integer::sum);
                    }
                }
            }
        }
        assertThat(examples).isGreaterThan(300);
        assertThat(kept).isEqualTo(WANTED);
        List<Hint> hints = webhooks.hints().take(1_000, Instant.MAX);
        assertThat(hints)
                .hasSizeLessThan(kept.values().stream().mapToInt(n -> n).sum());
        assertThat(hints)
                .allSatisfy(hint -> assertThat(((GitHubHint) hint).site().id()).isEqualTo("github.com"));
    }

    private HttpResponse<String> post(String hub, String event, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        return client.send(
                HttpRequest.newBuilder(URI.create(hub + "/v1/webhooks/github/github.com"))
                        .header("Content-Type", "application/json")
                        .header("X-GitHub-Event", event)
                        .header("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958")
                        .header("X-Hub-Signature-256", "sha256=" + signature)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
