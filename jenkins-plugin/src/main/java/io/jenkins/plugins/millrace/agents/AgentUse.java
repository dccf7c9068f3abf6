package io.jenkins.plugins.millrace.agents;

import java.util.Objects;

/**
 * A task that an executor of an agent did. Times are milliseconds since 1970.
 *
 * @param label the label expression that was asked for; empty if any agent would do
 * @param job the full name of the job that asked, as it was then
 * @param agent the name of the agent, empty for the built-in one
 * @param from since when the task could have run
 * @param start when it began
 * @param end when it ended
 */
record AgentUse(String label, String job, String agent, long from, long start, long end) {

    /** Orders the times: a clock that was set back makes no negative wait. */
    AgentUse {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(agent, "agent");
        from = Math.min(from, start);
        end = Math.max(start, end);
    }

    /** How long it waited for an executor. */
    long waited() {
        return start - from;
    }

    /** How long it kept the executor. */
    long took() {
        return end - start;
    }
}
