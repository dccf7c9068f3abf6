package dev.millrace.github.runs;

import dev.millrace.valuestream.Glob;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs, or jobs of them, that deploy, as the configuration says.
 *
 * @param workflow of the name of the workflow, or of its file such as {@code deploy.yml}
 * @param job of the names of its jobs that deploy; null if the whole run is the deployment
 * @param environment where to
 */
public record RunDeployment(Glob workflow, @Nullable Glob job, String environment) {

    /** Validates. */
    public RunDeployment {
        Objects.requireNonNull(workflow, "workflow");
        Objects.requireNonNull(environment, "environment");
    }

    /** Whether it is about the runs of a workflow with that name and that file. */
    boolean isOf(String name, String file) {
        return Stream.of(file, ".github/workflows/" + file, name).anyMatch(workflow::matches);
    }
}
