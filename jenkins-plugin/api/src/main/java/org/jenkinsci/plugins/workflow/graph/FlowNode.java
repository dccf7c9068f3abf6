package org.jenkinsci.plugins.workflow.graph;

import hudson.model.Actionable;
import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/** Signature only, with its id for tests. */
public abstract class FlowNode extends Actionable {
    private final String id;

    protected FlowNode(FlowExecution execution, String id, List<FlowNode> parents) {
        this.id = id;
    }

    public String getId() {
        return id;
    }

    public List<String> getParentIds() {
        throw new UnsupportedOperationException();
    }
}
