package dev.millrace.demo.company;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of an issue's history.
 *
 * @param field what changed, as Jira names it
 * @param fieldId the field's id, or null for the few that have none
 * @param from the id of the value before, or null
 * @param fromText the value before as people read it, or null
 * @param to the id of the value after, or null
 * @param toText the value after as people read it, or null
 */
public record FieldChange(
        String field,
        @Nullable String fieldId,
        @Nullable String from,
        @Nullable String fromText,
        @Nullable String to,
        @Nullable String toText) {

    /** The custom field in which Jira keeps flags. */
    public static final String FLAG_FIELD = "customfield_10021";

    /** Validates. */
    public FieldChange {
        Objects.requireNonNull(field, "field");
    }

    static FieldChange status(Status from, Status to) {
        return new FieldChange("status", "status", from.id(), from.text(), to.id(), to.text());
    }

    static FieldChange resolution(@Nullable Resolution from, @Nullable Resolution to) {
        return new FieldChange(
                "resolution",
                "resolution",
                from == null ? null : from.id(),
                from == null ? null : from.text(),
                to == null ? null : to.id(),
                to == null ? null : to.text());
    }

    static FieldChange assignee(@Nullable Person from, @Nullable Person to) {
        return new FieldChange(
                "assignee",
                "assignee",
                from == null ? null : from.accountId(),
                from == null ? null : from.displayName(),
                to == null ? null : to.accountId(),
                to == null ? null : to.displayName());
    }

    static FieldChange flag(boolean raised) {
        return new FieldChange(
                "Flagged",
                FLAG_FIELD,
                raised ? null : "[10019]",
                raised ? null : "Impediment",
                raised ? "[10019]" : null,
                raised ? "Impediment" : null);
    }

    static FieldChange blockedBy(String blocker) {
        return new FieldChange("Link", null, null, null, blocker, "This issue is blocked by " + blocker);
    }

    static FieldChange blocks(String blocked) {
        return new FieldChange("Link", null, null, null, blocked, "This issue blocks " + blocked);
    }
}
