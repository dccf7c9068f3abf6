package dev.millrace.flow;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.NativeState;
import dev.millrace.valuestream.Stage;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stay of one artifact in one native state: the half-open interval from {@code start} to {@code end}. Every visit is kept,
 * also those of no length.
 *
 * @param artifact whose visit it is
 * @param state the state in the tool's words
 * @param stage the stage the state stands for, or null if the definition does not know the state
 * @param start when the state was entered
 * @param end when it was left, or null while it has not been, as of the report
 */
public record Visit(
        ArtifactId artifact,
        NativeState state,
        @Nullable Stage stage,
        Instant start,
        @Nullable Instant end) {

    /** Validates: a visit does not end before it starts. */
    public Visit {
        Objects.requireNonNull(artifact, "artifact");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(start, "start");
        if (end != null && end.isBefore(start)) {
            throw new IllegalArgumentException("visit of " + artifact + " ends " + end + " before it starts " + start);
        }
    }

    /** Whether it has no end yet. */
    public boolean open() {
        return end == null;
    }

    /** Its end, or the instant of the report while it is open. */
    public Instant endOr(Instant asOf) {
        return end == null ? asOf : end;
    }
}
