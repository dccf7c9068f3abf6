package dev.millrace.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A state of an artifact in the words of its own tool: a Jira status, a pull request's {@code draft}.
 *
 * @param id the tool's id of the state; null where the tool gave only a name (old Jira changelogs)
 * @param name the name at the time it was read; names are not unique and change, ids are and do not
 */
public record NativeState(@Nullable String id, String name) {

    /** Validates: a state has a name; a blank id counts as none. */
    public NativeState {
        Require.text(name, "state name");
        id = id == null || id.isBlank() ? null : id;
    }

    /** Whether both mean one state: by id where both have one, else by name. */
    public boolean sameAs(NativeState other) {
        if (id != null && other.id != null) {
            return id.equals(other.id);
        }
        return Objects.equals(name, other.name);
    }
}
