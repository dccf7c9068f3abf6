package dev.millrace.metrics.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One build that has ended, in numbers.
 *
 * @param number its number in its job
 * @param scheduledAt when the build tool made it
 * @param startedAt when it began to run, or null if that is unknown
 * @param endedAt when it ended, or null if that is unknown
 * @param result in Jenkins' words
 * @param queue how long its item was in the queue, or null if that is unknown
 * @param agent how long at least one step waited for an agent, or null if that is unknown or does not apply
 * @param input how long at least one step waited for an answer, or null if that is unknown or does not apply
 * @param stages its stages, each before the stages in it, each name once
 * @param deployments in the order of its stages
 * @param revisions the beginnings of the hashes of what it built and of the commits that are new in it
 */
public record TimedBuild(
        int number,
        Instant scheduledAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        String result,
        @Nullable Duration queue,
        @Nullable Duration agent,
        @Nullable Duration input,
        List<TimedStage> stages,
        List<TimedDeployment> deployments,
        List<String> revisions) {

    /** Validates; copies the lists. */
    public TimedBuild {
        if (number < 1) {
            throw new IllegalArgumentException("build numbers start at 1, this one is " + number);
        }
        Objects.requireNonNull(scheduledAt, "scheduledAt");
        Objects.requireNonNull(result, "result");
        stages = List.copyOf(stages);
        deployments = List.copyOf(deployments);
        revisions = List.copyOf(revisions);
    }

    /** One whose revisions are not known. */
    public TimedBuild(
            int number,
            Instant scheduledAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            String result,
            @Nullable Duration queue,
            @Nullable Duration agent,
            @Nullable Duration input,
            List<TimedStage> stages,
            List<TimedDeployment> deployments) {
        this(number, scheduledAt, startedAt, endedAt, result, queue, agent, input, stages, deployments, List.of());
    }

    /** From its start to its end, without the queue; null if that is unknown or contradictory. */
    public @Nullable Duration time() {
        if (startedAt == null || endedAt == null || endedAt.isBefore(startedAt)) {
            return null;
        }
        return Duration.between(startedAt, endedAt);
    }

    /** Whether it went through, be it unstable. */
    public boolean passed() {
        return ResultWords.passed(result);
    }
}
