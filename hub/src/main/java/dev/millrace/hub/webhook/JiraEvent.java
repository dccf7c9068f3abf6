package dev.millrace.hub.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.millrace.app.sync.IssueHint;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a Jira's webhook names: the event and the issues that it is about. Everything else is skipped unread; it may be
 * megabytes, and what Jira says when it is asked is newer.
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

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(200).build())
            .build();

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
        String name = "";
        Set<String> issues = new LinkedHashSet<>();
        try (JsonParser in = JSON.createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                in.nextToken();
                switch (field) {
                    case "webhookEvent" -> name = text(in).orElse("");
                    case "issue" -> member(in, "id").ifPresent(issues::add);
                    case "issueLink" -> ends(in, issues);
                    default -> in.skipChildren();
                }
            }
        }
        issues.removeIf(id -> !IssueHint.isId(id));
        return new JiraEvent(name, issues);
    }

    private static void ends(JsonParser in, Set<String> issues) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            if (field.equals("sourceIssueId") || field.equals("destinationIssueId")) {
                text(in).ifPresent(issues::add);
            } else {
                in.skipChildren();
            }
        }
    }

    private static Optional<String> member(JsonParser in, String wanted) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        Optional<String> found = Optional.empty();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            if (field.equals(wanted)) {
                found = text(in);
            } else {
                in.skipChildren();
            }
        }
        return found;
    }

    /** The text or number at the place of the parser, which then stands at its end; empty for anything else. */
    private static Optional<String> text(JsonParser in) throws IOException {
        @Nullable JsonToken token = in.currentToken();
        if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            return Optional.of(in.getText());
        }
        in.skipChildren();
        return Optional.empty();
    }
}
