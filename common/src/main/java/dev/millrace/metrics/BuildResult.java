package dev.millrace.metrics;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.valuestream.Owner;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A build that has ended.
 *
 * @param artifact the build
 * @param key what people call it; hostile text
 * @param url where it can be looked at, or null
 * @param pipeline the job it is a run of
 * @param endedAt when it ended
 * @param result its result in its tool's word
 * @param owner whose it is, as far as the definition says
 */
public record BuildResult(
        ArtifactId artifact,
        String key,
        @Nullable URI url,
        String pipeline,
        Instant endedAt,
        String result,
        Owner owner) {

    private static final Set<String> RUNNING = Set.of("queued", "pending", "waiting", "running", "in_progress");

    /** Validates. */
    public BuildResult {
        Objects.requireNonNull(artifact, "artifact");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(pipeline, "pipeline");
        Objects.requireNonNull(endedAt, "endedAt");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(owner, "owner");
    }

    /** Where the definition says nothing of it. */
    public BuildResult(
            ArtifactId artifact, String key, @Nullable URI url, String pipeline, Instant endedAt, String result) {
        this(artifact, key, url, pipeline, endedAt, result, Owner.NOBODY);
    }

    /** The result of a build; empty if it had not ended by then. */
    public static Optional<BuildResult> of(ArtifactHistory build, Instant asOf) {
        Instant endedAt = null;
        String result = "";
        for (FlowEvent event : build.events()) {
            if (event instanceof StateChanged change && !event.occurredAt().isAfter(asOf)) {
                result = change.to().name();
                endedAt = RUNNING.contains(result.toLowerCase(Locale.ROOT)) ? null : event.occurredAt();
            }
        }
        return endedAt == null
                ? Optional.empty()
                : Optional.of(new BuildResult(
                        build.artifact(),
                        build.snapshot().key(),
                        build.snapshot().url(),
                        build.snapshot().project(),
                        endedAt,
                        result));
    }

    /** The same result, whose it is. */
    public BuildResult of(Owner whose) {
        return new BuildResult(artifact, key, url, pipeline, endedAt, result, whose);
    }

    /** What it tells of the pipeline. */
    public Colour colour() {
        return switch (result.toLowerCase(Locale.ROOT)) {
            case "success", "unstable", "neutral" -> Colour.GREEN;
            case "failure", "failed", "timed_out", "startup_failure", "error" -> Colour.RED;
            default -> Colour.NONE;
        };
    }

    /** Whether a pipeline was red. */
    public enum Colour {
        /** It passed, if with warnings. */
        GREEN,
        /** It failed. */
        RED,
        /** It was aborted, skipped or not built: it tells nothing. */
        NONE
    }
}
