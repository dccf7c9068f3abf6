package dev.millrace.buildcard;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a stage deploys, as the Pipeline says with a step or the configuration says by the stage's name. All texts are hostile.
 *
 * @param environment where to
 * @param service what is deployed, or null if it is not said
 * @param version of what, or null if it is not said
 * @param artifact in which form, such as an image, or null if it is not said
 */
public record DeployRecord(
        String environment,
        @Nullable String service,
        @Nullable String version,
        @Nullable String artifact) {

    /** Validates: a deployment goes somewhere. */
    public DeployRecord {
        if (Objects.requireNonNull(environment, "environment").isBlank()) {
            throw new IllegalArgumentException("a deployment has an environment");
        }
    }
}
