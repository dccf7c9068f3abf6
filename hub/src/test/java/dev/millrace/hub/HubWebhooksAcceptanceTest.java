package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.http.Secret;
import dev.millrace.hub.webhook.ToolWebhook;
import dev.millrace.hub.webhook.Webhooks;
import dev.millrace.model.ToolInstance;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code POST /v1/webhooks/jira/...} over real HTTP, in the forms that Jira Cloud and Data Center send. */
class HubWebhooksAcceptanceTest {

    private static final String SECRET = "0123456789abcdef0123";

    @TempDir
    Path folder;

    private final Webhooks webhooks = new Webhooks(
            List.of(new ToolWebhook(ToolInstance.jira("work"), new Secret(SECRET, "x"))), InstantSource.system());
    private HubUnderTest hub;

    @BeforeEach
    void start() {
        hub = new HubUnderTest(folder, webhooks);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub.address() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return hub.send(headers.length == 0 ? request : request.headers(headers));
    }

    @Test
    void request_with_the_secret_is_taken_with_what_jira_adds_to_its_address() throws Exception {
        String event = "{\"webhookEvent\":\"jira:issue_updated\",\"issue\":{\"id\":\"1\"}}";

        HttpResponse<String> answer =
                post("/v1/webhooks/jira/work?secret=" + SECRET + "&user_id=ann&user_key=ann", event);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"kept\":true");
        assertThat(webhooks.hints().waiting()).isEqualTo(1);
    }

    @Test
    void request_without_proof_is_refused_and_says_what_to_compare() throws Exception {
        HttpResponse<String> answer =
                post("/v1/webhooks/jira/work", "{}", "X-Hub-Signature", "sha256=" + "0".repeat(64));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("jira.webhookSecret").doesNotContain(SECRET);
        assertThat(webhooks.hints().waiting()).isZero();
    }

    @Test
    void body_of_more_than_an_issue_can_be_is_refused() throws Exception {
        assertThat(post("/v1/webhooks/jira/work?secret=" + SECRET, " ".repeat(5 << 20))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void issue_of_three_megabytes_is_taken() throws Exception {
        String event = "{\"issue\":{\"fields\":{\"description\":\"" + "x".repeat(3 << 20)
                + "\"},\"id\":\"1\"},\"webhookEvent\":\"jira:issue_created\"}";

        assertThat(post("/v1/webhooks/jira/work?secret=" + SECRET, event).statusCode())
                .isEqualTo(202);
        assertThat(webhooks.hints().waiting()).isEqualTo(1);
    }

    @Test
    void metrics_say_how_many_issues_wait() throws Exception {
        post(
                "/v1/webhooks/jira/work?secret=" + SECRET,
                "{\"webhookEvent\":\"jira:issue_deleted\",\"issue\":{\"id\":2}}");

        assertThat(hub.get("/metrics").body())
                .contains("millrace_hub_webhook_hints_waiting 1.0", "millrace_hub_webhook_hints_dropped_total 0.0");
    }
}
