package io.jenkins.plugins.millrace.summary;

import dev.millrace.metrics.pipeline.TimedBuild;
import dev.millrace.metrics.pipeline.TimedDeployment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of one build went, from its entry into the queue to its end; the parts do not overlap. In milliseconds, {@value #UNKNOWN} where
 * it is not known.
 *
 * @param queue in the queue, without waiting for an executor
 * @param agent waiting for an agent; of a build without flow graph for its executor
 * @param building the rest
 * @param input waiting for an answer
 * @param deploying in stages that deploy, without the waits in the build
 */
public record BuildParts(long queue, long agent, long building, long input, long deploying) {

    /** Stands for what is not known. */
    public static final long UNKNOWN = -1;

    /** Of that build. */
    static BuildParts of(TimedBuild build) {
        Duration time = build.time();
        long agent = millis(build.agent());
        long queue = millis(build.queue());
        boolean graph = build.input() != null || !build.stages().isEmpty();
        if (!graph) {
            // its wait for an executor is a part of the queue, and none of its time
            long own = agent == UNKNOWN || queue == UNKNOWN ? UNKNOWN : Math.max(0, queue - agent);
            return new BuildParts(own, agent, millis(time), 0, 0);
        }
        long input = millis(build.input());
        if (time == null || agent == UNKNOWN || input == UNKNOWN) {
            return new BuildParts(queue, agent, UNKNOWN, input, UNKNOWN);
        }
        long left = Math.max(0, time.toMillis() - agent - input);
        long deploying = 0;
        for (TimedDeployment deployment : build.deployments()) {
            Duration each = deployment.time();
            deploying += each == null || each.isNegative() ? 0 : each.toMillis();
        }
        deploying = Math.min(left, deploying);
        return new BuildParts(queue, agent, left - deploying, input, deploying);
    }

    private static long millis(@Nullable Duration duration) {
        return duration == null || duration.isNegative() ? UNKNOWN : duration.toMillis();
    }
}
