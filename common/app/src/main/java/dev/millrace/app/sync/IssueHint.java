package dev.millrace.app.sync;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ToolInstance;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A Jira said that something happened to an issue.
 *
 * @param site the Jira
 * @param id the issue's id there, which is a number
 * @param deleted whether it was deleted
 * @param receivedAt when that was received
 */
public record IssueHint(ToolInstance site, String id, boolean deleted, Instant receivedAt) implements Hint {

    private static final Pattern ID = Pattern.compile("\\d{1,18}");

    /** Validates: the id becomes a part of queries and URLs. */
    public IssueHint {
        Objects.requireNonNull(site, "site");
        Objects.requireNonNull(receivedAt, "receivedAt");
        if (!isId(id)) {
            throw new IllegalArgumentException("the id of an issue is a number");
        }
    }

    /** Whether that text can be the id of an issue. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    @Override
    public Object subject() {
        return ArtifactId.issue(site, id);
    }

    /** Both as one: an issue that was deleted does not come back, and the first arrival counts. */
    @Override
    public Hint and(Hint other) {
        IssueHint that = (IssueHint) other;
        return new IssueHint(
                site, id, deleted || that.deleted, receivedAt.isBefore(that.receivedAt) ? receivedAt : that.receivedAt);
    }
}
