package dev.millrace.demo.company;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A finished build of the company's Jenkins.
 *
 * @param service what was built
 * @param job the job's full name
 * @param number its number in that job
 * @param queuedAt when it entered the queue
 * @param startedAt when it left the queue
 * @param endedAt when it ended
 * @param result success, failure or aborted
 * @param branch the branch that was built
 * @param sha the commit that was built
 * @param carries the commits that are new since the last build of the job
 * @param issues the issue keys named in their messages
 * @param environment where it deployed to, or null if it deployed nothing
 * @param stages its stages in order
 */
public record SimulatedBuild(
        Service service,
        String job,
        int number,
        Instant queuedAt,
        Instant startedAt,
        Instant endedAt,
        String result,
        String branch,
        String sha,
        List<String> carries,
        List<String> issues,
        @Nullable String environment,
        List<Stage> stages) {

    /**
     * A stage of a build.
     *
     * @param name its name
     * @param start when it began
     * @param end when it ended
     * @param result success, failure or not_built
     * @param agentWait how long it waited for an agent
     * @param inputPause how long it waited for a person
     */
    public record Stage(
            String name, Instant start, Instant end, String result, Duration agentWait, Duration inputPause) {
        /** Validates. */
        public Stage {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(start, "start");
            Objects.requireNonNull(end, "end");
            Objects.requireNonNull(result, "result");
            Objects.requireNonNull(agentWait, "agentWait");
            Objects.requireNonNull(inputPause, "inputPause");
        }
    }

    /** Copies the lists. */
    public SimulatedBuild {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(queuedAt, "queuedAt");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(endedAt, "endedAt");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(branch, "branch");
        Objects.requireNonNull(sha, "sha");
        carries = List.copyOf(carries);
        issues = List.copyOf(issues);
        stages = List.copyOf(stages);
    }
}
