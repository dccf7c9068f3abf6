package hudson.model.listeners;

import hudson.ExtensionPoint;
import hudson.model.Run;
import hudson.model.TaskListener;

/** Signature only. */
public abstract class RunListener<R extends Run<?, ?>> implements ExtensionPoint {
    protected RunListener() {}

    public void onStarted(R run, TaskListener listener) {}

    public void onFinalized(R run) {}

    public void onDeleted(R run) {}
}
