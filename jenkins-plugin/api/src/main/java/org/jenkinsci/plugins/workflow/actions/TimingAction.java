package org.jenkinsci.plugins.workflow.actions;

import hudson.model.Action;

/** Signature only. */
public class TimingAction implements Action {
    public TimingAction() {}

    public long getStartTime() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getUrlName() {
        throw new UnsupportedOperationException();
    }
}
