package dev.millrace.hub.webhook;

import dev.millrace.app.sync.GitHubHint;
import dev.millrace.app.sync.IssueHint;
import dev.millrace.model.ToolInstance;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Takes the webhooks of the configured tools: verifies who sends them, and keeps what they name. */
public final class Webhooks {

    /** Some minutes of a large site; a bulk change beyond it is found by the next sync. */
    private static final int MOST_HINTS = 10_000;

    private final List<ToolWebhook> tools;
    private final Hints hints = new Hints(MOST_HINTS);
    private final InstantSource clock;

    /** What became of a request. */
    public enum Outcome {
        /** It names something, which is read soon. */
        KEPT,
        /** It comes from the tool and changes nothing that is captured. */
        IGNORED,
        /** Nothing proves that it comes from the tool. */
        UNPROVEN,
        /** It comes from the tool and cannot be read. */
        UNREADABLE
    }

    /** Of those tools; one of them may have several secrets, for several entries of the configuration may name it. */
    public Webhooks(List<ToolWebhook> tools, InstantSource clock) {
        this.tools = List.copyOf(tools);
        this.clock = clock;
    }

    /** Of no tool. */
    public static Webhooks none() {
        return new Webhooks(List.of(), InstantSource.system());
    }

    /** Whether any tool is expected to call. */
    public boolean isEmpty() {
        return tools.isEmpty();
    }

    /** What is to be read. */
    public Hints hints() {
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
        ToolInstance jira = ToolInstance.jira(site);
        if (!isSent(jira, body, signature, secret)) {
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
        event.issues().forEach(id -> hints.add(new IssueHint(jira, id, deleted, now)));
        return Outcome.KEPT;
    }

    /**
     * Takes a request of a GitHub.
     *
     * @param site its id in the configuration; one that is not there is answered as a wrong signature is
     * @param body the body as it was sent
     * @param signature the header {@code X-Hub-Signature-256}
     * @param event the header {@code X-GitHub-Event}
     */
    public Outcome gitHub(String site, byte[] body, Optional<String> signature, Optional<String> event) {
        ToolInstance gitHub = new ToolInstance("github", site);
        if (!isSent(gitHub, body, signature, Optional.empty())) {
            return Outcome.UNPROVEN;
        }
        try {
            Optional<GitHubHint> hint = GitHubEvent.hint(gitHub, event.orElse(""), body, clock.instant());
            hint.ifPresent(hints::add);
            return hint.isPresent() ? Outcome.KEPT : Outcome.IGNORED;
        } catch (IOException e) {
            return Outcome.UNREADABLE;
        }
    }

    private boolean isSent(ToolInstance site, byte[] body, Optional<String> signature, Optional<String> secret) {
        return tools.stream().anyMatch(tool -> tool.site().equals(site) && tool.sent(body, signature, secret));
    }
}
