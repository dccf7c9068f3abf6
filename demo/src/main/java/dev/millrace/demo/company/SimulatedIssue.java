package dev.millrace.demo.company;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An issue as it is at the end of the simulation, with all that happened to it.
 *
 * @param id Jira's id of it
 * @param key its key now
 * @param project the key of its project now
 * @param type what it is
 * @param title its summary
 * @param parent the key of the issue it is part of, or null
 * @param creator who wrote it
 * @param assignee who has it now, or null
 * @param created when it was written
 * @param status its status now
 * @param resolution its resolution now, or null
 * @param flagged whether its flag is up now
 * @param blockedBy the keys of the issues that block it now
 * @param changes its history, oldest first
 */
public record SimulatedIssue(
        long id,
        String key,
        String project,
        IssueType type,
        String title,
        @Nullable String parent,
        Person creator,
        @Nullable Person assignee,
        Instant created,
        Status status,
        @Nullable Resolution resolution,
        boolean flagged,
        List<String> blockedBy,
        List<IssueChange> changes) {

    /** Copies the lists. */
    public SimulatedIssue {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(creator, "creator");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(status, "status");
        blockedBy = List.copyOf(blockedBy);
        changes = List.copyOf(changes);
    }

    /** When it last changed. */
    public Instant updated() {
        return changes.isEmpty() ? created : changes.get(changes.size() - 1).at();
    }
}
