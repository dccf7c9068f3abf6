package dev.millrace.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.sync.GitHubHint;
import dev.millrace.app.sync.GitHubHint.Part;
import dev.millrace.app.sync.Hint;
import dev.millrace.http.Secret;
import dev.millrace.hub.webhook.Webhooks.Outcome;
import dev.millrace.model.ToolInstance;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a webhook of GitHub makes the collector read, and when. */
class GitHubWebhooksTest {

    private static final String SECRET = "0123456789abcdef0123";
    private static final ToolInstance GITHUB = new ToolInstance("github", "work");
    private static final Instant T0 = Instant.parse("2026-10-01T08:00:00Z");
    private static final String REPOSITORY =
            "\"repository\":{\"id\":7,\"full_name\":\"acme/shop\",\"default_branch\":\"main\"}";

    private Instant now = T0;
    private final Webhooks webhooks = new Webhooks(
            List.of(
                    new ToolWebhook(GITHUB, new Secret("another secret of ours", "github[0].webhookSecret")),
                    new ToolWebhook(GITHUB, new Secret(SECRET, "github[1].webhookSecret"))),
            () -> now);

    private Outcome signed(String event, String body) {
        return webhooks.gitHub(
                "work",
                body.getBytes(StandardCharsets.UTF_8),
                Optional.of(WebhooksTest.signature(body, SECRET)),
                Optional.of(event));
    }

    private GitHubHint only() {
        List<Hint> hints = webhooks.hints().take(9, now);
        assertThat(hints).hasSize(1);
        return (GitHubHint) hints.get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "pull_request        | 'pull_request':{'id':11,'node_id':'PR_x','title':'<b>'}       | PULL_REQUESTS | 11 | PR_x | false",
                "pull_request_review | 'action':'submitted','pull_request':{'id':11,'node_id':'PR_x'}| PULL_REQUESTS | 11 | PR_x | false",
                "issues              | 'action':'opened','issue':{'id':12,'node_id':'I_x'}           | ISSUES        | 12 | I_x  | false",
                "issues              | 'action':'deleted','issue':{'id':12,'node_id':'I_x'}          | ISSUES        | 12 | I_x  | true",
                "deployment_status   | 'deployment_status':{'id':5},'deployment':{'id':13}           | DEPLOYMENTS   | 13 | 13   | false",
                "workflow_run        | 'action':'completed','workflow_run':{'id':14}                 | RUNS          | 14 | 14   | false",
                "push                | 'ref':'refs/heads/main','commits':[{'id':'x'}]                | COMMITS       | `` | ``   | false",
                "push                | 'ref':'refs/tags/v1'                                          | RELEASES      | `` | ``   | false",
                "release             | 'action':'published','release':{'id':1}                       | RELEASES      | `` | ``   | false",
            })
    void event_is_a_hint_of_what_it_is_about(
            String event, String body, Part part, String id, String handle, boolean deleted) {
        assertThat(signed(event, "{" + body.replace('\'', '"') + "," + REPOSITORY + "}"))
                .isEqualTo(Outcome.KEPT);

        assertThat(only()).isEqualTo(new GitHubHint(GITHUB, "acme/shop", part, id, handle, deleted, T0, T0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ping                | 'zen':'x'",
                "push                | 'ref':'refs/heads/feature'",
                "star                | 'action':'created'",
                "pull_request        | 'pull_request':{'id':'1/../2','node_id':'PR_x'}",
                "pull_request        | 'pull_request':{'id':1,'node_id':'PR \\u0022x'}",
                "issues              | 'issue':[{'id':1,'node_id':'I_x'}]",
                "projects_v2_item    | 'projects_v2_item':{'content_type':'DraftIssue','content_node_id':'DI_x'}",
            })
    void event_that_changes_nothing_captured_keeps_nothing(String event, String body) {
        assertThat(signed(event, "{" + body.replace('\'', '"') + "," + REPOSITORY + "}"))
                .isEqualTo(Outcome.IGNORED);
        assertThat(webhooks.hints().waiting()).isZero();
    }

    @Test
    void repository_that_is_no_name_of_one_is_not_kept() {
        assertThat(signed("release", "{\"repository\":{\"full_name\":\"../../etc\"}}"))
                .isEqualTo(Outcome.IGNORED);
    }

    @Test
    void jobs_of_a_run_are_read_together_a_minute_later_and_its_end_at_once() {
        for (int job = 0; job < 40; job++) {
            signed("workflow_job", "{\"workflow_job\":{\"id\":" + job + ",\"run_id\":14}," + REPOSITORY + "}");
        }
        assertThat(webhooks.hints().take(9, now)).isEmpty();
        now = T0.plusSeconds(60);
        assertThat(only().id()).isEqualTo("14");

        signed("workflow_job", "{\"workflow_job\":{\"id\":1,\"run_id\":14}," + REPOSITORY + "}");
        signed("workflow_run", "{\"workflow_run\":{\"id\":14}," + REPOSITORY + "}");
        assertThat(only().id()).isEqualTo("14");
        assertThat(webhooks.hints().waiting()).isZero();
    }

    @Test
    void item_of_a_project_says_which_issue_and_not_where_it_is() {
        signed(
                "projects_v2_item",
                "{\"action\":\"edited\",\"projects_v2_item\":{\"id\":1,\"content_node_id\":\"I_kwDO\","
                        + "\"content_type\":\"Issue\"},\"organization\":{\"login\":\"acme\"}}");

        assertThat(only()).isEqualTo(new GitHubHint(GITHUB, "", Part.ISSUES, "", "I_kwDO", false, T0, T0));
    }

    @Test
    void delivery_that_comes_again_is_one_hint() {
        String body = "{\"pull_request\":{\"id\":11,\"node_id\":\"PR_x\"}," + REPOSITORY + "}";
        signed("pull_request", body);
        now = T0.plusSeconds(5);
        signed("pull_request", body);
        signed("pull_request_review", body.replace("acme/shop", "Acme/Shop"));

        assertThat(only().receivedAt()).isEqualTo(T0);
    }

    @Test
    void only_a_signature_proves_and_a_shown_secret_never() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        assertThat(webhooks.gitHub("work", body, Optional.empty(), Optional.of("push")))
                .isEqualTo(Outcome.UNPROVEN);
        assertThat(webhooks.gitHub("other", body, Optional.of(WebhooksTest.signature("{}", SECRET)), Optional.empty()))
                .isEqualTo(Outcome.UNPROVEN);
        assertThat(webhooks.jira("work", body, Optional.of(WebhooksTest.signature("{}", SECRET)), Optional.empty()))
                .as("a secret of GitHub is none of a Jira with the same id")
                .isEqualTo(Outcome.UNPROVEN);
    }
}
