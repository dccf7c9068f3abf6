package dev.millrace.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.sync.IssueHint;
import dev.millrace.http.Secret;
import dev.millrace.hub.webhook.Webhooks.Outcome;
import dev.millrace.model.ToolInstance;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may say that an issue changed, and what of it is kept. */
class WebhooksTest {

    private static final String SECRET = "0123456789abcdef0123";
    private static final ToolInstance JIRA = ToolInstance.jira("work");
    private static final Instant T0 = Instant.parse("2026-10-01T08:00:00Z");

    private Instant now = T0;
    private final Webhooks webhooks =
            new Webhooks(List.of(new ToolWebhook(JIRA, new Secret(SECRET, "jira[0].webhookSecret"))), () -> now);

    static String event(String name, String issue) {
        return "{\"timestamp\":1,\"webhookEvent\":\"" + name
                + "\",\"user\":{\"accountId\":\"x\"},\"issue\":{\"self\":\"https://x\",\"id\":\"" + issue
                + "\",\"key\":\"ABC-1\",\"fields\":{\"summary\":\"<script>\",\"issue\":{\"id\":\"666\"}}},\"changelog\":"
                + "{\"id\":\"7\",\"items\":[{\"field\":\"status\"}]}}";
    }

    static String signature(String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome signed(String body) {
        return webhooks.jira(
                "work", body.getBytes(StandardCharsets.UTF_8), Optional.of(signature(body, SECRET)), Optional.empty());
    }

    private Outcome sent(String body, String signature, String secret) {
        return webhooks.jira(
                "work",
                body.getBytes(StandardCharsets.UTF_8),
                Optional.ofNullable(signature),
                Optional.ofNullable(secret));
    }

    @Test
    void published_example_of_a_signature_is_right() {
        // "Validating webhook deliveries" of GitHub's documentation, which signs in the same way
        ToolWebhook example = new ToolWebhook(JIRA, new Secret("It's a Secret to Everybody", "x"));

        assertThat(example.sent(
                        "Hello, World!".getBytes(StandardCharsets.UTF_8),
                        Optional.of("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
                        Optional.empty()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "jira:issue_created, false",
        "jira:issue_updated, false",
        "jira:issue_deleted, true",
    })
    void signed_event_becomes_a_hint(String name, boolean deleted) {
        assertThat(signed(event(name, "10001"))).isEqualTo(Outcome.KEPT);

        assertThat(webhooks.hints().take(9, now)).containsExactly(new IssueHint(JIRA, "10001", deleted, T0));
    }

    @Test
    void link_is_a_hint_of_both_of_its_ends() {
        signed("{\"webhookEvent\":\"issuelink_created\",\"issueLink\":{\"id\":1,\"sourceIssueId\":10,"
                + "\"destinationIssueId\":20,\"issueLinkType\":{\"id\":5,\"sourceIssueId\":30}}}");

        assertThat(webhooks.hints().take(9, now))
                .extracting(hint -> ((IssueHint) hint).id())
                .containsExactlyInAnyOrder("10", "20");
    }

    @Test
    void secret_alone_proves_where_jira_cannot_sign_and_never_beside_a_wrong_signature() {
        String body = event("jira:issue_updated", "1");

        assertThat(sent(body, null, SECRET)).isEqualTo(Outcome.KEPT);
        assertThat(sent(body, null, SECRET.substring(1))).isEqualTo(Outcome.UNPROVEN);
        assertThat(sent(body, signature(body, "another secret of ours"), SECRET))
                .isEqualTo(Outcome.UNPROVEN);
        assertThat(sent(body, null, null)).isEqualTo(Outcome.UNPROVEN);
    }

    @Test
    void signature_of_another_body_proves_nothing() {
        String body = event("jira:issue_updated", "1");

        assertThat(sent(body, signature(event("jira:issue_updated", "2"), SECRET), null))
                .isEqualTo(Outcome.UNPROVEN);
        assertThat(sent(body, "sha1=" + "0".repeat(40), null)).isEqualTo(Outcome.UNPROVEN);
        assertThat(sent(body, "sha256=zz", null)).isEqualTo(Outcome.UNPROVEN);
        assertThat(webhooks.hints().waiting()).isZero();
    }

    @Test
    void another_site_is_answered_as_a_wrong_signature_is() {
        String body = event("jira:issue_updated", "1");

        assertThat(webhooks.jira(
                        "other",
                        body.getBytes(StandardCharsets.UTF_8),
                        Optional.of(signature(body, SECRET)),
                        Optional.empty()))
                .isEqualTo(Outcome.UNPROVEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"issue\":{\"id\":\"1\"", "\"x\"", "not json"})
    void body_that_is_no_event_is_said_to_be_unreadable(String body) {
        assertThat(signed(body)).isEqualTo(Outcome.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"webhookEvent\":\"sprint_started\",\"sprint\":{\"id\":1}}",
                "{\"webhookEvent\":\"jira:issue_updated\",\"issue\":{\"id\":\"1) OR (1=1\"}}",
                "{\"webhookEvent\":\"jira:issue_updated\",\"issue\":[{\"id\":\"1\"}]}",
                "{\"webhookEvent\":{\"a\":1},\"issue\":null}"
            })
    void event_that_names_no_issue_of_ours_keeps_nothing(String body) {
        assertThat(signed(body)).isEqualTo(Outcome.IGNORED);
        assertThat(webhooks.hints().waiting()).isZero();
    }

    @Test
    void event_that_comes_again_is_one_hint_from_its_first_arrival() {
        signed(event("jira:issue_updated", "1"));
        now = T0.plusSeconds(30);
        signed(event("jira:issue_deleted", "1"));
        now = T0.plusSeconds(40);
        signed(event("jira:issue_updated", "1"));

        assertThat(webhooks.hints().take(9, now)).containsExactly(new IssueHint(JIRA, "1", true, T0));
        assertThat(webhooks.hints().take(9, now)).isEmpty();
    }

    @Test
    void flood_of_events_keeps_so_many_and_counts_the_others() {
        for (int issue = 1; issue <= 10_007; issue++) {
            signed(event("jira:issue_updated", String.valueOf(issue)));
        }
        signed(event("jira:issue_updated", "5"));

        assertThat(webhooks.hints().waiting()).isEqualTo(10_000);
        assertThat(webhooks.hints().dropped()).isEqualTo(7);
    }

    @Test
    void secret_stands_in_no_text() {
        assertThat(new ToolWebhook(JIRA, new Secret(SECRET, "x")).toString()).doesNotContain(SECRET);
    }
}
