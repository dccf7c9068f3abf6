package hudson.model.queue;

import hudson.model.Queue;

/** Signature only. */
public final class WorkUnitContext {
    public final Queue.BuildableItem item;

    private WorkUnitContext() {
        throw new UnsupportedOperationException();
    }
}
