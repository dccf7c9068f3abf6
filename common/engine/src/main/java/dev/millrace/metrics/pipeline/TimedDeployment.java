package dev.millrace.metrics.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that a build made: the deploy stage itself.
 *
 * @param environment where to, in lower case
 * @param at when the stage ended, or began if its end is unknown
 * @param time how long the stage took, or null if that is unknown
 * @param result the stage's result in Jenkins' words, or null if it has none
 */
public record TimedDeployment(
        String environment,
        Instant at,
        @Nullable Duration time,
        @Nullable String result) {

    /** Validates. */
    public TimedDeployment {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(at, "at");
    }

    /** Whether the stage passed. */
    public boolean passed() {
        return ResultWords.passed(result);
    }
}
