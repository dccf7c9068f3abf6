package dev.millrace.github.releases;

import dev.millrace.valuestream.Glob;
import java.util.Objects;

/**
 * Releases or tags that stand for deployments, as the configuration says.
 *
 * @param kind which of the two
 * @param tag of the names of their tags, such as {@code v*}
 * @param environment where to
 */
public record ReleaseDeployment(Kind kind, Glob tag, String environment) {

    /** What stands for a deployment. */
    public enum Kind {
        /** A release that was published. */
        RELEASE,
        /** A tag, with or without a release. */
        TAG
    }

    /** Validates. */
    public ReleaseDeployment {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(environment, "environment");
    }
}
