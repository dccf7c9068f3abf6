package org.jenkinsci.plugins.workflow.flow;

import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** Signature only. */
public abstract class FlowExecution {
    public FlowExecution() {}

    public abstract List<FlowNode> getCurrentHeads();

    public abstract FlowNode getNode(String id) throws IOException;

    public boolean isComplete() {
        throw new UnsupportedOperationException();
    }
}
