package dev.millrace.hub.webhook;

import dev.millrace.app.sync.IssueHint;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the body of a Jira's webhook names: the event and the issues that it is about.
 *
 * @param name such as {@code jira:issue_updated}
 * @param issues the ids of the issues
 */
record JiraEvent(String name, Set<String> issues) {

    static final String CREATED = "jira:issue_created";
    static final String UPDATED = "jira:issue_updated";
    static final String DELETED = "jira:issue_deleted";

    /** Those after which an issue reads differently. A move is an update. A link belongs to both of its ends. */
    private static final Set<String> KNOWN =
            Set.of(CREATED, UPDATED, DELETED, "issuelink_created", "issuelink_deleted");

    private static final Set<String> ISSUES =
            Set.of("issue.id", "issueLink.sourceIssueId", "issueLink.destinationIssueId");
    private static final Set<String> WANTED =
            Stream.concat(ISSUES.stream(), Stream.of("webhookEvent")).collect(Collectors.toUnmodifiableSet());

    JiraEvent {
        issues = Set.copyOf(issues);
    }

    /** Whether an issue may read differently now. */
    boolean matters() {
        return KNOWN.contains(name);
    }

    /**
     * Reads a body.
     *
     * @throws IOException if it is no JSON object
     */
    static JiraEvent parse(byte[] body) throws IOException {
        EventBody event = EventBody.parse(body, WANTED);
        return new JiraEvent(
                event.get("webhookEvent"),
                ISSUES.stream().map(event::get).filter(IssueHint::isId).collect(Collectors.toSet()));
    }
}
