package dev.millrace.model;

import org.jspecify.annotations.Nullable;

/**
 * An artifact's type in the words of its own tool, such as Jira's {@code Bug}.
 *
 * @param id the tool's id of the type; null where only a name is known
 * @param name the name at the time it was read
 */
public record NativeType(@Nullable String id, String name) {

    /** Validates: a type has a name; a blank id counts as none. */
    public NativeType {
        Require.text(name, "type name");
        id = id == null || id.isBlank() ? null : id;
    }

    /** Whether both mean one type: by id where both have one, else by name. */
    public boolean sameAs(NativeType other) {
        return (id != null && other.id != null) ? id.equals(other.id) : name.equals(other.name);
    }
}
