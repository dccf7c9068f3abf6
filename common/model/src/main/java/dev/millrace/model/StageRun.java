package dev.millrace.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One run of a stage, or of a branch of a parallel step, within a build. What the build tool does not report is null, never 0.
 *
 * @param id unique among the build's stages; names may repeat
 * @param parentId the stage or branch it lies in, or null at the top
 * @param kind stage or branch
 * @param name its name; hostile text, may be blank
 * @param start when it began, or null if that is not known
 * @param end when it ended, or null if it never did
 * @param result the build tool's word, such as {@code SUCCESS} or {@code NOT_BUILT}, or null if it says none
 * @param skipped why it was skipped, in the build tool's word, or null if it was not
 * @param agentWait how long steps directly in it waited for an agent, or null if not known
 * @param inputPause how long it directly waited for a person's input, or null if not known
 */
public record StageRun(
        String id,
        @Nullable String parentId,
        Kind kind,
        String name,
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable String result,
        @Nullable String skipped,
        @Nullable Duration agentWait,
        @Nullable Duration inputPause) {

    /** What a run is a run of. */
    public enum Kind {
        /** A stage. */
        STAGE,
        /** A branch of a parallel step or a cell of a matrix. */
        BRANCH
    }

    /** Validates: waits are not negative, and an end is not before the start. */
    public StageRun {
        Require.text(id, "stage id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        if (start != null) {
            start = Require.millis(start, "start");
        }
        if (end != null) {
            end = Require.millis(end, "end");
        }
        if (start != null && end != null && end.isBefore(start)) {
            throw new IllegalArgumentException("stage " + id + " ends " + end + " before it starts " + start);
        }
        if ((agentWait != null && agentWait.isNegative()) || (inputPause != null && inputPause.isNegative())) {
            throw new IllegalArgumentException("stage " + id + " cannot wait less than no time");
        }
    }
}
