package dev.millrace.model;

import java.util.Objects;

/**
 * The fact that a state was seen in the history of some artifact of a project. It shows which states work of that project can
 * be in: if none of them is a waiting state, waiting could not have been observed.
 *
 * @param tool the installation
 * @param project the project's key
 * @param state the state that was seen
 */
public record StateUse(ToolInstance tool, String project, NativeState state) {

    /** Validates: the project is not blank. */
    public StateUse {
        Objects.requireNonNull(tool, "tool");
        Require.text(project, "project");
        Objects.requireNonNull(state, "state");
    }
}
