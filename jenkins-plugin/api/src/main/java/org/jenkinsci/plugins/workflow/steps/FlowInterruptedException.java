package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Result;
import jenkins.model.CauseOfInterruption;

/** Signature only. */
public final class FlowInterruptedException extends InterruptedException {
    private final Result result;

    public FlowInterruptedException(Result result, CauseOfInterruption... causes) {
        this.result = result;
    }

    public Result getResult() {
        return result;
    }
}
