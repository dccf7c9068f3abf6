package dev.millrace.app.sync;

import dev.millrace.model.ToolInstance;
import java.time.Instant;

/** A tool said by webhook that something may read differently now. What it is, the tool is asked. */
public sealed interface Hint permits IssueHint, GitHubHint {

    /** The tool that said so. */
    ToolInstance site();

    /** When that was received; of several, the first. */
    Instant receivedAt();

    /** When it is to be read: what changes all the time is not read each time. */
    default Instant readAt() {
        return receivedAt();
    }

    /** What it is about: two hints with one subject are one. */
    Object subject();

    /** Both as one. */
    Hint and(Hint other);
}
