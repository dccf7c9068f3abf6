package org.jenkinsci.plugins.workflow.graph;

/** Signature only. */
public abstract class BlockEndNode<START extends BlockStartNode> extends FlowNode {
    BlockEndNode() {}

    public START getStartNode() {
        throw new UnsupportedOperationException();
    }
}
