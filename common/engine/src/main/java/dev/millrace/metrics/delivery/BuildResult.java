package dev.millrace.metrics.delivery;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.FlowEvent.Created;
import dev.millrace.model.FlowEvent.StateChanged;
import dev.millrace.model.NativeState;
import dev.millrace.model.RunState;
import dev.millrace.valuestream.Owner;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a build ended, or that it has not.
 *
 * @param artifact the build
 * @param key what people call it; hostile text
 * @param url where it can be looked at, or null
 * @param pipeline the job it is a run of
 * @param end what is known of its end
 * @param at when it ended; when it began, if it has not ended or its end is not known
 * @param result its result in its tool's word; while it has not ended, its state
 * @param owner whose it is, as far as the definition says
 */
public record BuildResult(
        ArtifactId artifact,
        String key,
        @Nullable URI url,
        String pipeline,
        End end,
        Instant at,
        String result,
        Owner owner) {

    /** What is known of the end of a build. */
    public enum End {
        /** When it was. */
        SEEN,
        /** That it was, and not when. */
        UNKNOWN,
        /** It has not ended, as far as was reported. */
        NOT_YET
    }

    /** Validates. */
    public BuildResult {
        Objects.requireNonNull(artifact, "artifact");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(pipeline, "pipeline");
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(owner, "owner");
    }

    /** The result of a build; empty if it had not begun by then. */
    public static Optional<BuildResult> of(ArtifactHistory build, Instant asOf) {
        Instant begunAt = null;
        Instant endedAt = null;
        String result = "";
        for (FlowEvent event : build.events()) {
            if (event.occurredAt().isAfter(asOf)) {
                continue;
            }
            if (event instanceof Created created) {
                begunAt = begunAt == null ? created.occurredAt() : begunAt;
                result = result.isEmpty() ? created.state().name() : result;
            } else if (event instanceof StateChanged change) {
                begunAt = begunAt == null ? change.occurredAt() : begunAt;
                result = change.to().name();
                endedAt = RunState.isEnd(result) ? event.occurredAt() : null;
            }
        }
        if (endedAt != null) {
            return Optional.of(of(build, End.SEEN, endedAt, result));
        } else if (begunAt == null) {
            return Optional.empty();
        }
        Optional<NativeState> unseen = RunState.unseenEnd(build, asOf);
        return Optional.of(
                unseen.isPresent()
                        ? of(build, End.UNKNOWN, begunAt, unseen.get().name())
                        : of(build, End.NOT_YET, begunAt, result));
    }

    private static BuildResult of(ArtifactHistory build, End end, Instant at, String result) {
        ArtifactSnapshot snapshot = build.snapshot();
        return new BuildResult(
                build.artifact(), snapshot.key(), snapshot.url(), snapshot.project(), end, at, result, Owner.NOBODY);
    }

    /** The same result, whose it is. */
    public BuildResult of(Owner whose) {
        return new BuildResult(artifact, key, url, pipeline, end, at, result, whose);
    }

    /** What it shows about the pipeline; nothing until its end is known. */
    public Colour colour() {
        return end != End.SEEN
                ? Colour.NONE
                : switch (result.toLowerCase(Locale.ROOT)) {
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
        /** It was aborted, skipped or not built, or has no known end: it shows nothing. */
        NONE
    }
}
