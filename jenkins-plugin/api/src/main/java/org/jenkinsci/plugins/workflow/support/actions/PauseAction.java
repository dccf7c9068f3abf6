package org.jenkinsci.plugins.workflow.support.actions;

import hudson.model.InvisibleAction;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.PersistentAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** Signature only. */
public class PauseAction extends InvisibleAction implements PersistentAction {
    private PauseAction() {}

    public long getStartTime() {
        throw new UnsupportedOperationException();
    }

    public long getEndTime() {
        throw new UnsupportedOperationException();
    }

    public static List<PauseAction> getPauseActions(FlowNode node) {
        throw new UnsupportedOperationException();
    }
}
