package io.jenkins.plugins.millrace.agents;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Executor;
import hudson.model.ExecutorListener;
import hudson.model.Label;
import hudson.model.Queue;
import hudson.model.queue.QueueListener;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Hears of tasks that leave the queue and that executors have done. Called on threads that builds wait for, so that it only hands over. */
@Extension
public final class AgentListener extends QueueListener implements ExecutorListener {

    private static final Logger LOG = Logger.getLogger(AgentListener.class.getName());

    /** While Jenkins holds the lock of the queue. */
    @Override
    public void onLeft(Queue.LeftItem item) {
        if (!item.isCancelled()) {
            Label label = item.getAssignedLabel();
            ExtensionList.lookupSingleton(AgentRecorder.class)
                    .asked()
                    .asked(item.getId(), label == null ? "" : label.getExpression());
        }
    }

    @Override
    public void taskCompleted(Executor executor, Queue.Task task, long durationMillis) {
        done(executor, durationMillis);
    }

    @Override
    public void taskCompletedWithProblems(Executor executor, Queue.Task task, long durationMillis, Throwable problems) {
        done(executor, durationMillis);
    }

    private static void done(Executor executor, long durationMillis) {
        try {
            ExtensionList.lookupSingleton(AgentRecorder.class).done(executor, durationMillis);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.FINE, "Millrace: a task of an executor is not recorded", e);
        }
    }
}
