package hudson.model;

import hudson.ExtensionPoint;

/** Signature only. */
public interface ExecutorListener extends ExtensionPoint {
    default void taskCompleted(Executor executor, Queue.Task task, long durationMS) {}

    default void taskCompletedWithProblems(Executor executor, Queue.Task task, long durationMS, Throwable problems) {}
}
