package jenkins.scm.api;

import hudson.model.InvisibleAction;

/** Signature only. */
public class SCMRevisionAction extends InvisibleAction {
    private SCMRevisionAction() {}

    public SCMRevision getRevision() {
        throw new UnsupportedOperationException();
    }
}
