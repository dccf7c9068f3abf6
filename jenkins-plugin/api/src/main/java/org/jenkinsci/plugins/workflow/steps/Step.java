package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Describable;

/** Signature only. */
public abstract class Step implements Describable<Step> {
    Step() {}
}
