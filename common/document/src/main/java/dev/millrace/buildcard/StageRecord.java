package dev.millrace.buildcard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One stage, or one branch of a {@code parallel}, of one build: the body block of the step.
 *
 * @param id the flow node id of the body's start; unique in the build
 * @param parentId the id of the nearest stage or branch around it, or null at the top
 * @param kind which step it is the body of
 * @param name as the Pipeline says it; untrusted text, may be blank or contain control characters; renderers
 *     escape it
 * @param start when the body began by the controller's clock, or null if Jenkins has lost it
 * @param end when the body ended, or null while it runs and where it was cut off without an end
 * @param result Jenkins' word: {@code SUCCESS}, {@code UNSTABLE}, {@code FAILURE}, {@code NOT_BUILT}, {@code ABORTED};
 *     null while it runs and where it was cut off
 * @param skipped why it did not run, in Declarative's words ({@code SKIPPED_FOR_CONDITIONAL}), or null if it ran
 * @param synthetic whether Declarative made the stage itself (checkout, post actions)
 * @param waits the waits of the steps directly in it, those of inner stages excluded, in graph order
 * @param retries how often a {@code retry} step directly in it began its body again
 * @param deployment what it deploys, if the Pipeline or the configuration says so; null if at most its name does
 */
public record StageRecord(
        String id,
        @Nullable String parentId,
        Kind kind,
        String name,
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable String result,
        @Nullable String skipped,
        boolean synthetic,
        List<Wait> waits,
        int retries,
        @Nullable DeployRecord deployment) {

    /** Which step the block belongs to. */
    public enum Kind {
        /** A {@code stage} step. */
        STAGE,
        /** A branch of a {@code parallel} step. */
        BRANCH
    }

    /** One without retries, of which nobody says that it deploys. */
    public StageRecord(
            String id,
            @Nullable String parentId,
            Kind kind,
            String name,
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable String result,
            @Nullable String skipped,
            boolean synthetic,
            List<Wait> waits) {
        this(id, parentId, kind, name, start, end, result, skipped, synthetic, waits, 0, null);
    }

    /** The same with other waits. */
    public StageRecord withWaits(List<Wait> others) {
        return new StageRecord(
                id, parentId, kind, name, start, end, result, skipped, synthetic, others, retries, deployment);
    }

    /** The same, which deploys that. */
    public StageRecord deploying(DeployRecord what) {
        return new StageRecord(id, parentId, kind, name, start, end, result, skipped, synthetic, waits, retries, what);
    }

    /** Validates: a stage is not its own parent. Copies the waits. */
    public StageRecord {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        waits = List.copyOf(waits);
        if (id.equals(parentId)) {
            throw new IllegalArgumentException("stage " + id + " cannot be its own parent");
        }
    }

    /** From start to end; null while it runs and where either is unknown. */
    public @Nullable Duration length() {
        return start == null || end == null ? null : Duration.between(start, end);
    }

    /**
     * The sum of its waits of that kind, zero if no step in it could wait. Null where one of them is unknown or goes on: a
     * partial sum would look like a whole one.
     */
    public @Nullable Duration waited(Wait.Kind of) {
        Duration sum = Duration.ZERO;
        for (Wait wait : waits) {
            if (wait.kind() == of) {
                Duration length = wait.length();
                if (length == null) {
                    return null;
                }
                sum = sum.plus(length);
            }
        }
        return sum;
    }
}
