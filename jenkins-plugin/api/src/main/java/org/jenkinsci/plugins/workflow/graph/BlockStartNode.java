package org.jenkinsci.plugins.workflow.graph;

/** Signature only. */
public abstract class BlockStartNode extends FlowNode {
    BlockStartNode() {}
}
