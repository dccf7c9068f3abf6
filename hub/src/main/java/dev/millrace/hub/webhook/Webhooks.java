package dev.millrace.hub.webhook;

import dev.millrace.app.sync.IssueHint;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the webhooks of the configured tools: verifies who sends them, and keeps what they name. */
public final class Webhooks {

    /** Some minutes of a large site; a bulk change beyond it is found by the next sync. */
    private static final int MOST_HINTS = 10_000;

    private final Map<String, JiraWebhook> jiras = new HashMap<>();
    private final IssueHints hints = new IssueHints(MOST_HINTS);
    private final InstantSource clock;

    /** What became of a request. */
    public enum Outcome {
        /** It names issues, which are read soon. */
        KEPT,
        /** It comes from the tool and changes nothing that is captured. */
        IGNORED,
        /** Nothing proves that it comes from the tool. */
        UNPROVEN,
        /** It comes from the tool and cannot be read. */
        UNREADABLE
    }

    /** Of those Jiras. */
    public Webhooks(List<JiraWebhook> jiras, InstantSource clock) {
        this.clock = clock;
        jiras.forEach(jira -> this.jiras.put(jira.site().id(), jira));
    }

    /** Of no tool. */
    public static Webhooks none() {
        return new Webhooks(List.of(), InstantSource.system());
    }

    /** Whether any tool is expected to call. */
    public boolean isEmpty() {
        return jiras.isEmpty();
    }

    /** What is to be read. */
    public IssueHints hints() {
        return hints;
    }

    /**
     * Takes a request of a Jira.
     *
     * @param site its id in the configuration; one that is not there is answered as a wrong signature is
     * @param body the body as it was sent
     * @param signature the header {@code X-Hub-Signature}
     * @param secret the secret, where Jira shows it
     */
    public Outcome jira(String site, byte[] body, Optional<String> signature, Optional<String> secret) {
        JiraWebhook jira = jiras.get(site);
        if (jira == null || !jira.sent(body, signature, secret)) {
            return Outcome.UNPROVEN;
        }
        JiraEvent event;
        try {
            event = JiraEvent.parse(body);
        } catch (IOException e) {
            return Outcome.UNREADABLE;
        }
        if (!event.matters() || event.issues().isEmpty()) {
            return Outcome.IGNORED;
        }
        Instant now = clock.instant();
        boolean deleted = event.name().equals(JiraEvent.DELETED);
        event.issues().forEach(id -> hints.add(new IssueHint(jira.site(), id, deleted, now)));
        return Outcome.KEPT;
    }
}
