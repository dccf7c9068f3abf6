package org.jenkinsci.plugins.workflow.actions;

/** Signature only. */
public interface ThreadNameAction extends PersistentAction {
    String getThreadName();
}
