package org.jenkinsci.plugins.workflow.flow;

import hudson.model.Queue;
import java.io.IOException;

/** Signature only. */
public abstract class FlowExecutionOwner {
    public FlowExecutionOwner() {}

    public abstract FlowExecution get() throws IOException;

    /** Signature only. */
    public interface Executable extends Queue.Executable {
        FlowExecutionOwner asFlowExecutionOwner();
    }
}
