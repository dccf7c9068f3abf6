package org.jenkinsci.plugins.workflow.actions;

/** Signature only. */
public class LabelAction implements PersistentAction {
    private LabelAction() {}

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
