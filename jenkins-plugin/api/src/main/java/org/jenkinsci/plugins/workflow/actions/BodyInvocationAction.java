package org.jenkinsci.plugins.workflow.actions;

import hudson.model.InvisibleAction;

/** Signature only. */
public class BodyInvocationAction extends InvisibleAction implements PersistentAction {
    public BodyInvocationAction() {}
}
