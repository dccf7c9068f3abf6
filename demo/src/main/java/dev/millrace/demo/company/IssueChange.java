package dev.millrace.demo.company;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One entry of an issue's history: what somebody changed at one instant.
 *
 * @param id Jira's id of the entry; grows with time over all issues
 * @param at when
 * @param author who
 * @param fields what, at least one field
 */
public record IssueChange(long id, Instant at, Person author, List<FieldChange> fields) {

    /** Copies the list. */
    public IssueChange {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(author, "author");
        fields = List.copyOf(fields);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("a change changes at least one field");
        }
    }
}
