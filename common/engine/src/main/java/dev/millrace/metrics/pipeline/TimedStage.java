package dev.millrace.metrics.pipeline;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the stages of one name did in one build. A loop and {@code retry} run one stage several times.
 *
 * @param path the names of the stages around it and its own, from the outermost on; hostile text
 * @param runs how often it ran; 0 if it was skipped
 * @param failed how many of these runs failed or were aborted
 * @param result the result of its last run in Jenkins' words, or null if that has none
 * @param time the sum of its runs from start to end, or null if one of them is unknown or none ran
 * @param onPath how much of the build's critical path it took itself, without the stages in it; null if the build has no path
 * @param saves by how much the build would have been shorter, at most, if the stage had taken no time; null if the build has no
 *     path
 */
public record TimedStage(
        List<String> path,
        int runs,
        int failed,
        @Nullable String result,
        @Nullable Duration time,
        @Nullable Duration onPath,
        @Nullable Duration saves) {

    /** Validates: a stage has a name, and does not fail more often than it runs. */
    public TimedStage {
        path = List.copyOf(path);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("a stage has a name");
        }
        if (failed < 0 || failed > runs) {
            throw new IllegalArgumentException(failed + " of " + runs + " runs cannot have failed");
        }
    }

    /** Its own name. */
    public String name() {
        return path.get(path.size() - 1);
    }

    /** Whether it ran and every run of it passed, so that its time can be compared. */
    public boolean passed() {
        return runs > 0 && failed == 0 && ResultWords.passed(result);
    }

    /** Whether a part of the critical path is its own. */
    public boolean isOnPath() {
        return onPath != null && !onPath.isZero();
    }
}
