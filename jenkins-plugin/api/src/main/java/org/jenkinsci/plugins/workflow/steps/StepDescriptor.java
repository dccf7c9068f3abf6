package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Descriptor;

/** Signature only. */
public abstract class StepDescriptor extends Descriptor<Step> {
    public StepDescriptor() {}
}
