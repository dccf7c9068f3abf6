package hudson.model;

import java.util.List;

/** Signature only. */
public abstract class Computer extends Actionable implements ExecutorListener {
    private Computer() {}

    Computer(String signatureOnly) {}

    public String getName() {
        throw new UnsupportedOperationException();
    }

    public Node getNode() {
        throw new UnsupportedOperationException();
    }

    public int getNumExecutors() {
        throw new UnsupportedOperationException();
    }

    public boolean isAcceptingTasks() {
        throw new UnsupportedOperationException();
    }

    public final boolean isOnline() {
        throw new UnsupportedOperationException();
    }

    public List<Executor> getAllExecutors() {
        throw new UnsupportedOperationException();
    }
}
