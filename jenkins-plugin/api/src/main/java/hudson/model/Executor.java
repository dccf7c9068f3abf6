package hudson.model;

import hudson.model.queue.WorkUnit;

/** Signature only. */
public class Executor extends Thread {
    private Executor() {}

    Executor(String signatureOnly) {}

    public Computer getOwner() {
        throw new UnsupportedOperationException();
    }

    public WorkUnit getCurrentWorkUnit() {
        throw new UnsupportedOperationException();
    }

    public long getElapsedTime() {
        throw new UnsupportedOperationException();
    }
}
