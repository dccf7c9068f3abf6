package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Result;

/** Signature only. */
public final class FlowInterruptedException extends InterruptedException {
    private FlowInterruptedException() {}

    public Result getResult() {
        throw new UnsupportedOperationException();
    }
}
