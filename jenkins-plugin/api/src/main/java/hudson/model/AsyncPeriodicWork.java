package hudson.model;

import java.io.IOException;

/** Signature only. */
public abstract class AsyncPeriodicWork extends PeriodicWork {
    protected AsyncPeriodicWork(String name) {}

    protected abstract void execute(TaskListener listener) throws IOException, InterruptedException;

    @Override
    public final void doRun() {
        throw new UnsupportedOperationException();
    }
}
