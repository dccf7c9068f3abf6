package org.jenkinsci.plugins.workflow.actions;

import hudson.model.Result;

/** Signature only. */
public class WarningAction implements PersistentAction {
    private WarningAction() {}

    public Result getResult() {
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
