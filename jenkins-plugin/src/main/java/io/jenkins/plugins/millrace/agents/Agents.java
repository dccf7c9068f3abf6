package io.jenkins.plugins.millrace.agents;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The agents that take tasks, at an instant.
 *
 * @param at milliseconds since 1970
 * @param agents those that are online
 */
record Agents(long at, List<Agent> agents) {

    /**
     * One of them.
     *
     * @param name empty for the built-in one
     * @param labels its labels, its own name among them
     * @param executors how many tasks it does at once
     * @param exclusive whether it takes only tasks that ask for a label of it
     */
    record Agent(String name, Set<String> labels, int executors, boolean exclusive) {
        /** Sorts the labels, so that equal agents are equal. */
        Agent {
            Objects.requireNonNull(name, "name");
            labels = new TreeSet<>(labels);
        }
    }

    /** Copies the list. */
    Agents {
        agents = List.copyOf(agents);
    }
}
