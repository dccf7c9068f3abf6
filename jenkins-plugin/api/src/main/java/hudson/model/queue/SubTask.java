package hudson.model.queue;

import hudson.model.Queue;

/** Signature only. */
public interface SubTask {
    default Queue.Task getOwnerTask() {
        throw new UnsupportedOperationException();
    }
}
