package dev.millrace.model;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What decides which states an issue goes through: in most tools its project and its type.
 *
 * @param tool the installation
 * @param project the project's key, as last read
 * @param type the tool's id of the type, or its name where there is no id; null where the tool gives issues no type
 */
public record Workflow(
        ToolInstance tool, String project, @Nullable String type) {

    /** How long before an item stopped others of its workflow count that were done. */
    public static final Duration LOOKED_BACK = Duration.ofDays(90);

    /** Validates: the project is not blank. */
    public Workflow {
        Objects.requireNonNull(tool, "tool");
        Require.text(project, "project");
    }

    /** That of an item while it had that type. */
    public static Workflow of(ArtifactSnapshot item, @Nullable NativeType type) {
        return new Workflow(
                item.artifact().tool(),
                item.project(),
                type == null ? null : type.id() == null ? type.name() : type.id());
    }
}
