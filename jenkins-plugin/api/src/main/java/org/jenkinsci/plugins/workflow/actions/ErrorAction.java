package org.jenkinsci.plugins.workflow.actions;

/** Signature only. */
public class ErrorAction implements PersistentAction {
    private ErrorAction() {}

    public Throwable getError() {
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
