package org.jenkinsci.plugins.workflow.graph;

import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/** Signature only. */
public abstract class BlockEndNode<START extends BlockStartNode> extends FlowNode {
    public BlockEndNode(FlowExecution execution, String id, START start, List<FlowNode> parents) {
        super(execution, id, parents);
    }

    public START getStartNode() {
        throw new UnsupportedOperationException();
    }
}
