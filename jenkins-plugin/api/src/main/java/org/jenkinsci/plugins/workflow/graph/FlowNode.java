package org.jenkinsci.plugins.workflow.graph;

import hudson.model.Actionable;
import java.util.List;

/** Signature only. */
public abstract class FlowNode extends Actionable {
    FlowNode() {}

    public String getId() {
        throw new UnsupportedOperationException();
    }

    public List<String> getParentIds() {
        throw new UnsupportedOperationException();
    }
}
