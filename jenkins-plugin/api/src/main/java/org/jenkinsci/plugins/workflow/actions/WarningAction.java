package org.jenkinsci.plugins.workflow.actions;

import hudson.model.Result;

/** Signature only. */
public class WarningAction implements PersistentAction {
    private final Result result;

    public WarningAction(Result result) {
        this.result = result;
    }

    public Result getResult() {
        return result;
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
