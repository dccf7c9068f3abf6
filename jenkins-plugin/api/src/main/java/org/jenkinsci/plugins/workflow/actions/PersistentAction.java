package org.jenkinsci.plugins.workflow.actions;

import hudson.model.Action;

/** Signature only. */
public interface PersistentAction extends Action {}
