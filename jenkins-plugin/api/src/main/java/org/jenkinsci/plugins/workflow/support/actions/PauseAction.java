package org.jenkinsci.plugins.workflow.support.actions;

import hudson.model.InvisibleAction;
import org.jenkinsci.plugins.workflow.actions.PersistentAction;

/** Signature only. */
public class PauseAction extends InvisibleAction implements PersistentAction {
    public PauseAction(String cause) {}

    public long getStartTime() {
        throw new UnsupportedOperationException();
    }

    public long getEndTime() {
        throw new UnsupportedOperationException();
    }
}
