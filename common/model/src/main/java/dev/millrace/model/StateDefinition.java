package dev.millrace.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a state as its tool reported it when it was read: the name and category of an id in a changelog.
 *
 * @param tool the installation that defines the state
 * @param id the tool's id of the state
 * @param name its name now
 * @param category its category, or null if the tool gave none
 */
public record StateDefinition(
        ToolInstance tool, String id, String name, @Nullable StateCategory category) {

    /** Validates: id and name are not blank. */
    public StateDefinition {
        Objects.requireNonNull(tool, "tool");
        Require.text(id, "state id");
        Require.text(name, "state name");
    }
}
