package io.jenkins.plugins.millrace.agents;

import hudson.model.Computer;
import hudson.model.Executor;
import hudson.model.Item;
import hudson.model.Label;
import hudson.model.Queue;
import hudson.model.queue.WorkUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import jenkins.model.Jenkins;

/**
 * How many builds there are at this moment. Loads no build.
 *
 * @param inQueue items in the queue that do not wait for an agent: the quiet period, and those that others block
 * @param waiting tasks that are ready and wait for an agent, by the label that they ask for, empty for none
 * @param running builds that run
 */
public record LoadNow(int inQueue, Map<String, Integer> waiting, int running) {

    /** Copies the map. */
    public LoadNow {
        waiting = Map.copyOf(waiting);
    }

    /** How many tasks wait for an agent. */
    public int waitingForAgents() {
        return waiting.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The load of the jobs with such full names. */
    public static LoadNow of(Predicate<String> visible) {
        int inQueue = 0;
        Map<String, Integer> waiting = new TreeMap<>();
        for (Queue.Item item : Jenkins.get().getQueue().getItems()) {
            if (visible.test(job(item.task))) {
                if (item instanceof Queue.BuildableItem) {
                    Label label = item.getAssignedLabel();
                    waiting.merge(label == null ? "" : label.getExpression(), 1, Integer::sum);
                } else {
                    inQueue++;
                }
            }
        }
        int running = 0;
        Set<Object> seen = new HashSet<>();
        for (Computer computer : Jenkins.get().getComputers()) {
            for (Executor executor : computer.getAllExecutors()) {
                WorkUnit unit = executor.getCurrentWorkUnit();
                // a step of a Pipeline that keeps an executor belongs to another task than itself
                if (unit != null
                        && unit.work instanceof Item
                        && seen.add(unit.context)
                        && visible.test(job(unit.context.item.task))) {
                    running++;
                }
            }
        }
        return new LoadNow(inQueue, waiting, running);
    }

    private static String job(Queue.Task task) {
        return task.getOwnerTask() instanceof Item job ? job.getFullName() : "";
    }
}
